import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../../server/sessions/keeping.ts';
import type { LiveSession } from '../../../server/sessions/live-session.ts';
import { Registry } from '../../../server/sessions/registry.ts';
import { Seats } from '../../../server/sessions/seats.ts';
import { Timekeeper } from '../../../server/sessions/timekeeper.ts';
import { openStore, type Store } from '../../../server/storage/open-store.ts';
import { sessionDigest } from '../../../shared/session/digest.ts';
import { HOST_ACTOR } from '../../../shared/session/events.ts';
import { CLASS_SETTINGS } from '../api-client.ts';

const HOUR_MS = 60 * 60_000;

let folder: string;
let store: Store;
let nowMs = 0;
const forgotten: string[] = [];

const openHouse = async () => {
  const opened = await openStore(folder);
  if (!opened.ok) throw new Error(opened.error);
  store = opened.value;
  const registry = new Registry(store, () => nowMs);
  const seats = new Seats(registry);
  const timekeeper = new Timekeeper(registry, 30, id => forgotten.push(id));
  return { registry, seats, timekeeper };
};
const changeFile = (statement: string): void => {
  const database = new DatabaseSync(join(folder, 'stack.sqlite'));
  database.exec(statement);
  database.close();
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-registry-'));
  nowMs = Date.UTC(2026, 0, 1);
  forgotten.length = 0;
});
afterEach(async () => {
  await store.log.settled();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const order = (live: LiveSession, type: 'start-round' | 'end-round' | 'end-session') =>
  live.command(HOST_ACTOR, `${type}-${live.seq}`, { type });

const sit = async (seats: Seats, live: LiveSession, nickname: string): Promise<string> => {
  const seated = await seats.join(live, nickname);
  if (!seated.ok) throw new Error(seated.error);
  const { playerId } = seated.value;
  await live.submit(atMs => ({ type: 'connected', atMs, playerId }));
  return playerId;
};

describe('sessions over a restart', () => {
  test('are the same as before, with the outage cut out and everybody away', async () => {
    const before = await openHouse();
    const live = await before.registry.open(CLASS_SETTINGS);
    const playerId = await sit(before.seats, live, 'Ada');
    await order(live, 'start-round');
    nowMs += 5_000;
    await live.tick();
    const { playMs } = live.fold.clock;
    await store.close();

    nowMs += HOUR_MS;
    const after = await openHouse();
    expect(await after.registry.restore()).toEqual({ ok: true, value: { notes: [] } });
    const back = after.registry.get(live.id);
    expect(back?.fold.pin).toBe(live.fold.pin);
    expect(after.registry.byPin(live.fold.pin)?.id).toBe(live.id);
    expect(back?.fold.clock.playMs).toBe(playMs);
    expect(back?.fold.players.get(playerId)?.connected).toBe(false);
    const types = (await store.log.read(live.id)).map(row => JSON.parse(row.body).type);
    expect(types.slice(-2)).toEqual(['resumed', 'dropped']);
    const copy = await after.registry.read(live.id);
    expect(copy && sessionDigest(copy.fold)).toBe(back && sessionDigest(back.fold));
  });

  test('one that another version began ends with its last results, and says so', async () => {
    const before = await openHouse();
    const live = await before.registry.open({ ...CLASS_SETTINGS, title: 'Old' });
    await sit(before.seats, live, 'Ada');
    await order(live, 'start-round');
    await order(live, 'end-round');
    await new Promise(resolve => setTimeout(resolve, 200));
    await store.close();
    changeFile('update session set engine = 0');

    const after = await openHouse();
    const restored = await after.registry.restore();
    expect(restored.ok && restored.value.notes).toEqual([expect.stringMatching(/“Old”.*ended/)]);
    expect(after.registry.all).toEqual([]);
    expect(await after.registry.read(live.id)).toBeUndefined();
    const snapshot = await store.sessions.snapshot(live.id);
    const { phase, report } = JSON.parse(snapshot?.body ?? '{}') as Snapshot;
    expect(phase).toBe('debrief');
    expect(JSON.stringify(report)).toContain('Ada');
    expect((await store.sessions.capture(live.id, 0, false))?.bytes.length).toBeGreaterThan(28);
    expect((await store.sessions.find(live.id))?.endedAtMs).toBe(nowMs);
  });

  test('a log with an unreadable event stops the start before anything is written', async () => {
    const before = await openHouse();
    const live = await before.registry.open(CLASS_SETTINGS);
    const other = await before.registry.open(CLASS_SETTINGS);
    await sit(before.seats, live, 'Ada');
    await store.close();
    changeFile(`update event set body = '{"type":' where session = '${live.id}' and seq = 2`);

    const after = await openHouse();
    expect(await after.registry.restore()).toEqual({
      ok: false,
      error: `event 2 of session ${live.id} cannot be read`,
    });
    expect(await store.log.read(other.id)).toHaveLength(1);
  });
});

describe('time passes', () => {
  test('an old session is removed with everything that belongs to it', async () => {
    const { registry, seats, timekeeper } = await openHouse();
    const live = await registry.open(CLASS_SETTINGS);
    await sit(seats, live, 'Ada');
    nowMs += 31 * 24 * HOUR_MS;
    const young = await registry.open(CLASS_SETTINGS);
    await timekeeper.housekeep();
    expect(forgotten).toEqual([live.id]);
    expect(registry.all.map(each => each.id)).toEqual([young.id]);
    expect(await store.log.read(live.id)).toEqual([]);
    expect(await store.seats.all()).toEqual([]);
    expect((await store.sessions.all()).map(row => row.id)).toEqual([young.id]);
  });

  test('what was left without good-bye ends after half a day, practice after an hour', async () => {
    const { registry, timekeeper } = await openHouse();
    const group = await registry.open(CLASS_SETTINGS);
    const alone = await registry.open({
      ...CLASS_SETTINGS,
      format: 'practice',
      practiceStations: ['all'],
    });
    expect(alone.fold.pin).toBe('');
    nowMs += 2 * HOUR_MS;
    await timekeeper.housekeep();
    expect([group.fold.phase, alone.fold.phase]).toEqual(['lobby', 'ended']);
    nowMs += 11 * HOUR_MS;
    await timekeeper.housekeep();
    expect(group.fold.phase).toBe('ended');
    expect(registry.byPin(group.fold.pin)).toBeUndefined();
  });

  test('a clock that is set back does not set a session back', async () => {
    const { registry } = await openHouse();
    const live = await registry.open(CLASS_SETTINGS);
    const { lastEventAtMs } = live;
    nowMs -= HOUR_MS;
    await live.tick();
    expect(live.lastEventAtMs).toBe(lastEventAtMs);
  });

  test('an ended session stays readable from its log', async () => {
    const { registry, seats } = await openHouse();
    const live = await registry.open(CLASS_SETTINGS);
    await sit(seats, live, 'Ada');
    await order(live, 'end-session');
    registry.unload(live.id);
    expect(registry.get(live.id)).toBeUndefined();
    const again = await registry.read(live.id);
    expect(again?.fold.phase).toBe('ended');
    expect(await registry.read('nowhere')).toBeUndefined();
  });
});
