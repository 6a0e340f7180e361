import { afterEach, describe, expect, test } from 'vitest';
import { smbServerProgram } from '../../shared/network/programs/smb-server.ts';
import { Driven } from './drive.ts';
import { freePorts, needing, run } from './outside.ts';

const SMBCLIENT = needing('smbclient', 'smbclient', ['--version']);

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const files = { 'prices.txt': 'All prices are in crowns.\n', 'long.txt': 'grain '.repeat(50_000) };

const smbclient = async (share: string, commands: string) => {
  const [port = 0] = await freePorts(1);
  const config = { port, serverName: 'files', share: 'share', files };
  open.push(await new Driven(smbServerProgram(config)).ready());
  return run('smbclient', ['-N', `//127.0.0.1/${share}`, '-p', String(port), '-c', commands]);
};

describe.skipIf(SMBCLIENT.skips)(`smbclient and our server${SMBCLIENT.reason}`, () => {
  test('it lists the share', async () => {
    const { code, stdout, stderr } = await smbclient('share', 'ls');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/prices\.txt +N +26 /);
    expect(stdout).toMatch(/long\.txt +N +300000 /);
    expect(code).toBe(0);
  }, 60_000);

  test('it gets a small file and one of many reads', async () => {
    const gets = await smbclient('share', 'get prices.txt -; get long.txt -');
    expect(gets.stdout).toContain(files['prices.txt']);
    expect(gets.stdout).toContain(files['long.txt']);
    expect(gets.code).toBe(0);
  }, 60_000);

  test.each([
    ['a share that is not there', 'nothing', 'ls', 'NT_STATUS_BAD_NETWORK_NAME'],
    ['a file that is not there', 'share', 'get none.txt -', 'NT_STATUS_OBJECT_NAME_NOT_FOUND'],
    ['a folder to be made', 'share', 'mkdir new', 'NT_STATUS_ACCESS_DENIED'],
  ])(
    'it is told of %s',
    async (_fact, share, commands, says) => {
      const { stdout, stderr } = await smbclient(share, commands);
      expect(`${stdout}${stderr}`).toContain(says);
    },
    20_000,
  );
});
