import fc from 'fast-check';
import { expect, test } from 'vitest';
import { receiveSegment } from '../../../../shared/network/tcp/receive.ts';
import type { Segment } from '../../../../shared/network/tcp/segment.ts';
import { TCP_STATES, TRANSITIONS } from '../../../../shared/network/tcp/state.ts';
import { HANDSHAKE, type Line, play } from './transcript.ts';

const near = (...bases: number[]): fc.Arbitrary<number> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...bases), fc.integer({ min: -3, max: 3 }))
      .map(([base, off]) => (base + off) >>> 0),
    fc.nat(0xffff_ffff),
  );

const anySegment: fc.Arbitrary<Segment> = fc.record({
  sequenceNumber: near(5000, 5004),
  acknowledgmentNumber: near(1000, 1006),
  flags: fc.subarray(['SYN', 'FIN', 'RST', 'PSH', 'ACK']).map(bits => bits.join(' ')),
  window: fc.constantFrom(0, 1, 65_535),
  payload: fc.uint8Array({ maxLength: 8 }),
  maximumSegmentSize: fc.constantFrom(null, 0, 1, 1460),
});

const STARTS: Line[][] = [
  [['OPEN', '', '']],
  [['LISTEN SYN seq=5000', '', '']],
  HANDSHAKE,
  [...HANDSHAKE, ['SEND hello', '', '']],
  [...HANDSHAKE, ['CLOSE', '', '']],
  [
    ...HANDSHAKE,
    ['SEND hello', '', ''],
    ['CLOSE', '', ''],
    ['rcv FIN ACK seq=5001 ack=1006', '', ''],
  ],
  [...HANDSHAKE, ['CLOSE', '', ''], ['rcv FIN ACK seq=5001 ack=1002', '', '']],
  [...HANDSHAKE, ['rcv FIN ACK seq=5001 ack=1001', '', ''], ['CLOSE', '', '']],
];

test('no segments, however odd, break a connection or change the one they came to', () => {
  const run = fc.property(
    fc.constantFrom(...STARTS),
    fc.array(anySegment, { maxLength: 8 }),
    (start, segments) => {
      let { connection } = play(start).step;
      for (const segment of segments) {
        const before = structuredClone(connection);
        const step = receiveSegment(connection, segment, 10_000_000);
        expect(connection).toEqual(before);
        expect(receiveSegment(connection, segment, 10_000_000)).toEqual(step);
        expect(step.connection.outgoing.length).toBeLessThanOrEqual(5);
        if (segment.flags.includes('RST'))
          expect(step.emit.map(sent => sent.flags)).not.toContain('RST');
        connection = step.connection;
      }
    },
  );
  fc.assert(run, { numRuns: 3000 });
});

test('the table reaches every state and leaves each of them in one way per trigger', () => {
  const rows = TRANSITIONS.map(row => `${row.from} ${row.on}`);
  expect(new Set(rows).size).toBe(rows.length);
  const reached = new Set(['LISTEN', ...TRANSITIONS.map(row => row.to)]);
  expect([...reached].sort()).toEqual([...TCP_STATES].sort());
});
