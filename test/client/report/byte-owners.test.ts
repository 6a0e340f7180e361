import { describe, expect, test } from 'vitest';
import { ownedRuns } from '../../../client/report/byte-owners.ts';
import { toHex } from '../../../shared/base/bytes.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import type { TraceStep } from '../../../shared/session/replay.ts';

const TEXT = Uint8Array.from([0x68, 0x69, 0x20, 0x74, 0x68, 0x65, 0x72, 0x65]);
const PORTS = { sourcePort: 40000, destinationPort: 5000 };
const ADDRESSES = { source: 0x0a3c91f1, destination: 0xacd90ce5, protocol: 17 };

const packetWith = (timeToLive: number): Uint8Array =>
  stack(
    [
      [ipv4, { ...ADDRESSES, timeToLive }],
      [udp, PORTS],
    ],
    TEXT,
  );
const frameWith = (timeToLive: number, source: number): Uint8Array =>
  stack(
    [
      [ethernet, { source, destination: 0x02, etherType: 0x0800 }],
      [ipv4, { ...ADDRESSES, timeToLive }],
      [udp, PORTS],
    ],
    TEXT,
  );

type Place = Pick<TraceStep, 'station' | 'layer' | 'situation' | 'action' | 'to'>;

const stepOf = (place: Place, bytes: Uint8Array, index: number): TraceStep => ({
  ...place,
  index,
  atMicros: index,
  taskId: index,
  node: place.station.split('.')[0] ?? '',
  decidedBy: 'automaton',
  kind: null,
  hex: toHex(bytes),
  findings: [],
  exchange: 1,
  allHands: null,
});

const JOURNEY: readonly (readonly [Place, Uint8Array])[] = [
  [
    {
      station: 'a.application',
      layer: 'application',
      situation: 'compose-text',
      action: 'send',
      to: 'a.transport',
    },
    TEXT,
  ],
  [
    {
      station: 'a.transport',
      layer: 'transport',
      situation: 'wrap-datagram',
      action: 'send',
      to: 'a.network',
    },
    packetWith(64).slice(20),
  ],
  [
    {
      station: 'a.network',
      layer: 'network',
      situation: 'wrap-packet',
      action: 'send',
      to: 'a.link',
    },
    packetWith(64),
  ],
  [
    { station: 'a.link', layer: 'link', situation: 'wrap-frame', action: 'send', to: 'r' },
    frameWith(64, 0x0a),
  ],
  [
    {
      station: 'r.network',
      layer: 'network',
      situation: 'forward-packet',
      action: 'send',
      to: 'r.link',
    },
    packetWith(63),
  ],
  [
    { station: 'r.link', layer: 'link', situation: 'wrap-frame', action: 'send', to: 'b' },
    frameWith(63, 0x0b),
  ],
];
const STEPS = JOURNEY.map(([place, bytes], index) => stepOf(place, bytes, index));

/** Index of the step that wrote each of these bytes. */
const writers = (at: number, offsets: readonly number[]) => {
  const runs = ownedRuns(STEPS, at);
  return offsets.map(offset => runs.find(run => run.from <= offset && offset < run.to)?.step);
};

describe('who decided which byte', () => {
  test.each([
    ['a message belongs to the application', 0, [0, 7], [0, 0]],
    ['a datagram: header of the transport layer, text of the application', 1, [0, 7, 8], [1, 1, 0]],
    ['each layer of the first frame', 3, [0, 14, 22, 34, 42], [3, 2, 2, 1, 0]],
    [
      'a router owns the TTL and the checksum that it changed, nothing else of the packet',
      5,
      [0, 14, 22, 24, 26, 30, 34, 42],
      [5, 2, 4, 4, 2, 2, 1, 0],
    ],
  ])('%s', (_fact, at, offsets, steps) => expect(writers(at, offsets)).toEqual(steps));

  test('the runs tile the unit', () => {
    for (const [at, step] of STEPS.entries()) {
      const runs = ownedRuns(STEPS, at);
      expect(runs[0]?.from).toBe(0);
      expect(runs.at(-1)?.to).toBe(step.hex.length / 2);
      for (const [index, run] of runs.slice(1).entries()) expect(run.from).toBe(runs[index]?.to);
    }
  });
});
