import { expect, test } from 'vitest';
import { withIpv6 } from '../../../../shared/network/ipv6/dual-stack.ts';
import { startExchange } from '../../../../shared/network/simulator.ts';
import { ipAddr } from '../../../../shared/network/views/interface-views.ts';
import { ipv6Neighbours, ipv6Route } from '../../../../shared/network/views/ipv6-views.ts';
import { createWorld } from '../../../../shared/network/world.ts';
import { withNode } from '../internet.ts';
import { nextHops } from '../networks.ts';
import { byAutomaton } from '../play.ts';

const played = (seconds: number) => {
  const topology = withIpv6(nextHops());
  const [bare] = topology.nodes;
  const interfaces = (bare?.interfaces ?? []).map(one => ({
    ...one,
    ipv6: { addresses: [], autoconfigures: true },
  }));
  const world = createWorld(withNode(topology, 'a', { interfaces, ipv6Routes: [] }), 'views');
  startExchange(world, { type: 'configure', node: 'a' }, 1, byAutomaton);
  const to = 0xfd000074_0a000100_00000000_0a000101n;
  startExchange(world, { type: 'echo', node: 'a', to, timeToLive: null }, 2, byAutomaton);
  world.nowMicros += seconds * 1_000_000;
  const a = world.nodes.get('a');
  if (a === undefined) throw new Error('no host a');
  return { world, a };
};

test('ip addr shows the addresses that a host has formed', () => {
  const { world, a } = played(0);
  const lines = ipAddr(world, a).split('\n');
  expect(lines).toContain('    inet6 fe80::ff:fe00:1/64 scope link');
  expect(lines).toContain('    inet6 fd00:74:a00:100:0:ff:fe00:1/64 scope global');
});

test('ip -6 route shows own networks and the router', () => {
  const { world, a } = played(0);
  expect(ipv6Route(world, a)).toBe(
    'fe80::/64 dev eth0\nfd00:74:a00:100::/64 dev eth0\ndefault via fe80::ff:fe00:11 dev eth0\n',
  );
});

test.each([
  ['now', 0, 'REACHABLE'],
  ['half a minute later', 31, 'STALE'],
])('ip -6 neighbour, %s', (_fact, seconds, state) => {
  const { world, a } = played(seconds);
  const rows = ipv6Neighbours(world, a);
  expect(rows).toContain('fe80::ff:fe00:11 dev eth0 lladdr 02:00:00:00:00:11 router STALE');
  expect(rows).toContain(`fd00:74:a00:100::a00:101 dev eth0 lladdr 02:00:00:00:00:11 ${state}`);
});
