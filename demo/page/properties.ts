import type {FetchToken, PhoenixPayment} from '../../src/index.js';

/** `name=value`, one a line. Lines without a name are left out. */
export function parsePairs(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => {
    const [name = '', ...value] = line.split('=');
    return [name.trim(), value.join('=').trim()];
  });
  return Object.fromEntries(lines.filter(([name]) => name)) as Record<string, string>;
}

/** What an integrator might write instead of giving a `token-endpoint`. `markup.ts` shows the same. */
export const ownFetch: FetchToken = async ({signal}) => {
  const response = await fetch('/api/token', {signal});
  if (!response.ok) throw Object.assign(new Error('no token'), {status: response.status});
  return response.json() as ReturnType<FetchToken>;
};

/** Sets a property from its field; a header that no browser would send is an error, with the browser's words. */
export function setProperty(element: PhoenixPayment, name: string, value: string | boolean): void {
  const given = parsePairs(String(value));
  if (name === 'fetchToken') element.fetchToken = value ? ownFetch : undefined;
  if (name === 'params') element.params = given;
  if (name === 'headers') element.headers = [...new Headers(given)] as [string, string][];
  if (name === 'messages') element.messages = given;
}
