import { expect, test } from 'vitest';
import { bytesEqual } from '../../../../shared/base/bytes.ts';
import { draw, drawInteger, pick } from '../../../../shared/base/random.ts';
import { hasFlag, type Segment } from '../../../../shared/network/tcp/segment.ts';
import {
  MODERN_TCP,
  PLAIN_TCP,
  type TcpSettings,
} from '../../../../shared/network/tcp/settings.ts';
import { type PairPlan, type PairResult, type Side, talkOver } from './lossy-pair.ts';

const LOSSES = [0, 0.02, 0.05, 0.1, 0.2] as const;
const CLOSES_FIRST = ['client', 'server', 'both'] as const;

const wordsOf = (seed: string, side: Side): Uint8Array => {
  const first = drawInteger(251, seed, 'first', side);
  const length = drawInteger(16_000, seed, 'length', side);
  return Uint8Array.from({ length }, (_, index) => (first + index * 7 + (index >> 8)) & 255);
};

/** Each option on or off by itself, so that the two sides rarely agree. */
const settingsOf = (seed: string, side: Side): TcpSettings => {
  const flip = (name: string): boolean => draw(seed, side, name) < 0.5;
  const choose = <T>(name: string, first: T, ...rest: T[]): T =>
    pick([first, ...rest], seed, side, name);
  return {
    congestionControl: flip('congestion control'),
    limitedTransmit: flip('limited transmit'),
    acknowledgmentDelayMicros: choose('acknowledgment delay', 0, 40_000, 200_000),
    windowScale: flip('window scale'),
    selectiveAcknowledgment: flip('selective acknowledgment'),
    timestamps: flip('timestamps'),
    nagle: flip('nagle'),
    sillyWindowAvoidance: flip('silly window'),
    blindAttackChecks: true,
    readsAtOnce: draw(seed, side, 'reads') < 0.75,
    receiveBufferBytes: choose('buffer', 65_535, 4000, 1_000_000),
    maximumSegmentSize: choose('segment size', 1460, null, 300, 1000),
    pathMtuBytes: null,
    minimumTimeoutMicros: choose('least time-out', 1_000_000, 200_000),
  };
};

const planOf = (number: number, settings: PairPlan['settings'] | null): PairPlan => {
  const seed = `pair-${number}`;
  return {
    seed,
    lossRatio: LOSSES[number % LOSSES.length] ?? 0,
    words: { client: wordsOf(seed, 'client'), server: wordsOf(seed, 'server') },
    settings: settings ?? {
      client: settingsOf(seed, 'client'),
      server: settingsOf(seed, 'server'),
    },
    bothOpen: draw(seed, 'both open') < 0.2,
    closesFirst: pick(CLOSES_FIRST, seed, 'closes first'),
  };
};

/** '' if all went well. */
const wrongWith = ({ words, seed }: PairPlan, result: PairResult): string => {
  const ended = (['client', 'server'] as const).every(
    side => [...result.events[side]].sort().join() === 'closed,established,remote-closed',
  );
  const equal =
    bytesEqual(result.heard.server, words.client) && bytesEqual(result.heard.client, words.server);
  return equal && ended && result.closed
    ? ''
    : `${seed}: ${JSON.stringify({ equal, closed: result.closed, events: result.events, segments: result.segments })}`;
};

const PLAIN = { client: PLAIN_TCP, server: PLAIN_TCP };
const MODERN = { client: MODERN_TCP, server: MODERN_TCP };

test.each([
  ['500 pairs of plain ends', 0, 500, PLAIN],
  ['500 pairs of modern ends', 500, 500, MODERN],
  ['1000 pairs of ends with options of their own', 1000, 1000, null],
])(
  '%s end with equal data and both closed, whatever is lost, doubled or late',
  (_fact, from, count, settings) => {
    const wrong = Array.from({ length: count }, (_, index) => planOf(from + index, settings))
      .map(plan => wrongWith(plan, talkOver(plan)))
      .filter(problem => problem !== '');
    expect(wrong).toEqual([]);
  },
);

const firstByteTurned = (segment: Segment): Segment =>
  segment.payload.length === 0
    ? segment
    : { ...segment, payload: segment.payload.with(0, (segment.payload[0] ?? 0) ^ 1) };

test.each<[string, NonNullable<PairPlan['lie']>]>([
  [
    'turns a bit now and then',
    (segment, order) => (order % 9 === 5 ? firstByteTurned(segment) : segment),
  ],
  [
    'turns round what it carries',
    segment => ({ ...segment, payload: segment.payload.toReversed() }),
  ],
  ['never lets an end be heard', segment => (hasFlag(segment, 'FIN') ? null : segment)],
  ['is cut after a while', (segment, order) => (order > 12 ? null : segment)],
])('a pipe that %s is noticed', (_fault, lie) => {
  for (const number of [500, 501, 502]) {
    const plan = planOf(number, MODERN);
    expect(wrongWith(plan, talkOver(plan))).toBe('');
    expect(wrongWith({ ...plan, lie }, talkOver({ ...plan, lie }))).not.toBe('');
  }
});
