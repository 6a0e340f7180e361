import { describe, expect, test } from 'vitest';
import type { FilterRule } from '../../shared/network/boundary/rule.ts';
import type { ExchangeSpec } from '../../shared/network/exchange.ts';
import { startExchange } from '../../shared/network/simulator.ts';
import { createWorld, type World } from '../../shared/network/world.ts';
import { skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import { internet, PLACES, service, withNode } from '../shared/network/internet.ts';
import { ip } from '../shared/network/networks.ts';
import { byAutomaton, outcomeOf, story } from '../shared/network/play.ts';
import { TEST_SERVICES } from '../shared/network/programs/echo.ts';
import { objections } from './services/carried.ts';

const EVERYWHERE = { address: 0, length: 0 };
const ICMP = 1;
const TCP = 6;
const UDP = 17;

const permit = (direction: 'in' | 'out', protocol: number, port: number | null): FilterRule => ({
  verdict: 'permit',
  direction,
  protocol,
  source: EVERYWHERE,
  destination: EVERYWHERE,
  port,
});

const programs = [
  service('echo', 7),
  service('stream', 800, {}, 'echo-stream'),
  service('ask', 801, {}, 'echo-datagram'),
];

const guarded = (rules: readonly FilterRule[], tells = false): World =>
  createWorld(
    withNode(internet({ client: programs, server: programs }), 'r1', {
      filter: { outside: 'eth1', rules, tells },
    }),
    'filter',
    { physical: false, services: TEST_SERVICES },
  );

const use = (node: 'client' | 'server', program: string, port = 7): ExchangeSpec => ({
  type: 'use',
  node,
  program,
  settings: { to: ip(PLACES[node === 'client' ? 'server' : 'client']), port, size: 500 },
});

const echo = (node: 'client' | 'server', timeToLive: number | null = null): ExchangeSpec => ({
  type: 'echo',
  node,
  to: ip(PLACES[node === 'client' ? 'server' : 'client']),
  timeToLive,
});

describe('a boundary filter', () => {
  test.each<[string, readonly FilterRule[], ExchangeSpec, string]>([
    ['lets nothing through by itself', [], use('client', 'stream'), 'failed'],
    ['permits a stream outwards', [permit('out', TCP, 7)], use('client', 'stream'), 'done'],
    ['lets answers to it in', [permit('out', UDP, 7)], use('client', 'ask'), 'done'],
    [
      'does not permit the same inwards',
      [permit('out', TCP, 7)],
      use('server', 'stream'),
      'failed',
    ],
    ['permits inwards what it is told to', [permit('in', TCP, 7)], use('server', 'stream'), 'done'],
    ['tells ports apart', [permit('out', TCP, 8)], use('client', 'stream'), 'failed'],
    ['tells protocols apart', [permit('out', UDP, 7)], use('client', 'stream'), 'failed'],
    ['lets an echo reply in', [permit('out', ICMP, null)], echo('client'), 'done'],
    ['lets no echo request in', [permit('out', ICMP, null)], echo('server'), 'failed'],
    ['lets news about what went out in', [permit('out', ICMP, null)], echo('client', 2), 'done'],
    [
      'takes the first line that fits',
      [{ ...permit('out', TCP, 7), verdict: 'deny' }, permit('out', TCP, null)],
      use('client', 'stream'),
      'failed',
    ],
    [
      'tells addresses apart',
      [{ ...permit('out', TCP, 7), destination: { address: ip('203.0.113.0'), length: 26 } }],
      use('client', 'stream'),
      'failed',
    ],
  ])('%s', (_fact, rules, spec, outcome) => {
    expect(outcomeOf(startExchange(guarded(rules), spec, 1, byAutomaton))).toBe(outcome);
  });

  test('logs what it said, of whom and by which line', () => {
    const world = guarded([permit('out', ICMP, null), permit('out', UDP, 7)]);
    startExchange(world, use('client', 'ask'), 1, byAutomaton);
    startExchange(world, echo('server'), 2, byAutomaton);
    const lines = world.nodes
      .get('r1')
      ?.filter?.log.map(({ verdict, rule, direction, protocol, destination }) =>
        [verdict, rule, direction, protocol, destination.port].join(' '),
      );
    expect(lines?.slice(0, 3)).toEqual([
      'permit 2 out 17 7',
      'permit  in 17 40000',
      'deny 0 in 1 0',
    ]);
  });

  test('may tell who it refuses', () => {
    const told = story(startExchange(guarded([], true), use('client', 'ask'), 1, byAutomaton));
    expect(told).toContain('r1 filter-packet answer prohibited');
    expect(told).toContain('client read-icmp deliver');
  });

  test('forgets a conversation in time', () => {
    const world = guarded([permit('out', UDP, 7)]);
    startExchange(world, use('client', 'ask'), 1, byAutomaton);
    const flows = world.nodes.get('r1')?.filter?.flows;
    expect(flows?.size).toBe(1);
    for (const key of flows?.keys() ?? []) flows?.set(key, world.nowMicros - 301_000_000);
    startExchange(world, echo('server'), 2, byAutomaton);
    expect(world.nodes.get('r1')?.filter?.log.at(-1)?.verdict).toBe('deny');
  });

  test.skipIf(skipsTshark)(`tshark has nothing to object to${TSHARK_REASON}`, () => {
    const world = guarded([permit('out', TCP, 7), permit('out', UDP, 7)]);
    startExchange(world, use('client', 'stream'), 1, byAutomaton);
    startExchange(world, use('client', 'ask'), 2, byAutomaton);
    expect(objections(world)).toEqual([]);
  });
});
