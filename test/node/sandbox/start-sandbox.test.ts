import assert from 'node:assert/strict';
import {networkInterfaces} from 'node:os';
import {describe, it} from 'node:test';
import {startSandbox} from '../../../src/sandbox/index.js';
import {asked, askForToken, listens, pageUrl, tokenOf, until} from './support.js';

const portOf = (url: string): number => Number(new URL(url).port);

describe('A sandbox', () => {
  it('says so when a port is taken, and leaves nothing listening', async () => {
    const first = await startSandbox();
    const free = await startSandbox();
    const oauthPort = portOf(free.tokenUrl);
    await free.close();
    await assert.rejects(startSandbox({oauthPort, partnerPort: portOf(first.partnerUrl)}), {code: 'EADDRINUSE'});
    assert.equal(await listens('127.0.0.1', oauthPort), false);
    await first.close();
  });

  it('closes at once, whatever is under way, and twice without harm', async () => {
    const sandbox = await startSandbox({oauth: 'hang', backend: 'slow:60000', page: 'hangs'});
    const answers = Promise.allSettled([askForToken(sandbox), fetch(sandbox.backendUrl), fetch(sandbox.partnerUrl)]);
    await until(() => asked(sandbox, 'oauth') + asked(sandbox, 'backend') + asked(sandbox, 'partner') === 3);
    await sandbox.close();
    await sandbox.close();
    assert.deepEqual(
      (await answers).map(({status}) => status),
      ['rejected', 'rejected', 'rejected'],
    );
    for (const url of [sandbox.tokenUrl, sandbox.partnerUrl, sandbox.backendUrl]) {
      assert.equal(await listens('127.0.0.1', portOf(url)), false);
    }
  });

  it('listens on loopback only', async () => {
    const sandbox = await startSandbox();
    const others = Object.values(networkInterfaces()).flatMap((list = []) => list.filter(({internal}) => !internal));
    for (const url of [sandbox.tokenUrl, sandbox.partnerUrl, sandbox.backendUrl]) {
      assert.equal(new URL(url).hostname, '127.0.0.1');
      for (const {address, family} of others) {
        if (family === 'IPv4') assert.equal(await listens(address, portOf(url)), false, address);
      }
    }
    await sandbox.close();
  });

  it('starts in well under a second', async () => {
    const start = performance.now();
    const sandbox = await startSandbox();
    assert.ok(performance.now() - start < 500);
    await sandbox.close();
  });

  it('has three origins of its own, and takes the ports and credentials it is given', async () => {
    const probe = await startSandbox();
    const ports = [probe.tokenUrl, probe.partnerUrl, probe.backendUrl].map(portOf);
    assert.equal(new Set(ports).size, 3);
    await probe.close();
    const [oauthPort = 0, partnerPort = 0, backendPort = 0] = ports;
    const sandbox = await startSandbox({oauthPort, partnerPort, backendPort, clientId: 'kiosk', clientSecret: 'hush'});
    assert.equal(sandbox.tokenUrl, `http://127.0.0.1:${oauthPort}/oauth/token`);
    assert.equal(sandbox.partnerUrl, `http://127.0.0.1:${partnerPort}/`);
    assert.equal(sandbox.backendUrl, `http://127.0.0.1:${backendPort}/api/token`);
    assert.equal((await askForToken(sandbox, {client_secret: 'sandbox-client-secret'})).status, 401);
    assert.equal((await fetch(sandbox.backendUrl)).status, 200);
    await sandbox.close();
  });

  it('lives beside another one', async () => {
    const [one, two] = await Promise.all([startSandbox(), startSandbox({oauth: '500'})]);
    assert.equal((await askForToken(one)).status, 200);
    assert.equal((await askForToken(two)).status, 500);
    assert.equal(asked(one, 'oauth'), 1);
    await Promise.all([one.close(), two.close()]);
  });

  it('opens its page with a token that its backend handed out', async () => {
    const sandbox = await startSandbox();
    const access_token = await tokenOf(await fetch(sandbox.backendUrl));
    assert.equal((await fetch(pageUrl(sandbox, {access_token}))).status, 200);
    await sandbox.close();
  });
});
