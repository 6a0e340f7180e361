import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainCaptured, firstProtocolOf } from '../../shared/protocols/explain-captured.ts';
import { writePcapng } from '../../shared/protocols/pcapng.ts';
import { seeded } from '../shared/protocols/seeded.ts';
import { expectTiled } from '../shared/protocols/tiling.ts';
import { BETWEEN, disagreements, VERDICT_COLUMNS, type Verdict } from './disagreements.ts';
import { type TsharkFrame, tsharkFrames, WHOLE_FRAMES } from './field-frames.ts';
import { type Mutated, mutatedFrames } from './mutated-frames.ts';
import { skipsTshark, TSHARK_REASON, VALIDATED, writeProfile } from './tshark.ts';
import { fieldsOf } from './tshark-fields.ts';
import { writtenAgain } from './written-again.ts';

const FRAMES = 2000;
const SEED = process.env.MUTATION_SEED ?? 'mutated';

const keyOf = ({ from }: Mutated): string => `${from.linkType}`;

const captureOf = (frames: readonly Mutated[]): Uint8Array => {
  const kinds = [...new Set(frames.map(keyOf))];
  return writePcapng({
    // A length of 0 keeps tshark from guessing that a trailer is a frame check sequence.
    interfaces: kinds.map(kind => ({ name: kind, linkType: Number(kind), fcsLength: 0 })),
    packets: frames.map((frame, index) => ({
      ...frame.packet,
      interfaceIndex: kinds.indexOf(keyOf(frame)),
      timestampMicros: index,
    })),
  });
};

describe.skipIf(skipsTshark)(`${FRAMES} frames with a fault each${TSHARK_REASON}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mutated-'));
  const frames = mutatedFrames(seeded(SEED), FRAMES);
  const fields: TsharkFrame[] = [];
  let verdicts: readonly Verdict[] = [];

  beforeAll(async () => {
    writeProfile(folder);
    const capture = captureOf(frames);
    const file = join(folder, 'frames.pcapng');
    writeFileSync(file, capture);
    for await (const frame of tsharkFrames(file, folder)) fields.push(frame);
    const validated = VALIDATED.map(name => `${name}:TRUE`);
    const options = [...validated, ...WHOLE_FRAMES].flatMap(option => ['-o', option]);
    const format = ['-E', `aggregator=${BETWEEN}`];
    verdicts = fieldsOf(capture, VERDICT_COLUMNS, [...options, ...format], folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const differing = (change: (bytes: Uint8Array) => Uint8Array): readonly string[] =>
    frames.flatMap(({ from, packet, note }, index) => {
      if (firstProtocolOf(from, packet) === undefined) return [];
      const bytes = change(packet.bytes);
      const explained = explainCaptured(from, { ...packet, bytes });
      const [theirs, verdict] = [fields[index], verdicts[index]];
      if (theirs === undefined || verdict === undefined) throw new Error(`nothing about ${note}`);
      return disagreements(explained, bytes, theirs, verdict).map(
        ({ kind, what }) => `${kind}: ${what}, frame ${note}`,
      );
    });

  test('tshark reads the same fields, and objects where we do', () => {
    expect(fields.length).toBe(FRAMES);
    expect(verdicts.length).toBe(FRAMES);
    expect(differing(bytes => bytes).slice(0, 20)).toEqual([]);
  });

  test('one byte read wrong in each frame is noticed in nearly all', () => {
    const wrong = differing(bytes =>
      bytes.with(bytes.length >> 1, (bytes.at(bytes.length >> 1) ?? 0) ^ 0x55),
    );
    expect(new Set(wrong.map(line => line.replace(/.*, frame /, ''))).size).toBeGreaterThan(400);
  });
});

test('every bit of each has one meaning', () => {
  for (const { from, packet } of mutatedFrames(seeded(SEED), FRAMES)) {
    const { spans } = explainCaptured(from, packet);
    expectTiled(spans, 0, packet.bytes.length * 8);
  }
});

test('each header is written as it was read, whatever was changed', () => {
  let compared = 0;
  for (const { from, packet, note } of mutatedFrames(seeded(SEED), FRAMES)) {
    for (const layer of explainCaptured(from, packet).layers) {
      const again = writtenAgain(layer, packet.bytes);
      if (again === undefined) continue;
      compared += 1;
      expect(again, `${layer.id}, frame ${note}`).toEqual(
        packet.bytes.slice(layer.start, layer.end),
      );
    }
  }
  expect(compared).toBeGreaterThan(5000);
});
