import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaptureReading } from '../../shared/protocols/capture.ts';
import { explainCaptured, firstProtocolOf } from '../../shared/protocols/explain-captured.ts';
import { readCapture } from '../../shared/protocols/read-capture.ts';
import { expectTiled } from '../shared/protocols/tiling.ts';
import { compareFields } from './compare-fields.ts';
import { tsharkFrames } from './field-frames.ts';
import { skipsTshark, TSHARK_REASON, writeProfile } from './tshark.ts';

/** Captures recorded by `record.ts`, and those in a folder of one's own. */
const FOLDERS = [join(import.meta.dirname, 'recorded'), process.env.FOREIGN_CAPTURES ?? ''];
const isCapture = (name: string): boolean => /\.p?cap(ng)?$/.test(name);
const FILES = FOLDERS.filter(folder => folder !== '').flatMap(folder =>
  readdirSync(folder)
    .filter(isCapture)
    .map(name => [name, join(folder, name)] as const),
);

const readingOf = (file: string): CaptureReading => {
  const read = readCapture(new Uint8Array(readFileSync(file)));
  if (!read.ok) throw new Error(`${file}: ${read.error.code}`);
  return read.value;
};

const profile = mkdtempSync(join(tmpdir(), 'foreign-'));
beforeAll(() => {
  if (!skipsTshark) writeProfile(profile);
});
afterAll(() => rmSync(profile, { recursive: true }));

describe.each(FILES)('%s', (_name, file) => {
  const { interfaces, packets } = readingOf(file);
  const explainedAt = (index: number) => {
    const packet = packets[index];
    const from = interfaces[packet?.interfaceIndex ?? 0];
    if (packet === undefined || from === undefined) throw new Error(`no packet ${index}`);
    return { packet, from, ...explainCaptured(from, packet) };
  };

  test('every bit of every packet has one meaning', () => {
    for (const index of packets.keys()) {
      const { packet, spans } = explainedAt(index);
      expectTiled(spans, 0, packet.bytes.length * 8);
    }
  });

  test.skipIf(skipsTshark)(
    `tshark reads the same fields${TSHARK_REASON}`,
    async () => {
      const differences: string[] = [];
      let index = 0;
      for await (const theirs of tsharkFrames(file, profile)) {
        const { packet, from, spans } = explainedAt(index);
        index += 1;
        if (firstProtocolOf(from, packet) === undefined) continue;
        const found = compareFields(spans, theirs, packet.bytes).differences;
        differences.push(...found.map(what => `frame ${index} ${what}`));
      }
      expect(differences.slice(0, 20)).toEqual([]);
      expect(index).toBe(packets.length);
    },
    300_000,
  );
});
