import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { explainCaptured } from '../../shared/protocols/explain-captured.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { readCapture } from '../../shared/protocols/read-capture.ts';
import type { Span } from '../../shared/protocols/span.ts';
import { stack } from '../../shared/protocols/stack.ts';
import { tcp } from '../../shared/protocols/tcp.ts';
import { generateFrame } from '../shared/protocols/generate-frame.ts';
import { MADE_PROTOCOLS } from '../shared/protocols/made-protocols.ts';

type Random = () => number;

/** Bytes that somebody else chose, and what they are said to mean. */
export interface OddInput {
  readonly bytes: Uint8Array;
  readonly spans: () => readonly Span[];
}

const FOLDER = join(import.meta.dirname, 'recorded');

const recordedFrames = (): readonly Uint8Array[] =>
  readdirSync(FOLDER).flatMap(name => {
    const read = readCapture(new Uint8Array(readFileSync(join(FOLDER, name))));
    return read.ok ? read.value.packets.map(({ bytes }) => bytes) : [];
  });

// Ethernet, loopback, PPP, raw IP, 802.11, Linux cooked, and one that nobody has given out.
const LINK_TYPES = [1, 1, 1, 1, 1, 1, 0, 9, 12, 101, 105, 108, 113, 228, 229, 276, 4711];
/** Services whose messages a stream carries. */
const PORTS: Readonly<Record<string, number>> = {
  'FTP client': 21,
  'FTP server': 21,
  SSH: 22,
  TELNET: 23,
  'SMTP client': 25,
  'SMTP server': 25,
  'HTTP request': 80,
  'HTTP response': 80,
  'IMAP client': 143,
  'IMAP server': 143,
  TLS: 443,
  SMB2: 445,
  RDP: 3389,
  IRC: 6667,
};
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

const spoilt = (whole: Uint8Array, random: Random): Uint8Array =>
  oneOf(random, SPOILS)?.(whole.slice(), random) ?? whole;

/** A packet and where it was captured: whatever somebody might hand us. */
const captured = (whole: Uint8Array, random: Random): OddInput => {
  const bytes = spoilt(whole, random);
  const cut = random() < 0.1 ? (oneOf(random, [1, 100, 0x7fffffff, 0xffffffff]) ?? 0) : 0;
  const from = {
    name: '',
    linkType: oneOf(random, LINK_TYPES) ?? 1,
    ...(random() < 0.2 ? { fcsLength: 4 } : {}),
  };
  const packet = {
    interfaceIndex: 0,
    timestampMicros: 0,
    bytes,
    ...(cut === 0 ? {} : { originalLengthBytes: bytes.length + cut }),
  };
  return { bytes, spans: () => explainCaptured(from, packet).spans };
};

/** A message in a segment to or from its service's port; one that no stream carries goes to any of them. */
const onStream = (random: Random): OddInput => {
  const made = oneOf(random, MADE_PROTOCOLS);
  const service = PORTS[made?.name ?? ''] ?? oneOf(random, Object.values(PORTS)) ?? 0;
  const toService = random() < 0.5;
  const segment = {
    ...tcp.generate(random),
    sourcePort: toService ? 50_000 : service,
    destinationPort: toService ? service : 50_000,
  };
  const below = [
    [ethernet, ethernet.generate(random)],
    [ipv4, ipv4.generate(random)],
    [tcp, segment],
  ] as const;
  return captured(stack(below, made?.message(random).bytes), random);
};

/** A message by itself, read as what it was before it was spoilt. */
const alone = (random: Random): OddInput => {
  const made = oneOf(random, MADE_PROTOCOLS);
  if (made === undefined) throw new Error('no protocol is made');
  const message = made.message(random);
  const bytes = spoilt(message.bytes, random);
  return {
    bytes,
    spans: () => {
      message.decode(bytes);
      return explain(bytes, made.explained).spans;
    },
  };
};

/** Spoilt inputs without end: recorded frames, and what each protocol's generator makes. */
export const oddInputs = (random: Random): (() => OddInput) => {
  const recorded = recordedFrames();
  const kinds = [
    () => captured(oneOf(random, recorded) ?? new Uint8Array(0), random),
    () => captured(oneOf(random, recorded) ?? new Uint8Array(0), random),
    () => captured(generateFrame(random), random),
    () => onStream(random),
    () => alone(random),
  ] as const;
  return () => (oneOf(random, kinds) ?? kinds[0])();
};
