import {expect} from '@open-wc/testing';
import {frameUrl, type Page} from '../../../src/frame/frame-url.js';

const PAGE: Page = {
  endpoint: 'https://shop.test/api/token',
  partnerUrl: 'https://app-partner.phoenix.market/',
  address: '0x52908400098527886E0F7030069857D2E4169EE7',
  amount: '100.50',
  theme: undefined,
  auto: false,
  share: false,
  privateMatching: false,
  params: {},
};
const url = (page: Partial<Page> = {}, token = 'tok'): URL => new URL(frameUrl({...PAGE, ...page}, token));
const query = (page: Partial<Page> = {}, token?: string): [string, string][] => [...url(page, token).searchParams];

const FIRST: [string, string][] = [
  ['address', PAGE.address],
  ['amount', '100.50'],
  ['access_token', 'tok'],
];

describe('the URL of a frame', () => {
  it('is address, amount and token, in this order, and nothing else where nothing else is wished', () =>
    expect(url().href).to.equal(
      'https://app-partner.phoenix.market/?address=0x52908400098527886E0F7030069857D2E4169EE7&amount=100.50&access_token=tok',
    ));

  it('goes on with the element’s own options', () =>
    expect(query({theme: 'dark', share: true, privateMatching: true})).to.deep.equal([
      ...FIRST,
      ['theme', 'dark'],
      ['shareOn', 'true'],
      ['onlyPrivateMatching', 'true'],
    ]));

  it('keeps the partner URL’s own path, query and fragment, behind', () => {
    const page = url({partnerUrl: 'https://staging.example/pay/now?env=stage&flag&env=two#top'});
    expect(page.pathname + page.hash).to.equal('/pay/now#top');
    expect([...page.searchParams]).to.deep.equal([...FIRST, ['env', 'stage'], ['flag', ''], ['env', 'two']]);
  });

  it('adds `params`', () =>
    expect(query({params: {locale: 'de', a: '1'}})).to.deep.equal([...FIRST, ['locale', 'de'], ['a', '1']]));

  for (const name of ['address', 'amount', 'access_token', 'theme', 'shareOn', 'onlyPrivateMatching']) {
    const own = {theme: 'light', share: true, privateMatching: true} as const;
    it(`lets neither \`params\` nor the partner URL override ${name}`, () => {
      const before = query(own);
      expect(query({...own, params: {[name]: 'forged'}})).to.deep.equal(before);
      expect(query({...own, partnerUrl: `${PAGE.partnerUrl}?${name}=forged`})).to.deep.equal(before);
    });
  }

  it('encodes what needs it, and loses nothing of it', () => {
    const odd = 'a b&c=d#e+f%20/?ü→\u0000';
    expect(query({params: {[odd]: odd}}, odd)).to.deep.equal([...FIRST.slice(0, 2), ['access_token', odd], [odd, odd]]);
    expect(url({}, 'a+b/c==').href).to.contain('access_token=a%2Bb%2Fc%3D%3D');
  });
});
