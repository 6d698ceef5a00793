import {playMany} from './support/play.js';
import {paying, answering} from './support/steps.js';

it('no story, mostly of the payer in the frame, lets a payer down', () => playMany(2000, paying, answering)).timeout(
  110_000,
);
