import { expect, test } from 'vitest';
import { formatIpv4 } from '../../../shared/base/address.ts';
import { missionById } from '../../../shared/missions/catalog.ts';
import { leasesOf } from '../../../shared/network/played/lease-server.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import type { Action, Value } from '../../../shared/network/task.ts';
import type { World } from '../../../shared/network/world.ts';
import { goOn, outcomeOf, stopAt } from '../../shared/missions/playing.ts';
import { ip } from '../../shared/network/networks.ts';

const mission = missionById('06-first-day');
if (mission === undefined) throw new Error('the mission is missing');

/** Decides the first task of that sort so, lets automata do the rest, and looks at what became of it. */
const after = (
  [exchange, node, situation, kind]: readonly [string, string, string, string | null],
  action: Action,
  values: Readonly<Record<string, Value>>,
) => {
  const stopped = stopAt(mission, { station: `${node}.application`, situation, exchange, kind });
  const happenings = goOn(stopped, { action, values });
  return { world: stopped.world, outcome: outcomeOf(happenings) };
};

const addressOf = ({ nodes }: World, node: string): string =>
  [...(nodes.get(node)?.addresses ?? [])].map(formatIpv4).join();

/** Whether an echo comes back to `node`, with what it has got. */
const reaches = (world: World, node: string, to: string): boolean =>
  outcomeOf(
    startExchange(
      world,
      { node, type: 'echo', to: ip(to), timeToLive: null },
      900,
      () => 'automaton',
    ),
  ) === 'done';

const GRANT = ['look-out', 'dhcp-1', 'serve-lease', 'lease/duration'] as const;

test('a host that is told of a router outside its mask talks to its neighbours only', () => {
  const wrong = after(GRANT, 'send', { 'dhcp.router': ip('203.0.113.1') });
  expect(wrong.outcome).toBe('failed');
  expect(addressOf(wrong.world, 'laptop')).toBe('10.20.30.100');
  expect(reaches(wrong.world, 'laptop', '10.20.30.9')).toBe(true);
  expect(reaches(wrong.world, 'laptop', '203.0.113.80')).toBe(false);
  expect(after(GRANT, 'send', {}).outcome).toBe('done');
});

test('a host that misreads the router is as lost', () => {
  const wrong = after(['look-out', 'laptop', 'read-lease', 'join/renew-time'], 'deliver', {
    'lease.router': ip('10.20.30.2'),
  });
  expect(wrong.outcome).toBe('failed');
  expect(reaches(wrong.world, 'laptop', '10.20.30.9')).toBe(true);
});

test('without a name server names stay riddles', () => {
  const wrong = after(['first-name', 'dhcp-1', 'serve-lease', 'lease/duration'], 'send', {
    'dhcp.nameServer': ip('10.20.30.1'),
  });
  expect(wrong.outcome).toBe('failed');
  expect(reaches(wrong.world, 'laptop', '203.0.113.80')).toBe(true);
});

test('the address that is offered by hand is the one that the host gets', () => {
  const { world, outcome } = after(['arrive-laptop', 'dhcp-1', 'serve-lease', null], 'send', {
    'dhcp.yourAddress': ip('10.20.30.107'),
    answerTo: ip('10.20.30.107'),
  });
  expect([addressOf(world, 'laptop'), outcome]).toEqual(['10.20.30.107', 'done']);
});

test('an offer under another number is not heard, and the host calls again', () => {
  const place = ['arrive-laptop', 'dhcp-1', 'serve-lease', null] as const;
  const frames = (number: Readonly<Record<string, Value>>): number =>
    after(place, 'send', number).world.capture.filter(({ from }) => from === 'laptop.eth0').length;
  expect(frames({ 'dhcp.transactionId': 7 })).toBeGreaterThan(frames({}));
});

test('the offer chosen by hand is the one that is granted, and the other server frees its own', () => {
  const { world } = after(['arrive-tablet', 'tablet', 'ask-lease', 'join/wish'], 'send', {
    'dhcp.serverIdentifier': ip('10.20.30.3'),
    'dhcp.requestedAddress': ip('10.20.30.201'),
  });
  expect(addressOf(world, 'tablet')).toBe('10.20.30.201');
  const first = world.nodes.get('dhcp-1')?.runs.get('dhcpd');
  const kinds = first === undefined ? [] : leasesOf(first).bindings.map(({ kind }) => kind);
  expect(kinds).not.toContain('offered');
});

test('a call to one server dies at once: there is no address to ask ARP under', () => {
  const place = ['arrive-laptop', 'laptop', 'ask-lease', null] as const;
  const { world } = after(place, 'send', { sendTo: ip('10.20.30.2') });
  // Nothing left before it called once more, seconds later.
  expect(world.capture[0]?.atMicros).toBeGreaterThan(2_000_000);
});

test('a full pool that offers all the same loses sight of who has the address', () => {
  const { world, outcome } = after(['arrive-laptop', 'dhcp-2', 'serve-lease', null], 'send', {
    'lease.reply': 'offer',
  });
  const second = world.nodes.get('dhcp-2')?.runs.get('dhcpd');
  expect(outcome).toBe('done');
  expect(second === undefined ? 0 : leasesOf(second).bindings.length).toBe(1);
});
