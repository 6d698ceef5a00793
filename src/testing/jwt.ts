/** Base64url without padding, of bytes or of a text's UTF-8 bytes. */
export function base64url(input: string | Uint8Array): string {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The text behind a base64url string. Throws if it is none. */
export function fromBase64url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', {fatal: true}).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}

/** A JWT's payload as an object, unverified; `null` if the text is no JWT. */
export function payloadOf(token: string): Record<string, unknown> | null {
  try {
    const payload: unknown = JSON.parse(fromBase64url(token.split('.')[1] ?? ''));
    return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
