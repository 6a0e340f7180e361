import { describe, expect, test } from 'vitest';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import type { Assign, Happening } from '../../../shared/network/happening.ts';
import type { Program } from '../../../shared/network/programs/program.ts';
import type { Services } from '../../../shared/network/programs/service.ts';
import { decide, startExchange } from '../../../shared/network/simulator.ts';
import { createWorld } from '../../../shared/network/world.ts';
import { judge } from '../../../shared/rules/judge.ts';
import { internet, PLACES, service } from './internet.ts';
import { ip } from './networks.ts';
import { byAutomaton, decided } from './play.ts';
import { TEST_SERVICES } from './programs/echo.ts';

/** Says two things at once through a port that the system picks, and counts what comes back. */
const twice = (to: number): Program<number> => ({
  start: () => ({
    state: 0,
    effects: [1, 2].map(byte => ({
      type: 'send-datagram' as const,
      port: 0,
      peer: { address: to, port: 7 },
      bytes: Uint8Array.of(byte),
    })),
  }),
  step: (state, event) => ({
    state: event.type === 'datagram' ? state + 1 : state,
    effects:
      event.type === 'datagram' && state === 1
        ? [{ type: 'done', met: true, result: 'both came back' }]
        : [],
  }),
});

const SERVICES: Services = {
  ...TEST_SERVICES,
  twice: { runs: 'on-demand', program: ({ to }) => twice(Number(to)) as Program<unknown> },
};

const lab = () =>
  createWorld(
    internet({ client: [service('ask', 800, {}, 'twice')], server: [service('echo', 7)] }),
    'ports',
    { physical: false, services: SERVICES },
  );

const USE = {
  type: 'use',
  node: 'client',
  program: 'ask',
  settings: { to: ip(PLACES.server) },
} as const;

const portsOf = (happenings: readonly Happening[]): readonly unknown[] =>
  decided(happenings).flatMap(({ task, decision }) =>
    task.node === 'client' && task.situation.type === 'wrap-datagram'
      ? [decision.values['udp.sourcePort']]
      : [],
  );

describe('two datagrams that a program sends at once', () => {
  test('leave from one port, so that both answers come back', () => {
    const world = lab();
    const happenings = startExchange(world, USE, 1, byAutomaton);
    expect(new Set(portsOf(happenings)).size).toBe(1);
    expect(world.exchanges.get(1)?.progress.result).toBe('both came back');
  });

  test('do so when people send them, and another port is refused for the second', () => {
    const world = lab();
    const byHand: Assign = ({ node, situation }) =>
      node === 'client' && situation.type === 'wrap-datagram' ? 'person' : 'automaton';
    startExchange(world, USE, 1, byHand);
    const [first, second] = [...world.open.values()];
    if (first === undefined || second === undefined) throw new Error('two lie open');
    decide(world, first.id, automatonDecision(world, first), byHand);
    const right = automatonDecision(world, second);
    const port = Number(right.values['udp.sourcePort']);
    const other = { ...right, values: { ...right.values, 'udp.sourcePort': port ^ 1 } };
    expect(judge(world, second, right).findings).toEqual([]);
    expect(judge(world, second, other).findings.map(({ code }) => code)).toContain(
      'port/source-not-socket',
    );
    decide(world, second.id, right, byHand);
    expect(world.exchanges.get(1)?.progress.result).toBe('both came back');
  });
});
