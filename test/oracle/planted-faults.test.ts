import { beforeAll, describe, expect, test } from 'vitest';
import { concat } from '../../shared/base/bytes.ts';
import { dns } from '../../shared/protocols/dns.ts';
import { ethernet, frameCheckSequenceOf } from '../../shared/protocols/ethernet.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { stack } from '../../shared/protocols/stack.ts';
import { tcp } from '../../shared/protocols/tcp.ts';
import { udp } from '../../shared/protocols/udp.ts';
import { captureOf } from './capture-of.ts';
import { gate, skipsTshark, TSHARK_REASON } from './tshark.ts';

const LINK = { destination: 0x020000000002, source: 0x020000000001 };
const NET = { source: 0x0a000001, destination: 0x0a000002 };
const DATA = new Uint8Array(64).fill(0x61);

const segment = stack(
  [
    [ethernet, LINK],
    [ipv4, NET],
    [tcp, { sourcePort: 50000, destinationPort: 5000, ack: 1 }],
  ],
  DATA,
);
const datagram = stack(
  [
    [ethernet, LINK],
    [ipv4, NET],
    [udp, { sourcePort: 50000, destinationPort: 5000 }],
  ],
  DATA,
);
const query = stack([
  [ethernet, LINK],
  [ipv4, NET],
  // Without a checksum, so that only the fault in the message itself can be found.
  [udp, { sourcePort: 50000, destinationPort: 53, checksum: 0 }],
  [dns, { questions: [{ name: 'www.game.example', type: 1, class: 1 }] }],
]);

/** `frame` with byte `at` changed and a new frame check sequence. */
const changed = (frame: Uint8Array, at: number, change: (byte: number) => number): Uint8Array => {
  const body = frame.slice(0, -4);
  body[at] = change(body[at] ?? 0);
  const check = new Uint8Array(4);
  new DataView(check.buffer).setUint32(0, frameCheckSequenceOf(body));
  return concat(body, check);
};

const IPV4 = 14;
const TRANSPORT = 34;
const DNS = 42;

const FAULTS: readonly (readonly [string, Uint8Array])[] = [
  ['a frame check sequence with one bit turned', segment.with(segment.length - 1, 0)],
  ['a time to live changed without its checksum', changed(segment, IPV4 + 8, ttl => ttl - 1)],
  [
    'a time to live of 0',
    stack(
      [
        [ethernet, LINK],
        [ipv4, { ...NET, timeToLive: 0 }],
      ],
      DATA,
    ),
  ],
  ['a total length one too long', changed(datagram, IPV4 + 3, length => length + 1)],
  ['a header length of four words', changed(segment, IPV4, () => 0x44)],
  ['a bit of TCP data', changed(segment, TRANSPORT + 20, byte => byte ^ 1)],
  ['a bit of UDP data', changed(datagram, TRANSPORT + 8, byte => byte ^ 1)],
  ['a data offset of four words', changed(segment, TRANSPORT + 12, () => 0x40)],
  ['a count of questions one too high', changed(query, DNS + 5, count => count + 1)],
  ['a label of a kind not in use', changed(query, DNS + 12, () => 0x80)],
];

describe.skipIf(skipsTshark)(`tshark finds each planted fault${TSHARK_REASON}`, () => {
  const frames = [segment, datagram, query, ...FAULTS.map(([, frame]) => frame)];
  let accused: readonly number[] = [];

  beforeAll(() => {
    accused = gate(captureOf(frames)).complaints.map(line => Number.parseInt(line, 10));
  });

  test('and none in the frames as they were', () => {
    expect(accused.filter(number => number <= 3)).toEqual([]);
  });

  test.each(FAULTS)('%s', (_fault, frame) => {
    expect(accused).toContain(frames.indexOf(frame) + 1);
  });
});

describe('so do we', () => {
  test.each(FAULTS)('%s', (_fault, frame) => {
    const { issues } = explain(frame, ethernet);
    expect(issues.some(issue => issue.severity === 'error')).toBe(true);
  });
});
