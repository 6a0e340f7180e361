import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { ircClientProgram } from '../../shared/network/programs/irc-client.ts';
import { ircServerProgram } from '../../shared/network/programs/irc-server.ts';
import { Driven } from './drive.ts';
import { daemon, freePorts, needing, run } from './outside.ts';
import { spoilt, worded } from './spoilt.ts';

const SIC = needing('sic', 'sh', ['-c', 'command -v sic']);
const NGIRCD = needing('ngircd', '/usr/sbin/ngircd');

const folder = mkdtempSync(join(tmpdir(), 'irc-'));
afterAll(() => rmSync(folder, { recursive: true }));
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const chat = (
  port: number,
  nick: string,
  says: string,
  awaits: string | null,
  change = (bytes: Uint8Array) => bytes,
) => {
  const server = { address: 0x7f000001, port };
  const client = new Driven(
    spoilt(ircClientProgram({ server, nick, channel: '#prices', says, awaits }), change),
  );
  open.push(client);
  return client;
};

describe.skipIf(SIC.skips)(`the client sic and our server${SIC.reason}`, () => {
  test('talk with ours in a channel', async () => {
    const [port = 0] = await freePorts(1);
    const server = ircServerProgram({ serverName: 'irc.game.example', port });
    open.push(await new Driven(server).ready());
    const ours = chat(port, 'ada', 'who is there?', 'two apples');
    const line = `(sleep 1; echo ':j #prices'; sleep 1; echo ':m #prices two apples'; sleep 1; echo ':QUIT')`;
    const sic = await run('sh', ['-c', `${line} | sic -h 127.0.0.1 -p ${port} -n bob`]);
    expect(await ours.done()).toEqual({ met: true, result: 'bob: two apples' });
    expect(sic.stdout).toContain('Welcome to the chat, bob!bob@127.0.0.1');
    expect(sic.stdout).toContain('@ada bob');
  }, 60_000);
});

describe.skipIf(NGIRCD.skips)(`our clients and ngircd${NGIRCD.reason}`, () => {
  const startNgircd = async (): Promise<number> => {
    const [port = 0] = await freePorts(1);
    const file = join(folder, 'ngircd.conf');
    const settings = ['Name = irc.game.example', 'Info = test', `Ports = ${port}`];
    const global = ['[Global]', ...settings, 'Listen = 127.0.0.1', 'MotdPhrase = hello'];
    const options = ['[Options]', 'DNS = no', 'Ident = no', 'PAM = no'];
    writeFileSync(file, [...global, ...options, ''].join('\n'));
    const there = await daemon('/usr/sbin/ngircd', ['-n', '-f', file], port);
    open.push({ close: there.stop });
    return port;
  };

  test('meet in a channel, the second under another name', async () => {
    const port = await startNgircd();
    const ada = chat(port, 'ada', 'who is there?', 'over');
    await new Promise(resolve => setTimeout(resolve, 1000));
    const bob = chat(port, 'ada', 'over', null);
    expect(await bob.done()).toEqual({ met: true, result: '' });
    expect(await ada.done()).toEqual({ met: true, result: 'ada_: over' });
  }, 60_000);

  test('are not let in with a command that is spoilt on its way', async () => {
    const client = chat(await startNgircd(), 'ada', 'hello', null, worded('NICK', 'NIKC'));
    expect((await client.done()).met).toBe(false);
  }, 60_000);

  test('give up with a name that is none', async () => {
    const client = chat(await startNgircd(), '1ada', 'hello', null);
    expect(await client.done()).toEqual({ met: false, result: 'Erroneous nickname' });
  }, 60_000);
});
