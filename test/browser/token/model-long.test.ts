import {playMany} from './support/play.js';
import {passing, answering, missing} from './support/steps.js';

it('no story, mostly of time that passes, lets a payer down', () =>
  playMany(2000, passing, answering, missing)).timeout(110_000);
