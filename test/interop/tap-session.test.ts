import { beforeAll, describe, expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { OUTSIDE_END } from '../../shared/network/edge.ts';
import { sessionDigest } from '../../shared/session/digest.ts';
import { foldLog } from '../../shared/session/fold.ts';
import type { Session } from '../../shared/session/state.ts';
import { gate, skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import { once } from '../scenarios/services/carried.ts';
import { eventsIn } from '../shared/session/events-in.ts';
import { type LabRun, LONGEST_MS, NOTHING_YET, runInLab, whyNoTap } from './namespace.ts';

const REASON = whyNoTap(['curl', 'dig', 'ping']);

const WEB = '172.217.12.229';
const PAGE = `http://${WEB}/prices.html`;

const inSession = (bridge: string, steps: Readonly<Record<string, string>>): Promise<LabRun> =>
  runInLab({
    bridge,
    tool: 'test/interop/session-bridge.ts',
    address: '10.60.145.200/24',
    gateway: '10.60.145.1',
    steps,
  });

const folded = ({ log }: LabRun): Session => {
  const fold = foldLog(eventsIn(log));
  if (!fold.ok) throw new Error(fold.error.code);
  return fold.value;
};

const gameOf = (session: Session) => {
  const game = session.crews[0]?.game ?? null;
  if (game === null) throw new Error('no round has begun');
  return game;
};

describe.skipIf(REASON !== '')(`curl gets its page through people${REASON}`, () => {
  let run: LabRun = NOTHING_YET;
  const session = once(() => folded(run));

  beforeAll(async () => {
    run = await inSession('09-get-prices --crew-size 3 --players 3 --think 700', {
      curl: `curl -sS -m 120 -D - ${PAGE}`,
      ping: `ping -n -c 2 -i 8 -W 20 ${WEB}`,
      dig: 'dig +tries=3 +time=20 @10.1.74.10 www.game.example A',
    });
  }, LONGEST_MS + 10_000);

  test.each([
    ['curl', /^HTTP\/1\.1 200 OK\r\n[\s\S]*<h1>Prices<\/h1>[\s\S]*exit 0/],
    ['ping', /2 received/],
    ['dig', /172\.217\.12\.229/],
  ])('%s: %s', (step, expected) => {
    expect(run.said[step]).toMatch(expected);
  });

  test('whose decisions carried it at every layer', () => {
    const { trace } = gameOf(session());
    const byHand = trace.filter(
      ({ task, decidedBy }) => task.exchange === null && /^p\d+$/.test(decidedBy),
    );
    const situations = new Set(byHand.map(({ task }) => task.situation.type));
    for (const type of [
      'unwrap-frame',
      'forward-packet',
      'unwrap-packet',
      'unwrap-segment',
      'serve-request',
      'wrap-segment',
      'wrap-packet',
      'wrap-frame',
    ] as const) {
      expect(situations).toContain(type);
    }
    expect(new Set(byHand.map(({ decidedBy }) => decidedBy))).toEqual(new Set(['p2', 'p3']));
  });

  test('while the kernel asked again, which made no further work', () => {
    const { trace } = gameOf(session());
    // The crew has messages of its own as well: those of curl say so.
    const requests = trace.filter(
      ({ task, decidedBy }) =>
        task.situation.type === 'serve-request' &&
        decidedBy !== 'automaton' &&
        Buffer.from(task.unit).includes('curl/'),
    );
    expect(requests).toHaveLength(1);
  });

  test('and what left is what the log folds to', () => {
    expect(sessionDigest(session())).toBe(sessionDigest(folded(run)));
    const left = gameOf(session()).world.capture.filter(({ to }) => to === OUTSIDE_END);
    const seen = run.frames.map(({ bytes }) => toHex(bytes));
    const expected = left.map(({ bytes }) => toHex(bytes)).filter(hex => seen.includes(hex));
    // At the least an answer to ARP, the handshake, the page and the close.
    expect(expected.length).toBeGreaterThan(4);
    expect(left.length - expected.length).toBeLessThan(3);
  });

  test.skipIf(skipsTshark)(`every byte on the wire is well formed${TSHARK_REASON}`, () => {
    expect(gate(run.capture).complaints).toEqual([]);
  });
});

describe.skipIf(REASON !== '')(`curl notices a person who decides wrong${REASON}`, () => {
  test(
    'by a header checksum that the next host throws away',
    async () => {
      const run = await inSession('09-get-prices --crew-size 3 --players 3 --fault checksum', {
        curl: `curl -sS -m 12 ${PAGE}`,
      });
      expect(run.said.curl).toMatch(/timed out[\s\S]*exit 28/);
      const { trace } = gameOf(folded(run));
      const found = trace.flatMap(({ findings }) => findings.map(({ field }) => field));
      expect(found).toContain('ipv4.headerChecksum');
    },
    LONGEST_MS + 10_000,
  );
});
