import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { explain } from '../../shared/protocols/explain.ts';
import type { Span } from '../../shared/protocols/span.ts';
import { generateFrame } from '../shared/protocols/generate-frame.ts';
import { seeded } from '../shared/protocols/seeded.ts';
import { captureOf } from './capture-of.ts';
import { compareFields } from './compare-fields.ts';
import { tsharkFrames } from './field-frames.ts';
import { skipsTshark, TSHARK_REASON, writeProfile } from './tshark.ts';

const FRAMES = 1500;

const folder = mkdtempSync(join(tmpdir(), 'fields-'));
beforeAll(() => {
  if (!skipsTshark) writeProfile(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** How many fields were compared, and each kind of difference with the frames that show it. */
const compareAll = async (frames: readonly Uint8Array[]) => {
  const file = join(folder, 'frames.pcapng');
  writeFileSync(file, captureOf(frames));
  const differences = new Map<string, number[]>();
  let compared = 0;
  let index = 0;
  for await (const theirs of tsharkFrames(file, folder)) {
    const bytes = frames[index] ?? new Uint8Array(0);
    const found = compareFields(explain(bytes, ethernet).spans, theirs, bytes);
    compared += found.compared;
    for (const what of found.differences) {
      differences.set(what, [...(differences.get(what) ?? []), index + 1].slice(0, 3));
    }
    index += 1;
  }
  return { frames: index, compared, differences: Object.fromEntries(differences) };
};

test.skipIf(skipsTshark)(
  `tshark reads every field of ${FRAMES} generated frames as we do${TSHARK_REASON}`,
  async () => {
    const random = seeded('fields');
    const frames = Array.from({ length: FRAMES }, () => generateFrame(random));
    const found = await compareAll(frames);
    expect(found.differences).toEqual({});
    expect(found.frames).toBe(FRAMES);
    expect(found.compared).toBeGreaterThan(20 * FRAMES);
  },
  120_000,
);

test.skipIf(skipsTshark).each([
  ['moved by a bit', { bitOffset: 1 }, /bits/],
  ['one bit shorter', { bitLength: -1 }, /bits/],
])(`and a field that is %s would be noticed${TSHARK_REASON}`, async (_fault, fault, complaint) => {
  const frame = generateFrame(seeded('planted'));
  const file = join(folder, 'planted.pcapng');
  writeFileSync(file, captureOf([frame]));
  const spoil = (span: Span): Span => ({
    ...span,
    ...(span.children === undefined ? {} : { children: span.children.map(spoil) }),
    bitOffset: span.bitOffset + ('bitOffset' in fault ? fault.bitOffset : 0),
    bitLength: span.bitLength + ('bitLength' in fault ? fault.bitLength : 0),
  });
  for await (const theirs of tsharkFrames(file, folder)) {
    const { spans } = explain(frame, ethernet);
    expect(compareFields(spans, theirs, frame).differences).toEqual([]);
    expect(compareFields(spans.map(spoil), theirs, frame).differences[0]).toMatch(complaint);
    const changed = frame.with(1, (frame[1] ?? 0) ^ 1);
    expect(compareFields(spans, theirs, changed).differences[0]).toMatch(/value/);
  }
});
