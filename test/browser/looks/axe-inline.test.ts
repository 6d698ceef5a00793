import {judgedByAxe} from '../../support/axe.js';
import {backend} from '../../support/mount.js';

backend();

describe('axe finds nothing, inline', () => judgedByAxe('inline'));
