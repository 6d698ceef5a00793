import {keccak256} from './keccak256.js';

/** An Ethereum address: `0x` and 40 hex digits, whose mixed case, if any, is its checksum (EIP-55). */
export function isWalletAddress(text: string): boolean {
  const digits = /^0x([\da-fA-F]{40})$/.exec(text)?.[1];
  if (!digits) return false;
  const lower = digits.toLowerCase();
  if (digits === lower || digits === digits.toUpperCase()) return true;
  const hash = keccak256(lower);
  return Array.from(lower).every((digit, i) => {
    const nibble = ((hash[i >> 1] as number) >> (i % 2 ? 0 : 4)) & 15;
    return digits[i] === (nibble > 7 ? digit.toUpperCase() : digit);
  });
}
