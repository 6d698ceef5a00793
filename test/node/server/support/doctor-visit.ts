import assert from 'node:assert/strict';
import {createServer, type RequestListener} from 'node:http';
import {diagnose, type Diagnosis} from '../../../../src/cli/doctor.js';
import type {Level} from '../../../../src/cli/doctor/finding.js';
import {SECRET} from './fake-upstream.js';
import {listen} from './listen.js';

export const SHOP = 'https://shop.example';

/** The diagnosis of an endpoint, and nothing of its token in it. */
export async function visit(
  listener: RequestListener,
  patient: {headers?: Record<string, string>; origin?: string; timeout?: number} = {},
): Promise<Diagnosis> {
  const server = await listen(createServer(listener));
  try {
    const diagnosis = await diagnose({url: server.url, headers: {}, timeout: 5000, ...patient}, false, SECRET);
    assert.doesNotMatch(JSON.stringify(diagnosis), /eyJ|the-token/);
    return diagnosis;
  } finally {
    await server.close();
  }
}

export const found = (diagnosis: Diagnosis, check: string): Level[] =>
  diagnosis.findings.filter((finding) => finding.check === check).map(({level}) => level);

/** An endpoint without fault, with one spoiled: headers, then body. */
export const sick =
  (body: unknown, headers: Record<string, string | string[]> = {}, status = 200): RequestListener =>
  (_, res) => {
    res.writeHead(status, {'content-type': 'application/json', 'cache-control': 'no-store', ...headers});
    res.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

export const TOKEN = {access_token: 'the-token', expires_in: 3000};
