import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CapturedPacket, CaptureInterface } from '../../shared/protocols/capture.ts';
import { explainCaptured } from '../../shared/protocols/explain-captured.ts';
import { readCapture } from '../../shared/protocols/read-capture.ts';
import { leavesOf, type Span } from '../../shared/protocols/span.ts';
import { generateFrame } from '../shared/protocols/generate-frame.ts';

type Random = () => number;

/** A packet and where it was captured; `note` says what was done to it. */
export interface Mutated {
  readonly from: CaptureInterface;
  readonly packet: CapturedPacket;
  readonly note: string;
}

const FOLDER = join(import.meta.dirname, 'recorded');
const FRAME_CHECK_BYTES = 4;

const upTo = (random: Random, limit: number): number => Math.floor(random() * limit);
const oneOf = <Item>(random: Random, items: readonly Item[]): Item => {
  const chosen = items[upTo(random, items.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
};

const recorded = (): readonly Mutated[] =>
  readdirSync(FOLDER).flatMap(name => {
    const read = readCapture(new Uint8Array(readFileSync(join(FOLDER, name))));
    if (!read.ok) throw new Error(name);
    const { interfaces, packets } = read.value;
    return packets.flatMap((packet, index) => {
      const from = interfaces[packet.interfaceIndex];
      return from === undefined ? [] : [{ from, packet, note: `${name} ${index + 1}` }];
    });
  });

const generated = (random: Random): Mutated => ({
  from: { name: '', linkType: 1, fcsLength: 0 },
  packet: {
    interfaceIndex: 0,
    timestampMicros: 0,
    bytes: generateFrame(random).slice(0, -FRAME_CHECK_BYTES),
  },
  note: 'generated',
});

const valueIn = (bytes: Uint8Array, { bitOffset, bitLength }: Span): bigint => {
  let value = 0n;
  for (let bit = bitOffset; bit < bitOffset + bitLength; bit++) {
    value = value * 2n + BigInt(((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  }
  return value;
};

const put = (bytes: Uint8Array, place: Pick<Span, 'bitOffset' | 'bitLength'>, value: bigint) => {
  for (let index = 0; index < place.bitLength; index++) {
    const bit = place.bitOffset + place.bitLength - 1 - index;
    const mask = 1 << (7 - (bit & 7));
    const byte = bytes[bit >> 3] ?? 0;
    bytes[bit >> 3] = (value >> BigInt(index)) & 1n ? byte | mask : byte & ~mask;
  }
};

const NASTY = [0, 1, 2, 3, 4, 5, 6, 8, 15, 20, 40, 63, 64, 0x7f, 0x80, 0xc0, 0xff].map(BigInt);

const VALUES: readonly ((random: Random, old: bigint, bits: number) => bigint)[] = [
  random => oneOf(random, NASTY),
  (_random, old) => old + 1n,
  (_random, old) => old - 1n,
  () => -1n,
  () => 0n,
  (random, old, bits) => old ^ (1n << BigInt(upTo(random, bits))),
  (_random, old) => old * 2n,
  (random, old) => old + BigInt(upTo(random, 16)),
];

const LONGEST_FIELD_BITS = 64;
const PORT = /(?:source|destination)Port$/;

/** Gives one field of one layer another value. Ports stay: tshark remembers what a conversation is about. */
const changeField = (random: Random, { from, packet, note }: Mutated): Mutated => {
  const { spans } = explainCaptured(from, packet);
  const leaves = leavesOf(spans).filter(
    ({ path, bitLength }) => bitLength <= LONGEST_FIELD_BITS && !PORT.test(path),
  );
  const idOf = ({ path }: Span): string => path.split('.', 1)[0] ?? '';
  const id = oneOf(random, [...new Set(leaves.map(idOf))]);
  const leaf = oneOf(
    random,
    leaves.filter(span => idOf(span) === id),
  );
  const bytes = packet.bytes.slice();
  const old = valueIn(bytes, leaf);
  const value = BigInt.asUintN(leaf.bitLength, oneOf(random, VALUES)(random, old, leaf.bitLength));
  put(bytes, leaf, value);
  return { from, packet: { ...packet, bytes }, note: `${note}, ${leaf.path} ${old} -> ${value}` };
};

const withBytes = ({ from, packet, note }: Mutated, bytes: Uint8Array, what: string): Mutated => ({
  from,
  packet: { ...packet, bytes },
  note: `${note}, ${what}`,
});

const cut = (random: Random, whole: Mutated): Mutated => {
  const { bytes } = whole.packet;
  const end = upTo(random, bytes.length);
  const shorter = withBytes(whole, bytes.slice(0, end), `cut at ${end}`);
  const isSnapped = random() < 0.5;
  return isSnapped
    ? { ...shorter, packet: { ...shorter.packet, originalLengthBytes: bytes.length } }
    : shorter;
};

const extend = (random: Random, whole: Mutated): Mutated => {
  const more = 1 + upTo(random, 24);
  const bytes = new Uint8Array(whole.packet.bytes.length + more);
  bytes.set(whole.packet.bytes);
  return withBytes(whole, bytes, `${more} more`);
};

const WAYS = [changeField, changeField, changeField, changeField, changeField, cut, extend];

/** Every checksum that can be judged is made right, from the inside out, so that the fault made is alone. */
const withGoodChecksums = (mutated: Mutated): Mutated => {
  const bytes = mutated.packet.bytes.slice();
  const { issues } = explainCaptured(mutated.from, { ...mutated.packet, bytes });
  for (const issue of issues.toReversed()) {
    if (!issue.code.endsWith('/bad-checksum') || typeof issue.expected !== 'number') continue;
    put(bytes, issue, BigInt(issue.expected));
  }
  return withBytes(mutated, bytes, 'sums made right');
};

/** So many frames with a fault each, the same for the same seed: recorded ones, and of every protocol. */
export const mutatedFrames = (random: Random, count: number): readonly Mutated[] => {
  const known = recorded();
  return Array.from({ length: count }, (_, index) => {
    const whole = random() < 0.5 ? oneOf(random, known) : generated(random);
    const spoilt = oneOf(random, WAYS)(random, whole);
    const mutated = random() < 0.7 ? withGoodChecksums(spoilt) : spoilt;
    return { ...mutated, note: `${index + 1}: ${mutated.note}` };
  });
};
