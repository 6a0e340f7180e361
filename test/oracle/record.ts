import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EXCHANGES, type Exchange } from './recorded-exchanges.ts';

/** `sudo node test/oracle/record.ts [name…]`: records the captures of `test/oracle/recorded` anew, from real
 *  programs in two network namespaces with a pair of virtual Ethernet cards between them. */
const FOLDER = join(import.meta.dirname, 'recorded');
const SERVER = `stack-server-${process.pid}`;
const CLIENT = `stack-client-${process.pid}`;

const ip = (...args: readonly string[]): void => {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] });
};

/** 192.0.2.0/24 and 2001:db8::/64, RFC 5737 and RFC 3849; the hardware addresses are locally administered. */
const SIDES = [
  [SERVER, 'server', '1'],
  [CLIENT, 'client', '2'],
] as const;

const lay = (): void => {
  for (const [space] of SIDES) ip('netns', 'add', space);
  ip('link', 'add', 'server', 'netns', SERVER, 'type', 'veth', 'peer', 'client', 'netns', CLIENT);
  for (const [space, card, host] of SIDES) {
    ip('-n', space, 'link', 'set', card, 'address', `02:00:00:00:00:0${host}`);
    ip('-n', space, 'address', 'add', `192.0.2.${host}/24`, 'dev', card);
    ip('-n', space, 'address', 'add', `2001:db8::${host}/64`, 'dev', card, 'nodad');
    for (const up of ['lo', card]) ip('-n', space, 'link', 'set', up, 'up');
    // The cards would leave checksums and cutting to hardware that is not there.
    const offload = ['tx', 'off', 'rx', 'off', 'tso', 'off', 'gso', 'off', 'gro', 'off'];
    spawnSync('ip', ['netns', 'exec', space, 'ethtool', '-K', card, ...offload]);
  }
};

const inside = (space: string, script: string, cwd: string) =>
  spawn('ip', ['netns', 'exec', space, 'bash', '-c', script], {
    cwd,
    stdio: 'ignore',
    detached: true,
  });

const ended = (run: ReturnType<typeof inside>): Promise<void> =>
  new Promise(resolve => run.once('exit', () => resolve()));

const end = (run: ReturnType<typeof inside>, signal: NodeJS.Signals): void => {
  if (run.exitCode === null && run.pid !== undefined) process.kill(-run.pid, signal);
};

const record = async ({
  name,
  server,
  client,
  filter = '',
  link = '-i client',
}: Exchange): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  const daemon = inside(SERVER, server ?? 'true', folder);
  await wait(1500);
  const file = join(FOLDER, `${name}.pcap`);
  rmSync(file, { force: true });
  const dump = inside(CLIENT, `exec tcpdump -Z root -U ${link} -c 60 -w ${file} ${filter}`, folder);
  while (!existsSync(file)) await wait(100);
  await wait(300);
  const talk = inside(CLIENT, `timeout 12 bash -c ${JSON.stringify(client)}`, folder);
  await ended(talk);
  await wait(600);
  end(dump, 'SIGINT');
  if (dump.exitCode === null) await ended(dump);
  end(daemon, 'SIGKILL');
  rmSync(folder, { recursive: true });
};

try {
  lay();
  const wanted = process.argv.slice(2);
  for (const exchange of EXCHANGES) {
    if (wanted.length === 0 || wanted.includes(exchange.name)) await record(exchange);
  }
} finally {
  for (const [space] of SIDES) spawnSync('ip', ['netns', 'delete', space]);
}
