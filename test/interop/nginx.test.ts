import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpClientProgram } from '../../shared/network/programs/http-client.ts';
import type { ClientExpectation } from '../../shared/network/programs/tls/client-role.ts';
import {
  authorityCertificate,
  identityFromSeed,
} from '../../shared/network/programs/tls/seeded-identity.ts';
import { tlsClient } from '../../shared/network/programs/tls/tls-program.ts';
import { Driven } from './drive.ts';
import { daemon, freePorts, needing } from './outside.ts';
import { chainPem, privateKeyPem } from './pem.ts';
import { spoilt, turnedAt, worded } from './spoilt.ts';

const NGINX = needing('nginx', 'nginx', ['-v']);
const NAME = 'www.game.example';
const LONG = 'All prices are in crowns.\n'.repeat(3000);

const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
const running: { stop: () => void }[] = [];
let [plain, sealed] = [0, 0];

const settings = (): string => {
  const { certificates, secret } = identityFromSeed('town', NAME, []);
  writeFileSync(join(folder, 'chain'), chainPem(certificates));
  writeFileSync(join(folder, 'key'), privateKeyPem(secret));
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${folder}/${name};`,
  );
  return `
    daemon off; master_process off; pid ${folder}/pid; error_log stderr;
    events {}
    http {
      ${places.join('\n')}
      access_log off; root ${folder}/pages; index index.html;
      server { listen 127.0.0.1:${plain}; server_name ${NAME}; }
      server {
        listen 127.0.0.1:${sealed} ssl; server_name ${NAME};
        ssl_protocols TLSv1.3; ssl_certificate ${folder}/chain; ssl_certificate_key ${folder}/key;
      }
    }`;
};

beforeAll(async () => {
  if (NGINX.skips) return;
  [plain = 0, sealed = 0] = await freePorts(2);
  mkdirSync(join(folder, 'pages'));
  writeFileSync(join(folder, 'pages', 'index.html'), '<p>Welcome</p>');
  writeFileSync(join(folder, 'pages', 'long.txt'), LONG);
  writeFileSync(join(folder, 'nginx.conf'), settings());
  running.push(await daemon('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], plain));
}, 30_000);

afterAll(() => {
  for (const one of running) one.stop();
  rmSync(folder, { recursive: true });
});

const asking = (port: number, targets: readonly string[]) =>
  httpClientProgram({
    server: { address: 0x7f000001, port },
    host: `${NAME}:${port}`,
    method: 'GET',
    targets,
    content: '',
    chunkBytes: 0,
  });

const outcomeOf = async (driven: { done: Driven<unknown>['done']; close: () => void }) => {
  const outcome = await driven.done();
  driven.close();
  return outcome;
};

const believing = (seed: string, serverName = NAME): ClientExpectation => ({
  serverName,
  applicationProtocols: ['http/1.1'],
  trusted: [authorityCertificate(seed)],
  checksDates: true,
});

describe.skipIf(NGINX.skips)(`our web client and nginx${NGINX.reason}`, { timeout: 60_000 }, () => {
  test('it gets two pages over one connection', async () => {
    const outcome = await outcomeOf(new Driven(asking(plain, ['/', '/long.txt'])));
    expect(outcome).toEqual({ met: true, result: `200 <p>Welcome</p>\n200 ${LONG}` });
  });

  test('it is told of a page that is not there', async () => {
    const { met, result } = await outcomeOf(new Driven(asking(plain, ['/none'])));
    expect(met).toBe(false);
    expect(result).toMatch(/^404 .*nginx/s);
  });

  test('it gets the same over TLS 1.3', async () => {
    const client = tlsClient(asking(sealed, ['/', '/long.txt']), believing('town'));
    const outcome = await outcomeOf(new Driven(client));
    expect(outcome).toEqual({ met: true, result: `200 <p>Welcome</p>\n200 ${LONG}` });
  });

  test('a request that is spoilt on its way is refused', async () => {
    const client = spoilt(asking(plain, ['/']), worded('HTTP/1.1', 'HTTQ/1.1'));
    const { met, result } = await outcomeOf(new Driven(client));
    expect({ met, result }).toEqual({ met: false, result: expect.stringContaining('400') });
  });

  test('so is a sealed one with one bit turned', async () => {
    const client = tlsClient(asking(sealed, ['/']), believing('town'));
    const { met, result } = await outcomeOf(new Driven(spoilt(client, turnedAt(-1))));
    expect({ met, result }).toEqual({ met: false, result: expect.not.stringContaining('Welcome') });
  });

  test.each([
    ['whom nobody it believes vouches for', believing('village')],
    ['of another name', believing('town', 'bank.example')],
  ])('it gets nothing from a server %s', async (_fact, belief) => {
    const { met, result } = await outcomeOf(new Driven(tlsClient(asking(sealed, ['/']), belief)));
    expect({ met, result }).toEqual({ met: false, result: expect.not.stringContaining('Welcome') });
  });
});
