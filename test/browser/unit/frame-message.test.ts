import {expect} from '@open-wc/testing';
import {messages} from '../../../src/testing/index.js';
import {explorerUrl, readFrameMessage, withheld} from '../../../src/wire/frame-message.js';

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);

describe('what a frame posts', () => {
  for (const other of [
    null,
    undefined,
    'CANCEL',
    42,
    true,
    [],
    {},
    {data: {}},
    {type: 7},
    {type: null},
    {Type: 'CANCEL'},
  ])
    it(`is no message as ${shown(other)}`, () => expect(readFrameMessage(other)).to.equal(null));

  for (const message of [
    {type: 'CANCEL'},
    {type: 'X', data: 7},
    {type: 'X', data: null, more: []},
    messages.orderCreated(),
  ])
    it(`is one as ${shown(message).slice(0, 60)}`, () => expect(readFrameMessage(message)).to.deep.equal(message));
});

describe('the page to open', () => {
  const open = (fields: object): string | null => explorerUrl({type: 'OPEN_EXPLORER_URL', data: undefined, ...fields});

  it('stands in `data.url` or beside `type`', () => {
    expect(open({data: {url: 'https://basescan.org/tx/1'}})).to.equal('https://basescan.org/tx/1');
    expect(open({url: 'https://basescan.org/tx/2'})).to.equal('https://basescan.org/tx/2');
    expect(open({data: null, url: 'http://basescan.org/'})).to.equal('http://basescan.org/');
  });

  const none = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'blob:https://x/1',
    'file:///etc',
    '/tx/1',
  ];
  for (const url of [...none, 'basescan.org', '', 7, null, {}, ['https://x']])
    it(`is none as ${shown(url)}`, () => {
      expect(open({data: {url}})).to.equal(null);
      expect(open({url})).to.equal(null);
    });
});

describe('a token in a message', () => {
  const TOKEN = 'head.pay+load/=.sign"ed';

  it('leaves alone what does not hold it', () => {
    for (const data of [undefined, null, 7, 'text', {a: 1}, ['x']]) expect(withheld(data, TOKEN)).to.equal(data);
  });

  const holders: [string, unknown][] = [
    ['as it is', TOKEN],
    ['within a URL', `https://x/?access_token=${TOKEN}`],
    ['encoded', `https://x/?access_token=${encodeURIComponent(TOKEN)}`],
    ['deep down', {list: [{token: TOKEN}]}],
    ['as a name', {[TOKEN]: 1}],
  ];
  for (const [how, value] of holders)
    it(`is in nothing that is serialised or copied: ${how}`, () => {
      const data = withheld({id: '1', secret: value}, TOKEN) as Record<string, unknown>;
      expect(JSON.stringify(data)).to.equal('{"id":"1"}');
      expect({...data}).to.deep.equal({id: '1'});
      expect(structuredClone(data)).to.deep.equal({id: '1'});
      // Who asks for it by its name gets what the partner sent.
      expect(data['secret']).to.equal(value);
    });

  it('is not in `data` that is nothing but a token', () => expect(withheld(TOKEN, TOKEN)).to.equal(undefined));
  it('is not in a list', () => expect(JSON.stringify(withheld([TOKEN, 'x'], TOKEN))).to.not.contain('pay+load'));
  it('is not in a name', () => expect(JSON.stringify(withheld({[TOKEN]: 1, id: 2}, TOKEN))).to.equal('{"id":2}'));
});
