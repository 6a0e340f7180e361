import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../../server/storage/open-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const opened = async (): Promise<Store> => {
  const store = await openStore(folder);
  if (!store.ok) throw new Error(store.error);
  return store.value;
};
const refusal = async (where = folder): Promise<string> => {
  const store = await openStore(where);
  if (store.ok) await store.value.close();
  return store.ok ? 'opened' : store.error;
};
const digestOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const file = () => join(folder, 'stack.sqlite');

const fill = async (events: number) => {
  const store = await opened();
  const body = JSON.stringify({ type: 'tick', atMs: 1, filling: 'x'.repeat(200) });
  await Promise.all(
    Array.from({ length: events }, (_, index) =>
      store.log.append({ session: 's', seq: index + 1, body }),
    ),
  );
  await store.close();
};

describe('the data file', () => {
  test('what was appended is there after closing and opening, in order', async () => {
    await fill(300);
    const store = await opened();
    expect((await store.log.read('s')).map(row => row.seq)).toEqual(
      Array.from({ length: 300 }, (_, index) => index + 1),
    );
    await store.close();
  });

  test('the secret is as old as the file', async () => {
    const first = await opened();
    await first.close();
    const second = await opened();
    expect(second.secret).toBe(first.secret);
    expect(second.secret).toMatch(/^[0-9a-f]{64}$/);
    await second.close();
  });

  test.each([
    ['a text', (whole: Buffer) => Buffer.from(`no database${whole.length}`)],
    ['a file cut in the middle', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
    ['a file with bytes overwritten', (whole: Buffer) => Buffer.from(whole).fill(0xa5, 4096, 9000)],
    ['a file with a broken head', (whole: Buffer) => Buffer.from(whole).fill(0, 0, 40)],
  ])('%s is refused with the name of the file, and stays as it is', async (_fact, damage) => {
    await fill(500);
    writeFileSync(file(), damage(readFileSync(file())));
    const before = digestOf(file());
    const sentence = await refusal();
    expect(sentence).toContain(file());
    expect(sentence).toMatch(/damaged .*left as it is/);
    expect(digestOf(file())).toBe(before);
    expect(readdirSync(folder).filter(name => !/\.sqlite(-shm|-wal)?$/.test(name))).toEqual([]);
  });

  test('a second server on the same file is turned away and the first goes on', async () => {
    const first = await opened();
    expect(await refusal()).toMatch(/in use by another server/);
    await first.log.append({ session: 's', seq: 1, body: '{}' });
    expect(await first.log.read('s')).toHaveLength(1);
    await first.close();
  });

  test('a folder that cannot be written is named', async () => {
    const inTheWay = join(folder, 'file');
    writeFileSync(inTheWay, '');
    expect(await refusal(inTheWay)).toMatch(/cannot be written .*DATA_DIR/);
    if (process.getuid?.() !== 0) {
      chmodSync(folder, 0o500);
      expect(await refusal()).toMatch(/cannot be written/);
      chmodSync(folder, 0o700);
    }
  });
});
