import { describe, expect, test } from 'vitest';
import { formatIpv6 } from '../../../../shared/base/ipv6.ts';
import { withIpv6 } from '../../../../shared/network/ipv6/dual-stack.ts';
import { setLink } from '../../../../shared/network/link-state.ts';
import { startExchange } from '../../../../shared/network/simulator.ts';
import { ipv6Neighbours } from '../../../../shared/network/views/ipv6-views.ts';
import { createWorld, type World } from '../../../../shared/network/world.ts';
import { beside, oneLan } from '../networks.ts';
import { byAutomaton, decided, outcomeOf } from '../play.ts';

const B = beside('10.0.0.2');

const echo = (world: World, id: number) =>
  startExchange(world, { type: 'echo', node: 'a', to: B, timeToLive: null }, id, byAutomaton);

const later = (world: World, seconds: number): void => {
  world.nowMicros += seconds * 1_000_000;
};

/** State of the row that a has of b. */
const rowOf = (world: World): string => {
  const a = world.nodes.get('a');
  const rows = a === undefined ? '' : ipv6Neighbours(world, a);
  const row = rows.split('\n').find(line => line.startsWith(formatIpv6(B)));
  return row?.split(' ').at(-1) ?? 'none';
};

/** Where the questions of a went. */
const questions = (happenings: ReturnType<typeof echo>): string[] =>
  decided(happenings).flatMap(({ task: { node, situation } }) =>
    node === 'a' && situation.type === 'compose-icmpv6' && situation.icmpType === 135
      ? [formatIpv6(situation.destination)]
      : [],
  );

describe('a neighbour that was heard of', () => {
  const heard = (): World => {
    const world = createWorld(withIpv6(oneLan()), 'ageing');
    echo(world, 1);
    return world;
  };

  test('is reachable, stale after half a minute, and used in doubt', () => {
    const world = heard();
    expect(rowOf(world)).toBe('REACHABLE');
    later(world, 31);
    expect(rowOf(world)).toBe('STALE');
    expect(questions(echo(world, 2))).toEqual([]);
    expect(rowOf(world)).toBe('DELAY');
  });

  test('is asked itself when the doubt has lasted', () => {
    const world = heard();
    later(world, 31);
    echo(world, 2);
    later(world, 6);
    expect(questions(echo(world, 3))).toEqual([formatIpv6(B)]);
    expect(rowOf(world)).toBe('REACHABLE');
  });

  test('is forgotten when it does not answer three times', () => {
    const world = heard();
    later(world, 31);
    echo(world, 2);
    later(world, 6);
    setLink(world, 'b.eth0', false);
    const happenings = echo(world, 3);
    expect(outcomeOf(happenings)).toBe('failed');
    expect(questions(happenings)).toEqual([formatIpv6(B), formatIpv6(B), formatIpv6(B)]);
    expect(rowOf(world)).toBe('none');
  });
});
