/** Writes the version and the hash of the built CDN file into the README: `npm run integrity`. */
import {readFileSync, writeFileSync} from 'node:fs';
import {cdnTag} from './cdn-tag.js';

const at = (path: string): string => new URL(`../${path}`, import.meta.url).pathname;
const readme = readFileSync(at('README.md'), 'utf8');
const {version} = JSON.parse(readFileSync(at('package.json'), 'utf8')) as {version: string};
const tag = cdnTag(version, readFileSync(at('dist/phoenix-payment.min.js')));
writeFileSync(at('README.md'), readme.replace(/<script type="module" async\s+src="https:\/\/cdn[^]*?<\/script>/, tag));
console.log(tag);
