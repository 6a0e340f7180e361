import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { text, utf8 } from '../../shared/base/bytes.ts';
import { p256Secret } from '../../shared/base/crypto.ts';
import type { Program } from '../../shared/network/programs/program.ts';
import { tlsClient, tlsServer } from '../../shared/network/programs/tls/tls-program.ts';
import { chooseResponse, responseOf } from '../../shared/network/programs/web-server.ts';
import { issueCertificate } from '../../shared/protocols/x509/certificate.ts';
import { Driven } from './drive.ts';
import { freePorts, needing, run } from './outside.ts';
import { chainPem, pem, privateKeyPem } from './pem.ts';

const CURL = needing('curl', 'curl');
const OPENSSL = needing('openssl', 'openssl', ['version']);
const NAME = 'www.game.example';
const PAGE = `<p>Apple 3</p>${'x'.repeat(40_000)}`;

const secretOf = (sign: string) => p256Secret(utf8(sign.repeat(48)));
const AUTHORITY = {
  subject: 'Authority of the tests',
  hostNames: [],
  secret: secretOf('a'),
  authority: true,
  serial: 1,
} as const;
const secret = secretOf('s');
const certificates = [
  issueCertificate({ subject: NAME, hostNames: [NAME], secret, issuer: AUTHORITY, serial: 2 }),
];
const anchor = issueCertificate(AUTHORITY);

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
const anchorFile = join(folder, 'anchor.pem');
writeFileSync(anchorFile, pem('CERTIFICATE', anchor));
afterAll(() => rmSync(folder, { recursive: true }));
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** A web server that answers one request a connection. */
const webServer = (port: number): Program<ReadonlyMap<number, string>> => ({
  start: () => ({ state: new Map(), effects: [{ type: 'listen', protocol: 'tcp', port }] }),
  step: (state, event) => {
    if (event.type !== 'received') return { state, effects: [] };
    const { connection } = event;
    const heard = (state.get(connection) ?? '') + text(event.bytes);
    const next = new Map(state).set(connection, heard);
    if (!heard.includes('\r\n\r\n')) return { state: next, effects: [] };
    const bytes = responseOf(chooseResponse({ '/index.html': PAGE }, utf8(heard)));
    return {
      state: next,
      effects: [
        { type: 'send', connection, bytes },
        { type: 'finish', connection },
      ],
    };
  },
});

const serve = async () => {
  const [port = 0] = await freePorts(1);
  const identity = { certificates, secret, applicationProtocols: ['http/1.1'] };
  open.push(await new Driven(tlsServer(webServer(port), identity)).ready());
  return port;
};

describe.skipIf(CURL.skips)(`curl and our server${CURL.reason}`, () => {
  const get = (port: number, name: string) =>
    run('curl', [
      ...['-sS', '-v', '--noproxy', '*', '--cacert', anchorFile],
      ...['--resolve', `${name}:${port}:127.0.0.1`, `https://${name}:${port}/`],
    ]);

  test('it gets its page over TLS 1.3 and believes the certificate', async () => {
    const { code, stdout, stderr } = await get(await serve(), NAME);
    expect({ code, page: stdout === PAGE }).toEqual({ code: 0, page: true });
    expect(stderr).toContain('TLSv1.3 / TLS_AES_128_GCM_SHA256');
    expect(stderr).toContain('SSL certificate verify ok');
  });

  test('it refuses a server of another name', async () => {
    const { code } = await get(await serve(), 'bank.example');
    expect(code).toBe(60);
  });
});

describe.skipIf(OPENSSL.skips)(`openssl and our server${OPENSSL.reason}`, () => {
  const dial = async (...more: readonly string[]) =>
    run(
      'openssl',
      [
        ...['s_client', '-connect', `127.0.0.1:${await serve()}`, '-servername', NAME],
        ...['-CAfile', anchorFile, '-verify_return_error', '-quiet', ...more],
      ],
      `GET / HTTP/1.1\r\nHost: ${NAME}\r\n\r\n`,
    );

  test('s_client -tls1_3 reads its answer', async () => {
    const { code, stdout } = await dial('-tls1_3');
    expect(code).toBe(0);
    expect(stdout).toContain('Apple 3');
  });

  test('s_client -tls1_2 is told that its version is not spoken', async () => {
    const { code, stderr } = await dial('-tls1_2');
    expect(code).not.toBe(0);
    expect(stderr).toContain('alert protocol version');
  });
});

describe('our client and the TLS server of node', () => {
  const speaker = (port: number): Program<string> => ({
    start: () => ({
      state: '',
      effects: [{ type: 'connect', connection: -1, peer: { address: 0x7f000001, port } }],
    }),
    step: (state, event) => {
      if (event.type === 'connected') {
        const { connection } = event;
        return { state, effects: [{ type: 'send', connection, bytes: utf8('prices please') }] };
      }
      if (event.type === 'received') return { state: state + text(event.bytes), effects: [] };
      const met = event.type === 'finished';
      return { state, effects: [{ type: 'done', met, result: state }] };
    },
  });

  const ask = async (trusted: readonly Uint8Array[], serverName: string) => {
    const cert = chainPem(certificates);
    const key = privateKeyPem(secret);
    const server = createServer({ key, cert, minVersion: 'TLSv1.3' }, socket => {
      socket.on('error', () => undefined);
      socket.once('data', bytes => socket.end(`${bytes}: ${PAGE}`));
    });
    const port = await new Promise<number>(resolve => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    open.push(server);
    const driven = new Driven(tlsClient(speaker(port), { serverName, trusted }));
    open.push(driven);
    return driven.done();
  };

  test('understand each other', async () => {
    expect(await ask([anchor], NAME)).toEqual({ met: true, result: `prices please: ${PAGE}` });
  });

  test.each([
    ['whom nobody vouches for', [], NAME],
    ['of another name', [anchor], 'bank.example'],
  ])('do not where the server is one %s', async (_fact, trusted, name) => {
    expect(await ask(trusted, name)).toEqual({ met: false, result: '' });
  });
});
