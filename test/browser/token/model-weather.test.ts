import {playMany} from './support/play.js';
import {answering, missing, seeing} from './support/steps.js';

it('no story, mostly of time, network and backend, lets a payer down', () =>
  playMany(2000, answering, missing, seeing)).timeout(110_000);
