import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../../server/storage/open-store.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stack-log-'));
  const opened = await openStore(folder);
  if (!opened.ok) throw new Error(opened.error);
  store = opened.value;
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const row = (seq: number, session = 's') => ({ session, seq, body: `{"n":${seq}}` });

describe('the event log', () => {
  test('events of one moment share one commit', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, index) => store.log.append(row(index + 1))));
    expect(store.log.figures).toEqual({ events: 200, commits: 1, failures: 0 });
  });

  test('acknowledged in the order of the calls', async () => {
    const acknowledged: number[] = [];
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        store.log.append(row(index + 1)).then(() => acknowledged.push(index + 1)),
      ),
    );
    expect(acknowledged).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  test('an append in the very moment the queue runs dry is not forgotten', async () => {
    for (let seq = 1; seq <= 20; seq++) {
      await store.log.append(row(seq * 2));
      await Promise.resolve();
      await store.log.append(row(seq * 2 + 1));
    }
    await store.log.settled();
    expect(await store.log.read('s')).toHaveLength(40);
  });

  test('a second writer of the same number is fenced off; the others of that commit are kept', async () => {
    await store.log.append(row(1));
    const outcomes = await Promise.allSettled([
      store.log.append(row(2)),
      store.log.append(row(1)),
      store.log.append(row(3)),
      store.log.append(row(1, 'other')),
    ]);
    expect(outcomes.map(outcome => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect((await store.log.read('s')).map(event => event.seq)).toEqual([1, 2, 3]);
    expect(await store.log.read('other')).toHaveLength(1);
  });

  test('rows that belong to an event are there with it or not at all', async () => {
    const seat = { session: 's', player: 'p1', failures: 0 };
    await store.log.append(row(1), transaction =>
      transaction.insertInto('seat').values(seat).execute(),
    );
    const again = store.log.append(row(2), transaction =>
      transaction.insertInto('seat').values(seat).execute(),
    );
    await expect(again).rejects.toThrow();
    expect(await store.seats.all()).toEqual([seat]);
    expect(await store.log.read('s')).toHaveLength(1);
  });
});
