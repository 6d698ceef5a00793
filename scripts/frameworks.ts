import {copyFileSync, readdirSync} from 'node:fs';

/** Written by hand, for their directives and augmentations are not kept by `tsc`. */
export function copyFrameworkTypes(src: string, dist: string): void {
  for (const name of readdirSync(`${src}/frameworks`))
    if (name.endsWith('.d.ts')) copyFileSync(`${src}/frameworks/${name}`, `${dist}/frameworks/${name}`);
}
