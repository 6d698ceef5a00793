import type {PhoenixPayment} from '../../src/index.js';
import {GROUPS} from './fields.js';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

/** The HTML that gives the element as it is: for a page, or for a bug report. */
export function markupOf(element: PhoenixPayment): string {
  const attributes = GROUPS.flatMap(({fields}) => fields)
    .filter(({property}) => !property)
    .flatMap(({name, standard}) => {
      const value = element.getAttribute(name);
      if (value === null || (value === standard && value !== '')) return [];
      return [value === '' ? name : `${name}="${escaped(value)}"`];
    });
  const tag = `<phoenix-payment\n${attributes.map((attribute) => `  ${attribute}\n`).join('')}></phoenix-payment>`;
  const script = scriptOf(element);
  return [
    tag,
    '<script type="module" src="https://unpkg.com/phoenix-payment/dist/phoenix-payment.min.js"></script>',
    ...(script.length
      ? [
          '<script type="module">',
          "  const payment = document.querySelector('phoenix-payment');",
          ...script,
          '</script>',
        ]
      : []),
  ].join('\n');
}

function scriptOf(element: PhoenixPayment): string[] {
  const lines: string[] = [];
  const put = (name: 'params' | 'headers' | 'messages'): void => {
    const entries = element[name] ? [...Object.entries(readable(element[name]))] : [];
    // Text of the page's own may hold what ends a script.
    const json = JSON.stringify(Object.fromEntries(entries)).replace(/</g, '\\u003c');
    if (entries.length) lines.push(`  payment.${name} = ${json};`);
  };
  put('params');
  put('headers');
  put('messages');
  if (element.fetchToken)
    lines.push(
      '  payment.fetchToken = async ({signal}) => {',
      "    const response = await fetch('/api/token', {signal});",
      "    if (!response.ok) throw Object.assign(new Error('no token'), {status: response.status});",
      '    return response.json();',
      '  };',
    );
  return lines;
}

const readable = (value: object): object => (Array.isArray(value) ? Object.fromEntries(value) : value);
