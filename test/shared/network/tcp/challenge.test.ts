import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_CHALLENGES } from '../../../../shared/network/tcp/challenge.ts';
import type { TcpConnection, TcpStep } from '../../../../shared/network/tcp/connection.ts';
import { acceptConnection, openActive } from '../../../../shared/network/tcp/open.ts';
import { receiveSegment } from '../../../../shared/network/tcp/receive.ts';
import type { Segment } from '../../../../shared/network/tcp/segment.ts';
import { closeConnection } from '../../../../shared/network/tcp/send.ts';

const CLIENT = { local: { address: 1, port: 40_000 }, remote: { address: 2, port: 80 } };
const SERVER = { local: CLIENT.remote, remote: CLIENT.local };
const DELAY_MICROS = 1000;
const MOST_STEPS = 1000;

type Ends = readonly [TcpConnection, TcpConnection];

/** Hands segments to and fro until there is silence; how many there were, and who is left. */
const talk = (
  ends: Ends,
  first: readonly (readonly [number, Segment])[],
): { readonly said: number; readonly ends: Ends } => {
  const now: [TcpConnection, TcpConnection] = [...ends];
  const wire = [...first];
  let said = 0;
  let micros = 10_000_000;
  for (let next = wire.shift(); next !== undefined && said < MOST_STEPS; next = wire.shift()) {
    const [to, segment] = next;
    micros += DELAY_MICROS;
    said += 1;
    const step: TcpStep = receiveSegment(now[to === 0 ? 0 : 1], segment, micros);
    now[to === 0 ? 0 : 1] = step.connection;
    wire.push(...step.emit.map(sent => [1 - to, sent] as const));
  }
  return { said, ends: now };
};

const opened = (): Ends => {
  const client = openActive(CLIENT, 1000, 0);
  const [syn] = client.emit;
  if (syn === undefined) throw new Error('no SYN');
  const server = acceptConnection(SERVER, 5000, syn, 0);
  return talk(
    [client.connection, server.connection],
    server.emit.map(sent => [0, sent]),
  ).ends;
};

const closing = (): Ends => {
  const [client, server] = opened();
  return [closeConnection(client, 10_000_000).connection, server];
};

const near = (base: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: -3, max: 70_000 }).map(off => (base + off) >>> 0),
    fc.nat(0xffff_ffff),
  );

const anySegment: fc.Arbitrary<Segment> = fc.record({
  sequenceNumber: fc.oneof(near(1001), near(5001)),
  acknowledgmentNumber: fc.oneof(near(1001), near(5001)),
  flags: fc.subarray(['SYN', 'FIN', 'RST', 'PSH', 'ACK']).map(bits => bits.join(' ')),
  window: fc.constantFrom(0, 1, 65_535),
  payload: fc.uint8Array({ maxLength: 8 }),
  maximumSegmentSize: fc.constantFrom(null, 1460),
});

/** An end that believes in other numbers, as after a segment that somebody wrote wrong. */
const misled = (connection: TcpConnection, sent: number, received: number): TcpConnection => ({
  ...connection,
  sendNext: (connection.sendNext + sent) >>> 0,
  sendUnacknowledged: (connection.sendUnacknowledged + sent) >>> 0,
  receiveNext: (connection.receiveNext + received) >>> 0,
});

test('two ends that disagree fall silent', () => {
  const run = fc.property(
    fc.constantFrom(opened(), closing()),
    fc.tuple(near(0), near(0)),
    anySegment,
    ([client, server], [sent, received], segment) => {
      const ends = [misled(client, sent, received), server] as const;
      const { said } = talk(ends, [
        [0, segment],
        [1, segment],
      ]);
      expect(said).toBeLessThan(4 * MOST_CHALLENGES);
    },
  );
  fc.assert(run, { numRuns: 3000 });
});
