import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { smtpClientProgram } from '../../shared/network/programs/smtp-client.ts';
import { smtpServerProgram } from '../../shared/network/programs/smtp-server.ts';
import { Driven } from './drive.ts';
import { daemon, freePorts, needing, run } from './outside.ts';

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

describe.skipIf(CURL.skips)(`curl sends a mail to our server${CURL.reason}`, () => {
  const serve = async () => {
    const [port = 0] = await freePorts(1);
    const server = smtpServerProgram({
      hostName: 'mx.post.example',
      port,
      mailboxes: ['bob@post.example'],
      relays: false,
      offersTls: true,
      maximumMailBytes: 100_000,
    });
    const driven = await new Driven(server).ready();
    open.push(driven);
    return { port, driven };
  };
  const send = async (port: number, to: string, body: string) => {
    const file = join(folder, 'mail.txt');
    writeFileSync(file, body, 'latin1');
    const envelope = ['--mail-from', 'ada@game.example', '--mail-rcpt', to];
    return run('curl', ['-sv', `smtp://127.0.0.1:${port}`, ...envelope, '-T', file]);
  };

  test('which lies in the mailbox as it was written', async () => {
    const { port, driven } = await serve();
    const { code } = await send(port, 'bob@post.example', `${LINES.join('\r\n')}\r\n`);
    expect(code).toBe(0);
    expect(driven.state.common.stored[0]?.mail.lines.slice(3)).toEqual(LINES);
  });

  test('and is told why it is not taken', async () => {
    const { port } = await serve();
    const { code, stderr } = await send(port, 'no@post.example', 'x\r\n');
    expect(code).toBe(55);
    expect(stderr).toContain('550 No such mailbox here');
  });
});

const SCRIPT = `
import sys, time
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
controller = Controller(Keep(), hostname='127.0.0.1', port=int(sys.argv[1]))
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
});
