import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardReadingAt } from '../../shared/network/guard/guarded.ts';
import { GARBAGE_NAMES, type GarbageName } from '../../shared/network/programs/garbage/garbage.ts';
import { startExchange } from '../../shared/network/simulator.ts';
import type { World } from '../../shared/network/world.ts';
import { garbageWish, guardBy, town } from '../shared/network/guard/guarded-town.ts';
import { captureOf } from './capture-of.ts';
import { OBJECTIONS_TO, objectionsAmong } from './garbage-objections.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const folder = mkdtempSync(join(tmpdir(), 'garbage-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Frames at the stranger's own card: those of its neighbours are the same once more. */
const heardSince = ({ capture }: World, from: number): readonly Uint8Array[] =>
  capture
    .slice(from)
    .filter(frame => [frame.from, frame.to].includes('stranger.eth0'))
    .map(({ bytes }) => bytes);

/** What a stranger said in a town, kind after kind, with the number of the last frame of each. */
const conversations = (): { readonly frames: Uint8Array[]; readonly ends: readonly number[] } => {
  const world = town('garbage for tshark');
  const frames: Uint8Array[] = [];
  const ends = GARBAGE_NAMES.map((name, index) => {
    const from = world.capture.length;
    startExchange(world, garbageWish(name), index + 1, () => 'automaton');
    frames.push(...heardSince(world, from));
    return frames.length;
  });
  return { frames, ends };
};

/** The worst that an analyser says of a frame: notes and the course of a connection are no objection. */
const WARNED = '_ws.expert.severity >= "Warning" || _ws.malformed';

/** Objections by kind of garbage. */
const objectionsIn = (): ReadonlyMap<GarbageName, readonly string[]> => {
  const { frames, ends } = conversations();
  const file = join(folder, 'garbage.pcapng');
  writeFileSync(file, captureOf(frames));
  const separate = ['-E', 'aggregator=;', '-e', 'frame.number', '-e', '_ws.expert.message'];
  const { stdout } = spawnSync(
    'tshark',
    ['-2', '-n', '-r', file, '-Y', WARNED, '-T', 'fields', ...separate],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  const found = new Map<GarbageName, string[]>();
  for (const line of stdout.split('\n').filter(text => text !== '')) {
    const [frame, messages = ''] = line.split('\t');
    const name = GARBAGE_NAMES[ends.findIndex(end => Number(frame) <= end)];
    if (name === undefined) continue;
    found.set(name, [...(found.get(name) ?? []), ...objectionsAmong(messages)]);
  }
  return found;
};

/** What our own judge finds in the units that a stranger sends, the good ones among them left out. */
const faultsIn = (name: GarbageName): readonly string[] => {
  const world = town('garbage for tshark');
  const faults = new Set<string>();
  guardBy(world, garbageWish(name), 1, task => {
    faults.add(guardReadingAt(world, task).fault);
    return null;
  });
  const wrong = [...faults].filter(fault => fault !== 'none');
  return wrong.length === 0 ? ['none'] : wrong;
};

describe.skipIf(skipsTshark)(`what a stranger says to a daemon${TSHARK_REASON}`, () => {
  let objections: ReturnType<typeof objectionsIn> = new Map();
  beforeAll(() => {
    objections = objectionsIn();
  }, 60_000);

  test.each(GARBAGE_NAMES)('%s: tshark objects to what it is about, and to nothing else', name => {
    const { tshark } = OBJECTIONS_TO[name];
    const said = objections.get(name) ?? [];
    expect(said).toEqual(tshark === null ? [] : [expect.stringMatching(tshark)]);
  });
});

test.each(GARBAGE_NAMES)('%s: our own judge names what is wrong with it', name => {
  expect(faultsIn(name)).toEqual([OBJECTIONS_TO[name].judge]);
});
