import {expect} from '@open-wc/testing';
import {keccak_256} from '@noble/hashes/sha3.js';
import {keccak256} from '../../../src/keccak256.js';
import {isWalletAddress} from '../../../src/wallet-address.js';

/** The test vectors of EIP-55. */
const VECTORS = [
  '0x52908400098527886E0F7030069857D2E4169EE7',
  '0x8617E340B3D01FA5F11F306F4090FD50E238070D',
  '0xde709f2102306220921060314715629080e2fb77',
  '0x27b1fdb04752bbc536007a920d24acb045561c26',
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
];

const swapped = (text: string, at: number): string => {
  const char = text[at] as string;
  const other = char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase();
  return text.slice(0, at) + other + text.slice(at + 1);
};

describe('a wallet address', () => {
  const wrong: [string, string][] = [
    ['nothing', ''],
    ['no prefix', '52908400098527886E0F7030069857D2E4169EE7'],
    ['a prefix in upper case', '0X52908400098527886E0F7030069857D2E4169EE7'],
    ['39 digits', '0x52908400098527886E0F7030069857D2E4169EE'],
    ['41 digits', '0x52908400098527886E0F7030069857D2E4169EE77'],
    ['a digit that is none', '0x52908400098527886E0F7030069857D2E4169EG7'],
    ['a space before', ' 0x52908400098527886E0F7030069857D2E4169EE7'],
    ['a line break after', '0x52908400098527886E0F7030069857D2E4169EE7\n'],
    ['fullwidth digits', '0x５2908400098527886E0F7030069857D2E4169EE7'],
    ['a name', 'vitalik.eth'],
    ['an ICAP code', 'XE7338O073KYGTWWZN0F2WZ0R8PX5ZPPZS'],
  ];
  for (const [what, text] of wrong) it(`is not ${what}`, () => expect(isWalletAddress(text)).to.equal(false));

  for (const address of VECTORS) {
    it(`is ${address}, also all in lower or in upper case`, () => {
      expect(isWalletAddress(address)).to.equal(true);
      expect(isWalletAddress(address.toLowerCase())).to.equal(true);
      expect(isWalletAddress(`0x${address.slice(2).toUpperCase()}`)).to.equal(true);
    });
  }

  it('is not one in mixed case with any one letter in the other case', () => {
    for (const address of VECTORS.slice(4))
      for (const {index} of address.slice(2).matchAll(/[a-f]/gi))
        expect(isWalletAddress(swapped(address, index + 2)), swapped(address, index + 2)).to.equal(false);
  });
});

describe('keccak256', () => {
  const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

  it('knows the digest of nothing', () =>
    expect(hex(keccak256(''))).to.equal('c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'));

  it('agrees with @noble/hashes on texts of every length that fits', () => {
    for (let length = 0; length < 136; length++) {
      const text = Array.from({length}, (_, i) => String.fromCharCode(32 + ((i * 7 + length * 13) % 95))).join('');
      expect(hex(keccak256(text)), `${length}`).to.equal(hex(keccak_256(new TextEncoder().encode(text))));
    }
  });
});
