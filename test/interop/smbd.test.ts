import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smbClientProgram } from '../../shared/network/programs/smb-client.ts';
import { Driven } from './drive.ts';
import { daemon, freePorts, needing } from './outside.ts';
import { spoilt, worded } from './spoilt.ts';

const SMBD = needing('samba', 'smbd', ['--version']);
const LONG = 'grain '.repeat(20_000);

const folder = mkdtempSync(join(tmpdir(), 'smbd-'));
const running: { stop: () => void }[] = [];
let port = 0;

const settings = (): string => {
  const places = ['private dir', 'lock directory', 'state directory', 'cache directory'];
  const own = ['pid directory', 'ncalrpc dir'];
  const inside = [...places, ...own].map(name => `${name} = ${folder}/own`);
  return [
    ...['[global]', 'server role = standalone server', 'map to guest = Bad User', ...inside],
    ...[`smb ports = ${port}`, 'interfaces = 127.0.0.1', 'bind interfaces only = yes'],
    ...['disable netbios = yes', 'load printers = no', 'log file = /dev/null'],
    ...['[share]', `path = ${folder}/share`, 'guest ok = yes', 'read only = yes', ''],
  ].join('\n');
};

beforeAll(async () => {
  if (SMBD.skips) return;
  [port = 0] = await freePorts(1);
  chmodSync(folder, 0o755);
  for (const name of ['own', 'share']) mkdirSync(join(folder, name), { mode: 0o755 });
  writeFileSync(join(folder, 'share', 'prices.txt'), 'All prices are in crowns.\n');
  writeFileSync(join(folder, 'share', 'long.txt'), LONG);
  writeFileSync(join(folder, 'smb.conf'), settings());
  const words = ['--foreground', '-s', join(folder, 'smb.conf')];
  running.push(await daemon('smbd', words, port));
}, 30_000);

afterAll(() => {
  for (const one of running) one.stop();
  rmSync(folder, { recursive: true });
});

const use = async (file: string, share = 'share', change = (bytes: Uint8Array) => bytes) => {
  const server = { address: 0x7f000001, port };
  const program = smbClientProgram({ server, serverName: '127.0.0.1', share, file });
  const client = new Driven(spoilt(program, change));
  const outcome = await client.done();
  client.close();
  return outcome;
};

describe.skipIf(SMBD.skips)(`our client and smbd${SMBD.reason}`, { timeout: 60_000 }, () => {
  test('list a share as a guest', async () => {
    const { met, result } = await use('');
    expect({ met, names: result.split('\n').toSorted() }).toEqual({
      met: true,
      names: ['long.txt', 'prices.txt'],
    });
  });

  test.each([
    ['a small file', 'prices.txt', 'All prices are in crowns.\n'],
    ['one of many reads', 'long.txt', LONG],
  ])('get %s', async (_fact, file, result) => {
    expect(await use(file)).toEqual({ met: true, result });
  });

  test('get nothing with a message that is spoilt on its way', async () => {
    const change = worded('\xfeSMB', '\xfeSMC');
    expect((await use('prices.txt', 'share', change)).met).toBe(false);
  });

  test.each([
    ['a file that is not there', 'none.txt', 'share', 'objectNotFound'],
    ['a share that is not there', '', 'nothing', 'badNetworkName'],
  ])('are told of %s', async (_fact, file, share, result) => {
    expect(await use(file, share)).toEqual({ met: false, result });
  });
});
