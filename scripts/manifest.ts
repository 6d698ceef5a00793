import {readFileSync, writeFileSync} from 'node:fs';
import * as analyzer from '@custom-elements-manifest/analyzer';
// @ts-expect-error comes without types
import {litPlugin} from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import type {Attribute, ClassDeclaration, ClassMember, CustomElement, Package} from 'custom-elements-manifest/schema';
import {generateJetBrainsWebTypes} from 'custom-element-jet-brains-integration';
import {generateVsCodeCustomElementData} from 'custom-element-vs-code-integration';
import type TypeScript from 'typescript';
import {DEFAULTS} from '../src/config.js';

// Its types lack what it exports. Nodes have to be of its own copy of the compiler.
const {create, ts} = analyzer as unknown as {
  create: (input: {modules: TypeScript.SourceFile[]; plugins: unknown[]; context: object}) => Package;
  ts: typeof TypeScript;
};

type ElementDeclaration = ClassDeclaration & CustomElement;

/** Writes what editors and documentation tools read, from the source and its comments. */
export function writeManifests(src: string, dist: string): void {
  const parse = (name: string): TypeScript.SourceFile =>
    ts.createSourceFile(name, readFileSync(`${src}/${name}`, 'utf8'), ts.ScriptTarget.ES2022, true);
  const {modules} = create({
    modules: [parse('phoenix-payment.ts'), parse('settings-element.ts')],
    plugins: (litPlugin as () => unknown[])(),
    context: {dev: false, thirdPartyCEMs: []},
  });
  const element = modules
    .flatMap(({declarations = []}) => declarations)
    .find((declaration): declaration is ElementDeclaration => 'tagName' in declaration);
  if (!element) throw new Error('the element was not found');
  const manifest = published(element, eventTypes(parse('events.ts')));

  writeFileSync(`${dist}/custom-elements.json`, JSON.stringify(manifest, null, 2));
  const outdir = dist;
  generateVsCodeCustomElementData(manifest as never, {
    outdir,
    htmlFileName: 'vscode.html-custom-data.json',
    cssFileName: 'vscode.css-custom-data.json',
    hideLogs: true,
  });
  generateJetBrainsWebTypes(manifest as never, {
    outdir,
    webTypesFileName: 'web-types.json',
    packageJson: false,
    hideLogs: true,
  });
}

/** One class in one module, as it is imported, with nothing private and nothing of where its source stands. */
function published(element: ElementDeclaration, types: ReadonlyMap<string, string>): Package {
  const {attributes = [], members = [], events = [], ...rest} = element;
  delete rest.superclass;
  const path = 'dist/index.js';
  const reflected = new Set(['state']);
  for (const member of members) if ('reflects' in member && member.reflects) reflected.add(member.name);
  const declaration: ElementDeclaration = {
    ...rest,
    attributes: attributes.map((attribute) => ({
      ...plain(attribute),
      ...(attribute.name === 'state' && {fieldName: 'state'}),
      ...(reflected.has(attribute.name) && {reflects: true}),
    })),
    members: members.filter(isPublic).map(plain),
    events: events.map((event) => ({...event, type: {text: types.get(event.name) ?? 'CustomEvent'}})),
  };
  const reference = {name: element.name, module: path};
  return {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path,
        declarations: [declaration],
        exports: [
          {kind: 'js', name: element.name, declaration: reference},
          {kind: 'custom-element-definition', name: 'phoenix-payment', declaration: reference},
        ],
      },
    ],
  };
}

const isPublic = (member: ClassMember): boolean =>
  member.privacy !== 'private' && !member.static && !member.name.endsWith('Callback');

function plain<Item extends ClassMember | Attribute>(item: Item): Item {
  const kept = {...item} as {name: string; type?: {text: string}; default?: string; inheritedFrom?: unknown};
  delete kept.inheritedFrom;
  const value = DEFAULTS[('fieldName' in item ? item.fieldName : kept.name) as keyof typeof DEFAULTS];
  if (value !== undefined) kept.default = JSON.stringify(value).replaceAll('"', "'");
  // The type that the analyzer finds is the getter's.
  if (kept.name === 'amount' && kept.type)
    kept.type.text = kept.type.text.replace(/^string (?!\| number)/, 'string | number ');
  return kept as unknown as Item;
}

function eventTypes(file: TypeScript.SourceFile): Map<string, string> {
  const types = new Map<string, string>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isPropertySignature(node) && ts.isStringLiteral(node.name) && node.type)
      types.set(node.name.text, node.type.getText(file));
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return types;
}
