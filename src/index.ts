import {define} from './define.js';

export * from './element.js';
// The types of the tag in JSX and templates
export type * from './frameworks/index.js';

define();
