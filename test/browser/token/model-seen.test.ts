import {playMany} from './support/play.js';
import {building, missing, seeing} from './support/steps.js';

it('no story, mostly of pages that come and go, lets a payer down', () =>
  playMany(2000, seeing, missing, building)).timeout(110_000);
