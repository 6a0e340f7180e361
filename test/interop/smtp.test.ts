import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Program } from '../../shared/network/programs/program.ts';
import { smtpClientProgram } from '../../shared/network/programs/smtp-client.ts';
import { smtpServerProgram } from '../../shared/network/programs/smtp-server.ts';
import {
  authorityCertificate,
  identityFromSeed,
} from '../../shared/network/programs/tls/seeded-identity.ts';
import { tlsWhenAsked } from '../../shared/network/programs/tls/tls-program.ts';
import { Driven } from './drive.ts';
import { daemon, freePorts, needing, run } from './outside.ts';
import { chainPem, pem, privateKeyPem } from './pem.ts';
import { spoilt, worded } from './spoilt.ts';

const PYTHON = '/usr/bin/python3';
const CURL = needing('curl', 'curl');
const AIOSMTPD = needing('python3-aiosmtpd', PYTHON, ['-c', 'import aiosmtpd']);
const LOOPBACK = 0x7f000001;

const folder = mkdtempSync(join(tmpdir(), 'smtp-'));
afterAll(() => rmSync(folder, { recursive: true }));
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const LINES = ['From: <ada@game.example>', 'Subject: prices', '', '.dots', '..', 'bye'];

const NAME = 'mx.post.example';
const ANCHOR = join(folder, 'anchor.pem');
writeFileSync(ANCHOR, pem('CERTIFICATE', authorityCertificate('post')));

describe.skipIf(CURL.skips)(`curl sends a mail to our server${CURL.reason}`, () => {
  const plain = (port: number) =>
    smtpServerProgram({
      hostName: 'mx.post.example',
      port,
      mailboxes: ['bob@post.example'],
      relays: false,
      offersTls: true,
      maximumMailBytes: 100_000,
    });
  const start = async <State>(make: (port: number) => Program<State>) => {
    const [port = 0] = await freePorts(1);
    const driven = await new Driven(make(port)).ready();
    open.push(driven);
    return { port, driven };
  };
  const serve = () => start(plain);
  const send = async (port: number, to: string, body: string, more: readonly string[] = []) => {
    const file = join(folder, 'mail.txt');
    writeFileSync(file, body, 'latin1');
    const envelope = ['--mail-from', 'ada@game.example', '--mail-rcpt', to];
    return run('curl', ['-sv', `smtp://127.0.0.1:${port}`, ...envelope, '-T', file, ...more]);
  };

  test('which lies in the mailbox as it was written', async () => {
    const { port, driven } = await serve();
    const { code } = await send(port, 'bob@post.example', `${LINES.join('\r\n')}\r\n`);
    expect(code).toBe(0);
    expect(driven.state.common.stored[0]?.mail.lines.slice(3)).toEqual(LINES);
  });

  test('and encrypted where it wants that', async () => {
    const identity = identityFromSeed('post', NAME, []);
    const belief = { trusted: [authorityCertificate('post')] };
    const { port, driven } = await start(at => tlsWhenAsked(plain(at), identity, belief));
    const words = [
      '--ssl-reqd',
      '--cacert',
      ANCHOR,
      '--connect-to',
      `${NAME}:${port}:127.0.0.1:${port}`,
    ];
    const file = join(folder, 'mail.txt');
    writeFileSync(file, `${LINES.join('\r\n')}\r\n`, 'latin1');
    const envelope = ['--mail-from', 'ada@game.example', '--mail-rcpt', 'bob@post.example'];
    const target = ['-sv', `smtp://${NAME}:${port}`, ...envelope, '-T', file];
    const { code, stderr } = await run('curl', [...target, ...words]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('verify ok') });
    const [stored] = driven.state.inner.common.stored;
    expect(stored?.mail.lines.slice(3)).toEqual(LINES);
    expect(stored?.mail.lines[1]).toContain(' with ESMTPS id ');
  });

  test('and is told why it is not taken', async () => {
    const { port } = await serve();
    const { code, stderr } = await send(port, 'no@post.example', 'x\r\n');
    expect(code).toBe(55);
    expect(stderr).toContain('550 No such mailbox here');
  });
});

