import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dig } from './dig.ts';

/** A daemon of DNS that runs in the foreground. */
export interface NameDaemon {
  readonly said: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts a daemon in a folder of its own with these files; waits until it answers at `address`. */
export const nameDaemon = async (
  command: string,
  args: (folder: string) => readonly string[],
  files: (folder: string) => Readonly<Record<string, string>>,
  address: string,
): Promise<NameDaemon> => {
  const folder = mkdtempSync(join(tmpdir(), 'names-'));
  for (const [name, text] of Object.entries(files(folder))) writeFileSync(join(folder, name), text);
  const child = spawn(command, args(folder), { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', text => {
    said += text;
  });
  child.stderr.on('data', text => {
    said += text;
  });
  const ended = new Promise<void>(resolve => child.on('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 40; tries++) {
    const { status } = await dig(address, '+tries=1', '+time=1', 'version.bind', 'CH', 'TXT');
    if (status !== 'none') return { said: () => said, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`${command} does not answer: ${said}`);
};

/** The real unbound at `address`, port 53, with those root servers: it asks for no more of a name than needed and in
 *  letters of random case, and believes no server that does not keep them. */
export const unbound = (address: string, root: string): Promise<NameDaemon> =>
  nameDaemon(
    'unbound',
    folder => ['-d', '-c', join(folder, 'unbound.conf')],
    folder => ({
      'root.hints': `. 3600 IN NS ns.rootservers.example.\nns.rootservers.example. 3600 IN A ${root}\n`,
      'unbound.conf': `server:
  interface: ${address}
  outgoing-interface: ${address}
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "${folder}"
  pidfile: ""
  use-syslog: no
  logfile: ""
  verbosity: 1
  root-hints: "${join(folder, 'root.hints')}"
  module-config: "iterator"
  do-ip6: no
  use-caps-for-id: yes
  qname-minimisation: yes
  qname-minimisation-strict: yes
  local-zone: "127.in-addr.arpa." nodefault
  local-zone: "test." nodefault
remote-control:
  control-enable: no
`,
    }),
    address,
  );
