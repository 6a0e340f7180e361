import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat } from '../../../shared/base/bytes.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import {
  decodeTelnet,
  encodeTelnet,
  generateTelnet,
  telnet,
} from '../../../shared/protocols/telnet.ts';
import type { TelnetItem } from '../../../shared/protocols/telnet-items.ts';
import { TELNET_PARTS } from '../../../shared/protocols/telnet-spans.ts';
import { seeded } from './seeded.ts';
import { expectTiled } from './tiling.ts';

const explained = (bytes: Uint8Array) => {
  const part = telnet.dissect(bytes, 0, bytes.length, {});
  expectTiled(part.spans, 0, 8 * bytes.length);
  return part;
};
const random = seeded('telnet');
const dialogues = Array.from({ length: 300 }, () =>
  Array.from({ length: 4 }, () => generateTelnet(random)),
);

describe('bytes and what they are', () => {
  test.each<[string, readonly number[], TelnetItem]>([
    ['WILL echo, RFC 857', [255, 251, 1], { kind: 'negotiation', verb: 251, option: 1 }],
    ['DO window size, RFC 1073', [255, 253, 31], { kind: 'negotiation', verb: 253, option: 31 }],
    [
      'a window of 80 by 24, RFC 1073',
      [255, 250, 31, 0, 80, 0, 24, 255, 240],
      { kind: 'subnegotiation', option: 31, bytes: Uint8Array.of(0, 80, 0, 24) },
    ],
    [
      'a width with a byte 255 in it, RFC 1073',
      [255, 250, 31, 0, 255, 255, 0, 24, 255, 240],
      { kind: 'subnegotiation', option: 31, bytes: Uint8Array.of(0, 255, 0, 24) },
    ],
    [
      'a request for the terminal type, RFC 1091',
      [255, 250, 24, 1, 255, 240],
      { kind: 'subnegotiation', option: 24, bytes: Uint8Array.of(1) },
    ],
    ['are you there', [255, 246], { kind: 'command', command: 246 }],
    ['characters', [97, 13, 10], { kind: 'data', bytes: Uint8Array.of(97, 13, 10) }],
    ['a character 255', [97, 255, 255, 98], { kind: 'data', bytes: Uint8Array.of(97, 255, 98) }],
  ])('%s', (_fact, numbers, item) => {
    const bytes = Uint8Array.from(numbers);
    expect(decodeTelnet(bytes)).toEqual({ items: [item], lengthBytes: bytes.length });
    expect(encodeTelnet(item)).toEqual(bytes);
    expect(explained(bytes).issues).toEqual([]);
  });

  test('generated dialogues come back as they were', () => {
    for (const items of dialogues) {
      const bytes = encodeTelnet(...items);
      const { items: read, lengthBytes } = decodeTelnet(bytes);
      expect(lengthBytes).toBe(bytes.length);
      expect(encodeTelnet(...read)).toEqual(bytes);
      expect(explained(bytes).issues).toEqual([]);
    }
  });
});

test('what a segment shows, byte by byte', () => {
  const bytes = Uint8Array.of(104, 105, 255, 250, 31, 0, 80, 0, 24, 255, 240, 255, 254, 99);
  expect(leavesOf(explained(bytes).spans).map(({ path, shown }) => [path, shown])).toEqual([
    ['telnet.items.0', 'hi'],
    ['telnet.items.1.escape', '255 (IAC)'],
    ['telnet.items.1.verb', '250 (SB)'],
    ['telnet.items.1.option', '31 (window size)'],
    ['telnet.items.1.width', '80'],
    ['telnet.items.1.height', '24'],
    ['telnet.items.1.ending.escape', '255 (IAC)'],
    ['telnet.items.1.ending.verb', '240 (SE)'],
    ['telnet.items.2.escape', '255 (IAC)'],
    ['telnet.items.2.verb', '254 (DONT)'],
    ['telnet.items.2.option', '99'],
  ]);
});

test.each<[string, readonly number[], string]>([
  ['a command that nobody has', [255, 7], 'telnet/unknown-command'],
  ['a window size of three bytes', [255, 250, 31, 0, 1, 0, 255, 240], 'telnet/subnegotiation'],
  ['another command before its end', [255, 250, 24, 0, 255, 253, 1], 'telnet/subnegotiation'],
])('%s is an error', (_fact, numbers, code) => {
  const { issues } = explained(Uint8Array.from(numbers));
  expect(issues.map(issue => issue.code)).toEqual([code]);
});

test('nothing is objected to where the segment ends', () => {
  for (const items of dialogues.slice(0, 50)) {
    const bytes = encodeTelnet(...items);
    for (let at = 0; at < bytes.length; at += 1) {
      const first = bytes.subarray(0, at);
      expect(explained(first).issues).toEqual([]);
      const { lengthBytes } = decodeTelnet(first);
      const rest = decodeTelnet(bytes.subarray(lengthBytes));
      expect(rest.lengthBytes).toBe(bytes.length - lengthBytes);
    }
  }
});

test('whatever comes is tiled, and never throws', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 30 }),
    fc.array(fc.constantFrom(255, 255, 250, 240, 251, 31, 24, 0, 65)).map(n => Uint8Array.from(n)),
    fc.constantFrom(...dialogues.map(items => encodeTelnet(...items))),
  );
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 4 }), parts => {
      const whole = concat(...parts);
      explained(whole);
      expect(decodeTelnet(whole).lengthBytes).toBeLessThanOrEqual(whole.length);
    }),
    { numRuns: 5000 },
  );
});

test('every part has words and a source', () => {
  for (const { label, about, rfc } of Object.values(TELNET_PARTS)) {
    expect(label).not.toBe('');
    expect(about).toMatch(/^[A-Z].*\.$/);
    expect(rfc).toMatch(/^RFC \d+(?: §\d)?$/);
  }
});
