import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {emptyProject, entries, installInto, ROOT} from './support/package.js';

const COMPILER = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
  target: 'es2022',
  lib: ['es2023', 'dom', 'dom.iterable'],
};

/** What the compiler says of a program in a project: nothing, if all is well. */
function complaints(project: string, source: string, options: object, name = 'program.ts'): string {
  const files = [name];
  writeFileSync(join(project, name), source);
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({compilerOptions: {...COMPILER, ...options}, files}));
  try {
    return execFileSync(process.execPath, [`${ROOT}node_modules/typescript/bin/tsc`, '-p', project], {
      encoding: 'utf8',
    });
  } catch (error) {
    return (error as {stdout: string}).stdout;
  }
}

const NODE = {module: 'nodenext', moduleResolution: 'nodenext', types: []};
const BUNDLER = {module: 'esnext', moduleResolution: 'bundler', types: []};

const PAGE = `
  import {PhoenixPayment, PhoenixPaymentError, type PhoenixPaymentErrorCode, type TokenResponse} from 'phoenix-payment';
  const element: PhoenixPayment = document.createElement('phoenix-payment');
  element.amount = 100;
  element.params = {order: '7'};
  element.headers = [['x-shop', '1']];
  element.fetchToken = async ({signal, reason}): Promise<TokenResponse | string> => {
    signal.throwIfAborted();
    return reason === 'initial' ? 'token' : {access_token: 'token', expires_in: 300};
  };
  element.addEventListener('phoenix-token', ({detail}) => detail.expiresAt.getTime());
  element.addEventListener('phoenix-error', (event) => {
    const error: PhoenixPaymentError = event.detail.error;
    const code: PhoenixPaymentErrorCode = error.code;
    return code;
  });
  // @ts-expect-error there is no such theme
  element.theme = 'blue';
  // @ts-expect-error the element says what it is
  element.state = 'ready';
  // @ts-expect-error it has no such field
  element.addEventListener('phoenix-open-url', ({detail}) => detail.path);`;

test('a page’s program is checked with no cast, no framework and every check of ours', () => {
  const project = emptyProject();
  installInto(project);
  assert.equal(complaints(project, PAGE, NODE), '');
});

test('a bundler’s resolution finds the same types, and frameworks that are installed without types disturb nobody', () => {
  const project = emptyProject();
  installInto(project);
  for (const name of ['react', 'vue', 'svelte', 'solid-js']) {
    const folder = join(project, 'node_modules', name);
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({name, exports: {'.': './a.js', './elements': './a.js'}}),
    );
    writeFileSync(join(folder, 'a.js'), '');
  }
  assert.equal(complaints(project, PAGE, BUNDLER), '');
});

test('every entry has types that a strict program can use', () => {
  const project = emptyProject();
  installInto(project, 'react', '@types/react', 'csstype', 'msw', 'redis', 'ioredis', '@types/node', 'undici-types');
  const source = entries.map(({name}, index) => `export * as entry${index} from '${name}';`).join('\n');
  // What others ship is theirs to check.
  assert.equal(complaints(project, source, {...NODE, types: ['node'], skipLibCheck: true}), '');
});

test('the bare tag is checked in JSX: settings, events and the element behind a ref', () => {
  const project = emptyProject();
  installInto(project, 'react', '@types/react', 'csstype');
  const source = `
    import {useRef} from 'react';
    import type {PhoenixPayment} from 'phoenix-payment';
    export function Checkout() {
      const ref = useRef<PhoenixPayment>(null);
      return <phoenix-payment ref={ref} token-endpoint="/api/token" walletAddress="0x" amount={100} params={{order: '7'}}
        onphoenix-token={({detail}) => detail.expiresAt.getTime()} onClick={() => ref.current?.refresh()} />;
    }
    // @ts-expect-error
    export const color = <phoenix-payment theme="blue" />;
    // @ts-expect-error
    export const parameter = <phoenix-payment params={{order: 7}} />;
    // @ts-expect-error
    export const field = <phoenix-payment onphoenix-open-url={({detail}) => detail.path} />;
    // @ts-expect-error
    export const unknown = <phoenix-payment amounts="100" />;`;
  assert.equal(complaints(project, source, {...BUNDLER, jsx: 'react-jsx'}, 'program.tsx'), '');
});
