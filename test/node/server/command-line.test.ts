import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {describe, test} from 'node:test';
import type {Diagnosis} from '../../../src/cli/doctor.js';
import {main} from '../../../src/cli/main.js';
import {TOKEN, sick} from './support/doctor-visit.js';
import {SECRET} from './support/fake-upstream.js';
import {listen} from './support/listen.js';

const KEY = 'f6g7h8-the-key';

describe('on the command line', () => {
  const run = async (...args: string[]) => {
    let [out, err] = ['', ''];
    const io = {
      env: {PHOENIX_CLIENT_SECRET: SECRET, PHOENIX_KEY: KEY},
      out: (line: string) => void (out += `${line}\n`),
      err: (line: string) => void (err += `${line}\n`),
    };
    return {code: await main(args, io), out, err};
  };

  test('misuse is exit code 2, and says how it is meant', async () => {
    for (const args of [
      ['doctor'],
      ['doctor', 'a', 'b'],
      ['doctor', 'shop.example'],
      ['doctor', 'http://x.example', '--origin', 'https://a/b'],
      ['doctor', 'http://x.example', '--header', 'nonsense'],
      ['doctor', 'http://x.example', '--loud'],
      ['heal'],
    ]) {
      const {code, out, err} = await run(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, /^phoenix-payment: .+/);
    }
  });

  test('a secret is refused, and not repeated', async () => {
    for (const args of [
      ['serve', '--client-secret', 'abc123'],
      ['serve', `--secret=${SECRET}`],
      ['doctor', `http://x.example/?s=${SECRET}`],
      ['serve', '--key=abc123'],
      ['serve', `--port`, KEY],
    ]) {
      const {code, err} = await run(...args);
      assert.equal(code, 2);
      assert.match(err, /no secrets on the command line/);
      assert.doesNotMatch(err, /abc123|a1b2c3|f6g7h8/);
    }
  });

  test('--help of each command says what it does', async () => {
    for (const [args, text] of [
      [['--help'], /doctor <url>/],
      [[], /doctor <url>/],
      [['help', 'serve'], /PHOENIX_AUTHORIZE/],
      [['serve', '--help'], /healthz/],
      [['doctor', '-h'], /Exit code/],
      [['sandbox', '--help'], /stand-in/],
    ] as const) {
      const {code, out} = await run(...args);
      assert.equal(code, 0);
      assert.match(out, text);
      assert.ok(out.split('\n').every((line) => line.length <= 120));
    }
  });

  test('an endpoint that means ill moves no cursor and fills no screen', async () => {
    const names = Object.fromEntries(Array.from({length: 500}, (_, index) => [`\u001b[2J\u009b${index}`, 1]));
    const server = await listen(createServer(sick({...TOKEN, ...names})));
    const {out} = await run('doctor', server.url);
    await server.close();
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    assert.ok(out.length < 5000, `${out.length} characters`);
  });

  test('it exits 0 or 1, prints what to mend, or one JSON object', async (t) => {
    const server = await listen(createServer(sick(TOKEN, {'cache-control': 'public'})));
    t.after(() => server.close());
    const text = await run('doctor', server.url);
    assert.equal(text.code, 1);
    assert.match(
      text.out,
      /FAIL {2}no-store[^]*mend: answer Cache-Control: no-store[^]*Not healthy: 1 fault, 2 warnings/,
    );
    const json = await run('doctor', server.url, '--json');
    assert.equal(json.code, 1);
    assert.equal((JSON.parse(json.out) as Diagnosis).counts.fail, 1);
    const warnings = await listen(createServer(sick(TOKEN)));
    t.after(() => warnings.close());
    assert.equal((await run('doctor', warnings.url)).code, 0);
    assert.equal((await run('doctor', warnings.url, '--strict')).code, 1);
  });
});
