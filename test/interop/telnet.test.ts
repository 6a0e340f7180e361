import { afterEach, describe, expect, test } from 'vitest';
import { telnetServerProgram } from '../../shared/network/programs/telnet-server.ts';
import { Driven } from './drive.ts';
import { freePorts, needing, run } from './outside.ts';

const CURL = needing('curl', 'curl');
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

describe.skipIf(CURL.skips)(`curl and our server${CURL.reason}`, () => {
  test('log in, and tell the type of the terminal', async () => {
    const [port = 0] = await freePorts(1);
    const users = { ada: 'secret' };
    const server = telnetServerProgram({ port, hostName: 'box.game.example', users, files: {} });
    open.push(await new Driven(server).ready());
    const typed = ['ada', 'secret', 'stty', 'exit'].map(line => `sleep 0.5; echo ${line}`);
    const command = `(${typed.join('; ')}; sleep 0.5) | curl -s -t TTYPE=vt100 telnet://127.0.0.1:${port}`;
    const { stdout } = await run('sh', ['-c', command]);
    expect(stdout).toContain('terminal vt100;');
    expect(stdout).not.toContain('secret');
  }, 60_000);
});
