import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { carriedIn } from '../../../../shared/network/tap/carried.ts';
import type { TapReading } from '../../../../shared/network/tap/found.ts';
import { readTapped } from '../../../../shared/network/tap/reading.ts';
import type { TapCopy } from '../../../../shared/network/tap/state.ts';
import { dns } from '../../../../shared/protocols/dns.ts';
import { ethernet } from '../../../../shared/protocols/ethernet.ts';
import { ipv4 } from '../../../../shared/protocols/ipv4.ts';
import { stack } from '../../../../shared/protocols/stack.ts';
import { tcp } from '../../../../shared/protocols/tcp.ts';
import { udp } from '../../../../shared/protocols/udp.ts';

const A = 0x0a00_0001;
const B = 0x0a00_0002;
const LINK = [ethernet, { destination: 2, source: 1, etherType: 0x0800 }] as const;

const datagram = (ports: [number, number], payload: Uint8Array, to = B): Uint8Array =>
  stack(
    [
      LINK,
      [ipv4, { source: to === B ? A : B, destination: to, protocol: 17, timeToLive: 64 }],
      [udp, { sourcePort: ports[0], destinationPort: ports[1] }],
    ],
    payload,
  );

const segment = (
  sequenceNumber: number,
  flags: Readonly<Record<string, 1>>,
  text = '',
): Uint8Array =>
  stack(
    [
      LINK,
      [ipv4, { source: A, destination: B, protocol: 6, timeToLive: 64 }],
      [tcp, { sourcePort: 40_000, destinationPort: 80, sequenceNumber, ...flags }],
    ],
    utf8(text),
  );

const question = (id: number, qr: 0 | 1 = 0): Uint8Array =>
  dns.encode({ id, qr, rd: 1, questions: [{ name: 'www.game.example', type: 1, class: 1 }] });

const read = (...frames: readonly Uint8Array[]): TapReading =>
  readTapped(
    frames.map(
      (bytes, number): TapCopy => ({
        number,
        from: 'a.eth0',
        to: 'b.eth0',
        bytes,
        carried: carriedIn(bytes),
      }),
    ),
  );

const changed = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

/** A header whose time to live was taken down and whose sum was not, in a frame that is whole. */
const notUpdated = (): Uint8Array => {
  const packet = datagram([1, 2], utf8('x')).slice(14, -4);
  packet[8] = 63;
  return ethernet.encode({ destination: 2, source: 1, etherType: 0x0800 }, packet);
};

const GET = 'GET /a.html HTTP/1.1\r\nHost: h\r\n\r\n';
const ASK = datagram([40_000, 53], question(7));
const ANSWER = datagram([53, 40_000], question(7, 1), A);

const TABLE: [fact: string, frames: readonly Uint8Array[], found: Partial<TapReading>][] = [
  [
    'a question',
    [ASK],
    { carries: 'question', asked: 'www.game.example', text: 'readable', again: 'new' },
  ],
  [
    'a question that got no answer',
    [ASK, datagram([40_001, 53], question(8))],
    { again: 'program' },
  ],
  ['a question asked anew after its answer', [ASK, ANSWER, ASK], { again: 'new' }],
  ['an answer', [ASK, ANSWER], { carries: 'answer', again: 'new' }],
  ['a SYN', [segment(100, { syn: 1 })], { carries: 'opening', text: 'none' }],
  [
    'a SYN that is sent again',
    [segment(100, { syn: 1 }), segment(100, { syn: 1 })],
    { again: 'transport' },
  ],
  ['a bare acknowledgment', [segment(101, { ack: 1 })], { carries: 'nothing', text: 'none' }],
  [
    'the same acknowledgment',
    [segment(101, { ack: 1 }), segment(101, { ack: 1 })],
    { again: 'new' },
  ],
  [
    'a request',
    [segment(100, { syn: 1 }), segment(101, { ack: 1 }, GET)],
    { carries: 'request', asked: '/a.html', part: 'whole' },
  ],
  [
    'half a request',
    [segment(100, { syn: 1 }), segment(101, { ack: 1 }, GET.slice(0, 9))],
    { part: 'piece' },
  ],
  [
    'the other half',
    [
      segment(100, { syn: 1 }),
      segment(101, { ack: 1 }, GET.slice(0, 9)),
      segment(110, { ack: 1 }, GET.slice(9)),
    ],
    { part: 'piece' },
  ],
  [
    'two requests in a row',
    [
      segment(100, { syn: 1 }),
      segment(101, { ack: 1 }, GET),
      segment(101 + GET.length, { ack: 1 }, GET),
    ],
    { part: 'whole' },
  ],
  ['a turned bit', [changed(ASK, 30)], { carries: 'damage', damage: 'flipped-bit' }],
  [
    'a sum that was not worked out anew',
    [notUpdated()],
    { carries: 'damage', damage: 'not-updated' },
  ],
];

test.each(TABLE)('%s is read for what it is', (_fact, frames, found) => {
  expect(read(...frames)).toMatchObject(found);
});

test('any bytes are read without a throw', () => {
  const bytes = fc.uint8Array({ maxLength: 120 });
  const spoilt = fc
    .tuple(fc.constantFrom(ASK, ANSWER, segment(101, { ack: 1 }, GET), notUpdated()), fc.nat(200))
    .map(([frame, at]) => changed(frame, at % frame.length));
  fc.assert(
    fc.property(fc.array(fc.oneof(bytes, spoilt), { maxLength: 4 }), frames => {
      read(...frames);
    }),
    { numRuns: 400 },
  );
});
