import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CapturedPacket, CaptureInterface } from '../../shared/protocols/capture.ts';
import { readCapture } from '../../shared/protocols/read-capture.ts';
import { generateFrame } from '../shared/protocols/generate-frame.ts';

type Random = () => number;

/** A packet and where it was captured: whatever somebody might hand us. */
export interface OddInput {
  readonly from: CaptureInterface;
  readonly packet: CapturedPacket;
}

const FOLDER = join(import.meta.dirname, 'recorded');

const recordedFrames = (): readonly Uint8Array[] =>
  readdirSync(FOLDER).flatMap(name => {
    const read = readCapture(new Uint8Array(readFileSync(join(FOLDER, name))));
    return read.ok ? read.value.packets.map(({ bytes }) => bytes) : [];
  });

// Ethernet, loopback, PPP, raw IP, 802.11, Linux cooked, and one that nobody has given out.
const LINK_TYPES = [1, 1, 1, 1, 1, 1, 0, 9, 12, 101, 105, 108, 113, 228, 229, 276, 4711];
const NASTY = [0, 1, 0x7f, 0x80, 0xc0, 0xff];

const upTo = (random: Random, limit: number): number => Math.floor(random() * limit);
const oneOf = <Item>(random: Random, items: readonly Item[]): Item | undefined =>
  items[upTo(random, items.length)];

/** Ways to spoil a frame. Each gets a copy and may change it. */
const SPOILS: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  bytes => bytes,
  (bytes, random) => {
    const at = upTo(random, bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(random, 8));
    return bytes;
  },
  (bytes, random) => {
    for (let count = 1 + upTo(random, 6); count > 0; count--) {
      bytes[upTo(random, bytes.length)] = oneOf(random, NASTY) ?? 0;
    }
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, upTo(random, bytes.length + 1)),
  (bytes, random) => {
    const from = upTo(random, bytes.length);
    bytes.fill(oneOf(random, NASTY) ?? 0, from, from + upTo(random, 40));
    return bytes;
  },
  (bytes, random) => {
    const from = upTo(random, bytes.length);
    bytes.copyWithin(upTo(random, bytes.length), from, from + upTo(random, 60));
    return bytes;
  },
  (bytes, random) => {
    const longer = new Uint8Array(bytes.length + upTo(random, 64));
    longer.set(bytes);
    return longer;
  },
];

/** Spoilt inputs without end: recorded frames, and what each protocol's generator makes. */
export const oddInputs = (random: Random): (() => OddInput) => {
  const recorded = recordedFrames();
  return () => {
    const whole = random() < 0.6 ? oneOf(random, recorded) : generateFrame(random);
    const spoil = oneOf(random, SPOILS);
    const bytes = spoil?.((whole ?? new Uint8Array(0)).slice(), random) ?? new Uint8Array(0);
    const cut = random() < 0.1 ? (oneOf(random, [1, 100, 0x7fffffff, 0xffffffff]) ?? 0) : 0;
    return {
      from: {
        name: '',
        linkType: oneOf(random, LINK_TYPES) ?? 1,
        ...(random() < 0.2 ? { fcsLength: 4 } : {}),
      },
      packet: {
        interfaceIndex: 0,
        timestampMicros: 0,
        bytes,
        ...(cut === 0 ? {} : { originalLengthBytes: bytes.length + cut }),
      },
    };
  };
};
