import {expect} from '@open-wc/testing';
import {positive, readConfig, type Config, type Settings} from '../../../src/config.js';
import {keyOf} from '../../../src/frame/frame-url.js';

const GOOD: Settings = {
  tokenEndpoint: '/api/token',
  walletAddress: '0x52908400098527886E0F7030069857D2E4169EE7',
  amount: '100',
  share: false,
  privateMatching: false,
  params: {},
  partnerUrl: 'https://app-partner.phoenix.market/',
  credentials: 'same-origin',
  refreshMargin: 60,
  tokenTimeout: 10_000,
};
const BASE = 'https://shop.example/cart/pay?step=2';
const read = (settings: Partial<Settings>, dark = false): Config =>
  readConfig({...GOOD, ...settings}, BASE, () => dark);
const complete = (settings: Partial<Settings>, dark = false) => {
  const config = read(settings, dark);
  if (config.is !== 'complete') throw new Error(`It is ${JSON.stringify(config)}`);
  return config;
};
const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);

describe('a configuration', () => {
  for (const missing of ['tokenEndpoint', 'walletAddress', 'amount'] as const)
    for (const nothing of [undefined, null, ''])
      it(`is incomplete, not wrong, while ${missing} is ${shown(nothing)}`, () =>
        expect(read({[missing]: nothing})).to.deep.equal({is: 'incomplete'}));

  it('is incomplete although something else in it is invalid', () =>
    expect(read({amount: null, walletAddress: 'nonsense', partnerUrl: 'nonsense'}).is).to.equal('incomplete'));

  it('needs no endpoint where `fetchToken` is given', () =>
    expect(complete({tokenEndpoint: null, fetchToken: async () => 't'}).request.endpoint).to.equal(''));

  it('does not judge an endpoint that `fetchToken` replaces', () =>
    expect(read({tokenEndpoint: 'ftp://x', fetchToken: async () => 't'}).is).to.equal('complete'));

  const amounts = ['0', '0.00', '00', '-1', '+1', '1.234', '1e3', '1,50', '.5', '5.', ' 1', '1 ', '1\n', '0x10', '１'];
  for (const amount of [...amounts, 'NaN', 'Infinity', '1_000', '1.2.3', '$5', '1e+21'])
    it(`has no amount ${shown(amount)}`, () =>
      expect(read({amount})).to.include({is: 'invalid', code: 'amount-invalid'}));

  for (const amount of ['1', '100', '0.01', '0.1', '100.5', '100.50', '99999999999999999999.99'])
    it(`passes on the amount ${amount} as it is`, () => expect(complete({amount}).page.amount).to.equal(amount));

  for (const tokenEndpoint of [
    'http://',
    'https://:80',
    'javascript:alert(1)',
    'data:,{}',
    'ftp://shop.example/',
    'blob:x',
  ])
    it(`has no endpoint ${tokenEndpoint}`, () => expect(read({tokenEndpoint})).to.include({code: 'endpoint-invalid'}));

  const endpoints: [string, string][] = [
    ['/api/token', 'https://shop.example/api/token'],
    ['api/token', 'https://shop.example/cart/api/token'],
    ['../token?x=1', 'https://shop.example/token?x=1'],
    ['//api.example/token', 'https://api.example/token'],
    ['http://localhost:3000/token', 'http://localhost:3000/token'],
  ];
  for (const [given, meant] of endpoints)
    it(`resolves the endpoint ${given} against the document`, () =>
      expect(complete({tokenEndpoint: given}).request.endpoint).to.equal(meant));

  const partners = ['pay', '/pay', 'http://partner.example/', 'http://localhost.evil.example/', 'ftp://localhost/'];
  for (const partnerUrl of [...partners, 'http://127.0.0.1.evil.example/', 'javascript:alert(1)', 'http://10.0.0.1/'])
    it(`has no partner URL ${partnerUrl}`, () => expect(read({partnerUrl})).to.include({code: 'partner-url-invalid'}));

  const loopback = [
    'http://localhost:8080/',
    'http://app.localhost/',
    'http://127.0.0.1/',
    'http://127.8.9.1/',
    'http://[::1]:3/',
  ];
  for (const partnerUrl of ['https://staging.example/pay?env=1', ...loopback])
    it(`accepts the partner URL ${partnerUrl}`, () =>
      expect(complete({partnerUrl}).page.partnerUrl).to.equal(partnerUrl));

  for (const partnerUrl of [null, undefined, ''])
    it(`means production by the partner URL ${shown(partnerUrl)}`, () =>
      expect(complete({partnerUrl}).page.partnerUrl).to.equal('https://app-partner.phoenix.market/'));

  it('names the address first, then the amount, the endpoint, the partner', () => {
    const all = {walletAddress: '0x1', amount: '0', tokenEndpoint: 'ftp://x', partnerUrl: 'x'};
    const codes = ['walletAddress', 'amount', 'tokenEndpoint', 'partnerUrl'].map((_, i) => {
      const rest = Object.fromEntries(Object.entries(all).slice(i));
      const config = read(rest);
      return config.is === 'invalid' && config.code;
    });
    expect(codes).to.deep.equal(['address-invalid', 'amount-invalid', 'endpoint-invalid', 'partner-url-invalid']);
  });

  it('asks for `light` and `dark` by name, for the reader’s with `auto`, and else for none', () => {
    const theme = (theme: unknown, dark = false) => complete({theme: theme as 'light'}, dark).page.theme;
    expect(theme('light')).to.equal('light');
    expect(theme('dark')).to.equal('dark');
    expect(theme('auto', false)).to.equal('light');
    expect(theme('auto', true)).to.equal('dark');
    for (const other of [null, undefined, '', 'sepia']) expect(theme(other, true), shown(other)).to.equal(undefined);
  });

  it('takes headers in each of their shapes for the same', () => {
    const same = [
      {'X-B': '2', 'x-a': '1'},
      [['x-a', '1'] as [string, string], ['X-B', '2'] as [string, string]],
      new Headers({'x-a': '1', 'x-b': '2'}),
    ];
    for (const headers of same)
      expect(complete({headers}).request.headers).to.deep.equal([
        ['x-a', '1'],
        ['x-b', '2'],
      ]);
    for (const headers of [null, undefined]) expect(complete({headers}).request.headers).to.deep.equal([]);
  });

  it('has equal keys for equal pages, however they are written, and others for others', () => {
    const key = (settings: Partial<Settings>) => keyOf(complete(settings).page);
    expect(key({params: {a: '1'}})).to.equal(key({params: {a: '1'}}));
    expect(key({params: null})).to.equal(key({}));
    const others = [
      {},
      {amount: '100.0'},
      {share: true},
      {privateMatching: true},
      {params: {a: '1'}},
      {params: {a: '2'}},
    ];
    const keys = [
      ...others,
      {partnerUrl: 'https://x.example/'},
      {walletAddress: GOOD.walletAddress!.toLowerCase()},
    ].map(key);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('falls back to the default for a number that makes no sense', () => {
    for (const odd of [0, -1, NaN, null, undefined, '', 'x']) expect(positive(odd, 7), shown(odd)).to.equal(7);
    expect(positive(0.5, 7)).to.equal(0.5);
    const {request} = complete({refreshMargin: NaN, tokenTimeout: -5});
    expect([request.margin, request.timeout]).to.deep.equal([60_000, 10_000]);
  });
});
