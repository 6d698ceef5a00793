/*
 * Keccak-256 of a short ASCII text, for EIP-55 only. A library's costs 2.3 kB brotli, a sixth of the whole budget
 * (docs/decisions/0003); this is the permutation as its authors' compact description has it, tested against that library.
 */

/** Bytes absorbed at once; a text here is one block. */
const RATE = 136;

/** The 32 bytes of the digest of a text of fewer than 136 ASCII characters. */
export function keccak256(text: string): Uint8Array {
  const lanes = new BigUint64Array(25);
  const bytes = new Uint8Array(lanes.buffer);
  bytes.set(Array.from(text, (char) => char.charCodeAt(0)));
  bytes[text.length] = 1;
  bytes[RATE - 1] = (bytes[RATE - 1] as number) | 0x80;
  permute(lanes);
  return bytes.subarray(0, 32);
}

/** Left by up to 63 bits; what overflows is cut off when it is stored. */
const rotate = (lane: bigint, by: number): bigint => (lane << BigInt(by)) | (lane >> BigInt(64 - by));

function permute(lanes: BigUint64Array): void {
  const at = (i: number): bigint => lanes[i] as bigint;
  let lfsr = 1;
  for (let round = 24; round--;) {
    // θ
    const sums = new BigUint64Array(5);
    lanes.forEach((lane, i) => (sums[i % 5] = (sums[i % 5] as bigint) ^ lane));
    const sum = (i: number): bigint => sums[i % 5] as bigint;
    for (let i = 0; i < 25; i++) lanes[i] = at(i) ^ sum(i + 4) ^ rotate(sum(i + 1), 1);
    // ρ and π
    let [x, y, moving] = [1, 0, at(1)];
    for (let t = 1; t < 25; t++) {
      [x, y] = [y, (2 * x + 3 * y) % 5];
      const i = x + 5 * y;
      [lanes[i], moving] = [rotate(moving, ((t * (t + 1)) / 2) % 64), at(i)];
    }
    // χ
    for (let row = 0; row < 25; row += 5) {
      const old = lanes.slice(row, row + 5);
      const of = (i: number): bigint => old[i % 5] as bigint;
      for (let i = 0; i < 5; i++) lanes[row + i] = of(i) ^ (~of(i + 1) & of(i + 2));
    }
    // ι
    for (let j = 0; j < 7; j++) {
      if (lfsr & 1) lanes[0] = at(0) ^ (1n << BigInt((1 << j) - 1));
      lfsr = (lfsr << 1) ^ ((lfsr >> 7) * 0x171);
    }
  }
}