const SCRIPT = `
import ssl, sys, time
from aiosmtpd.controller import Controller
class Keep:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('no@'):
            return '550 no such mailbox'
        envelope.rcpt_tos.append(address)
        return '250 OK'
    async def handle_DATA(self, server, session, envelope):
        open(sys.argv[2], 'wb').write(envelope.content)
        return '250 taken'
more = {}
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3], sys.argv[4])
    more = {'tls_context': context, 'require_starttls': True}
controller = Controller(Keep(), hostname='127.0.0.1', port=int(sys.argv[1]), **more)
controller.start()
while True:
    time.sleep(1)
`;

describe.skipIf(AIOSMTPD.skips)(`our client and aiosmtpd${AIOSMTPD.reason}`, () => {
  test.each([
    ['a mail arrives as it was written', ['bob@post.example'], { met: true, result: '250' }],
    [
      'one of two recipients is refused',
      ['no@post.example', 'bob@post.example'],
      { met: false, result: '250, no@post.example 550' },
    ],
  ])('%s', async (_fact, to, outcome) => {
    const [port = 0] = await freePorts(1);
    const file = join(folder, 'taken.txt');
    const taken = await daemon(PYTHON, ['-c', SCRIPT, String(port), file], port);
    open.push({ close: taken.stop });
    const mail = { from: 'ada@game.example', to, lines: LINES };
    const server = { address: LOOPBACK, port };
    const client = new Driven(smtpClientProgram({ server, hostName: 'client.game.example', mail }));
    open.push(client);
    expect(await client.done()).toEqual(outcome);
    expect(readFileSync(file, 'latin1')).toBe(`${LINES.join('\r\n')}\r\n`);
  });

  test('a command that is spoilt on its way is refused', async () => {
    const [port = 0] = await freePorts(1);
    const file = join(folder, 'refused.txt');
    const taken = await daemon(PYTHON, ['-c', SCRIPT, String(port), file], port);
    open.push({ close: taken.stop });
    const client = smtpClientProgram({
      server: { address: LOOPBACK, port },
      hostName: 'client.game.example',
      mail: { from: 'ada@game.example', to: ['bob@post.example'], lines: LINES },
    });
    const driven = new Driven(spoilt(client, worded('RCPT', 'RCQT')));
    open.push(driven);
    const { met } = await driven.done();
    expect({ met, taken: existsSync(file) }).toEqual({ met: false, taken: false });
  });

  const overTls = async (seed: string, isOffered = true) => {
    const [port = 0] = await freePorts(1);
    const place = (name: string) => join(folder, `${port}-${name}`);
    const { certificates, secret } = identityFromSeed('post', NAME, []);
    writeFileSync(place('chain'), chainPem(certificates));
    writeFileSync(place('key'), privateKeyPem(secret));
    const keys = isOffered ? [place('chain'), place('key')] : [];
    const words = ['-c', SCRIPT, String(port), place('taken'), ...keys];
    open.push({ close: (await daemon(PYTHON, words, port)).stop });
    const client = smtpClientProgram({
      server: { address: LOOPBACK, port },
      hostName: 'client.game.example',
      mail: { from: 'ada@game.example', to: ['bob@post.example'], lines: LINES },
      tls: { use: 'always', serverName: NAME },
    });
    const own = identityFromSeed('client', 'client.game.example', []);
    const driven = new Driven(tlsWhenAsked(client, own, { trusted: [authorityCertificate(seed)] }));
    open.push(driven);
    const outcome = await driven.done();
    const file = place('taken');
    return { outcome, taken: existsSync(file) ? readFileSync(file, 'latin1') : '' };
  };

  test('a mail arrives encrypted', async () => {
    const { outcome, taken } = await overTls('post');
    expect(outcome).toEqual({ met: true, result: '250' });
    expect(taken).toBe(`${LINES.join('\r\n')}\r\n`);
  });

  test.each([
    ['nobody vouches for the server', 'village', true, 'closed'],
    ['the server does not offer to encrypt', 'post', false, '530'],
  ])('no mail is sent where %s', async (_fact, seed, isOffered, result) => {
    const { outcome, taken } = await overTls(seed, isOffered);
    expect({ outcome, taken }).toEqual({ outcome: { met: false, result }, taken: '' });
  });
});
