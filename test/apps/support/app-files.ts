import {existsSync, readFileSync, statSync} from 'node:fs';
import type {RequestListener} from 'node:http';
import {extname, join} from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** Answers with the files of a folder, and with pages that have been rendered in place of those that lie there. */
export function appFiles(folder: string, rendered: Readonly<Record<string, string>> = {}): RequestListener {
  return (request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://shop.invalid');
    const path = pathname === '/' ? '/index.html' : pathname;
    const body = rendered[path] ?? read(join(folder, path));
    if (body === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream').end(body);
  };
}

const read = (path: string): Buffer | undefined =>
  existsSync(path) && statSync(path).isFile() ? readFileSync(path) : undefined;
