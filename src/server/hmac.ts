const utf8 = new TextEncoder();

const importKey = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', utf8.encode(secret), {name: 'HMAC', hash: 'SHA-256'}, false, ['sign', 'verify']);

/** Whether `hex` is the HMAC-SHA256 of `parts`, joined. WebCrypto compares in constant time. */
export async function verifyHmac(
  secret: string,
  hex: string,
  ...parts: readonly (string | Uint8Array)[]
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/i.test(hex)) return false;
  const signature = Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
  return crypto.subtle.verify('HMAC', await importKey(secret), signature, concat(parts));
}

/** Whether two secrets are the same, in a time that does not tell how much of them is. */
export async function sameSecret(expected: string, given: string): Promise<boolean> {
  const key = await importKey(crypto.randomUUID());
  const mac = await crypto.subtle.sign('HMAC', key, utf8.encode(expected));
  return crypto.subtle.verify('HMAC', key, mac, utf8.encode(given));
}

function concat(parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const chunks = parts.map((part) => (typeof part === 'string' ? utf8.encode(part) : part));
  const all = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}
