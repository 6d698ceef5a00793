import {playMany} from './support/play.js';
import {building, answering} from './support/steps.js';

it('no story, mostly of the page around the element, lets a payer down', () =>
  playMany(2000, building, answering)).timeout(110_000);
