import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {PhoenixPayment} from '../../../src/element.js';
import {built} from '../../support/built.js';
import {ROOT} from './support/package.js';

interface Named {
  readonly name: string;
  readonly kind?: string;
  readonly default?: string;
  readonly description?: string;
  readonly attribute?: string;
  readonly readonly?: boolean;
  readonly reflects?: boolean;
  readonly type?: {readonly text: string};
}

type Kind = 'attributes' | 'members' | 'events' | 'slots' | 'cssParts' | 'cssProperties' | 'cssStates';

built();
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');
const {modules} = JSON.parse(read('dist/custom-elements.json')) as {
  modules: [{declarations: [Record<Kind, Named[]>]}];
};
const [manifest] = modules[0].declarations;
const names = (kind: Kind): string[] => manifest[kind].map(({name}) => name).sort();
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name as string)),
];
const sorted = (list: Iterable<string>): string[] => [...list].sort();

const attributes = [...PhoenixPayment.observedAttributes, 'state'];
const settings = [...PhoenixPayment.elementProperties];

test('every attribute that the element observes is in the manifest, and state, which it sets', () => {
  assert.deepEqual(names('attributes'), sorted(attributes));
});

test('every property that can be set is in the manifest, with its attribute if it has one', () => {
  const listed = manifest.members.filter(({kind, readonly}) => kind === 'field' && !readonly);
  const known = settings.map(([name, {attribute}]) =>
    [String(name), attribute === false ? '-' : typeof attribute === 'string' ? attribute : String(name)].join(),
  );
  assert.deepEqual(sorted(listed.map(({name, attribute = '-'}) => `${name},${attribute}`)), sorted(known));
});

test('every property and attribute has the default that a new element has', () => {
  const element = new PhoenixPayment();
  for (const [name, {attribute}] of settings) {
    const value: unknown = element[name as keyof PhoenixPayment];
    const wanted = value === undefined ? undefined : JSON.stringify(value).replaceAll('"', "'");
    const listed = [...manifest.members, ...manifest.attributes].filter((item) =>
      [name, attribute].includes('fieldName' in item ? (item.fieldName as string) : item.name),
    );
    assert.ok(listed.length > 0, String(name));
    for (const item of listed) assert.equal(item.default, wanted, item.name);
  }
});

test('the manifest says which attributes the element sets itself', () => {
  const reflected = settings.filter(([, {reflect}]) => reflect).map(([name]) => String(name));
  assert.deepEqual(
    sorted(manifest.attributes.filter(({reflects}) => reflects).map(({name}) => name)),
    sorted([...reflected, 'state']),
  );
});

test('what can only be read is in the manifest as such', () => {
  const readOnly = manifest.members.filter((member) => member.readonly).map(({name}) => name);
  assert.deepEqual(sorted(readOnly), ['error', 'expiresAt', 'payment', 'stale', 'state']);
});

test('the methods in the manifest are those that the element adds, and no others', () => {
  const own = Object.entries(Object.getOwnPropertyDescriptors(PhoenixPayment.prototype));
  const lit = Object.getPrototypeOf(Object.getPrototypeOf(PhoenixPayment.prototype)) as object;
  const added = own.filter(([name, {value}]) => value && !(name in lit) && !/Callback$|constructor/.test(name));
  assert.deepEqual(
    sorted(manifest.members.filter(({kind}) => kind === 'method').map(({name}) => name)),
    sorted(added.map(([name]) => name)),
  );
});

test('every event that the element’s types know is in the manifest with its type', () => {
  const source = read('src/events.ts');
  const known = [...source.matchAll(/^ {2}'(phoenix-[\w-]+)': (CustomEvent<.+>);$/gm)].map(
    ([, name, type]) => `${name as string} ${type as string}`,
  );
  assert.equal(known.length, 13);
  assert.deepEqual(sorted(manifest.events.map(({name, type}) => `${name} ${type?.text ?? ''}`)), sorted(known));
});

test('every part that a page can style is in the manifest', () => {
  const view = read('src/view.ts');
  const sources = ['dialog', 'dom', 'frame/payment-frame'].map((name) => read(`src/${name}.ts`)).join(view);
  const named = all(sources, /(?:withPart\(|\bbutton\(|setAttribute\('part',)\s*'([\w-]+)'/g);
  // A button of the view goes by the name of what it does.
  const actions = all(/interface Actions \{([^]*?)\n\}/.exec(view)?.[1] ?? '', /(\w+)\(/g);
  const buttons = actions.filter((name) => view.includes(`'${name}'`));
  assert.deepEqual(names('cssParts'), sorted(new Set([...named, ...buttons])));
});

test('every slot of the element is in the manifest, and the default one', () => {
  const slots = /readonly slot: ([^;]+);/.exec(read('src/view.ts'))?.[1] ?? '';
  assert.deepEqual(names('slots'), sorted(['', ...all(slots, /'(\w+)'/g)]));
});

test('every custom property of the style sheet is in the manifest with its default', () => {
  const known = [
    ...read('src/phoenix-payment.styles.ts').matchAll(/var\((--phoenix[\w-]+), ((?:\([^)]*\)|[^()])+)\)/g),
  ];
  assert.deepEqual(
    sorted(manifest.cssProperties.map(({name, default: value = ''}) => `${name}: ${value}`)),
    sorted(known.map(([, name, value]) => `${name as string}: ${value as string}`)),
  );
});

test('every state of the element is in the manifest', () => {
  const states = /PhoenixPaymentState = ([^;]+);/.exec(read('src/phase.ts'))?.[1] ?? '';
  assert.deepEqual(names('cssStates'), sorted(all(states, /'(\w+)'/g)));
});

test('nothing in the manifest goes without a description', () => {
  const silent = Object.values(manifest)
    .filter(Array.isArray)
    .flatMap((list: Named[]) => list.filter(({description}) => !description).map(({name}) => name));
  assert.deepEqual(silent, []);
});
