import { describe, expect, test } from 'vitest';
import { formatIpv4 } from '../../../../shared/base/address.ts';
import { setLink } from '../../../../shared/network/link-state.ts';
import { takeIn } from '../../../../shared/network/outside.ts';
import { clientAt } from '../../../../shared/network/played/lease-client.ts';
import { readDhcp } from '../../../../shared/network/programs/dhcp/message.ts';
import { createWorld, type World } from '../../../../shared/network/world.ts';
import { ipv4 } from '../../../../shared/protocols/ipv4.ts';
import { service, withNode } from '../internet.ts';
import { byAutomaton } from '../play.ts';
import { lan, SUBNET } from './lan.ts';

const SECOND = 1_000_000;

/** Lets the clock go on to `seconds`, a tick every ten. */
const runTo = (world: World, seconds: number): void => {
  const from = Math.floor(world.nowMicros / SECOND);
  for (let at = from + 10; at < seconds; at += 10) {
    takeIn(world, { type: 'tick', atMicros: at * SECOND }, byAutomaton);
  }
  takeIn(world, { type: 'tick', atMicros: seconds * SECOND }, byAutomaton);
};

const addressOf = (world: World): string =>
  [...(world.nodes.get('client')?.addresses ?? [])].map(formatIpv4).join();

const phaseOf = (world: World): string | undefined => {
  const run = world.nodes.get('client')?.runs.get('dhclient');
  return run === undefined ? undefined : clientAt(run).phase;
};

/** 'seconds type destination' of what the client said. */
const saidBy = ({ capture }: World): string[] =>
  capture.flatMap(({ atMicros, from, bytes }) => {
    const message = readDhcp(bytes.subarray(42, -4));
    if (from !== 'client.eth0' || message === undefined) return [];
    const { destination } = ipv4.view(bytes, 14);
    return [`${Math.floor(atMicros / SECOND)} ${message.type} ${formatIpv4(destination)}`];
  });

const begun = (topology = lan()): World => {
  const world = createWorld(topology, 'clock');
  runTo(world, 20);
  return world;
};

describe('where a clock goes on', () => {
  test('a host asks for its address from the beginning', () => {
    const world = begun();
    expect(addressOf(world)).toMatch(/^192\.0\.2\.1[01]$/);
    expect(phaseOf(world)).toBe('BOUND');
  });

  test('it renews after half of the lease with the server alone, and keeps its address', () => {
    const world = begun();
    const address = addressOf(world);
    runTo(world, 1500);
    expect(addressOf(world)).toBe(address);
    const renewals = saidBy(world).slice(2);
    expect(renewals.map(line => line.split(' ').slice(1).join(' '))).toEqual(
      Array.from({ length: 4 }, () => '3 192.0.2.53'),
    );
    expect(renewals[0]).toMatch(/^300 /);
  });

  test('without the server it asks everybody after seven eighths, and loses its address at the end', () => {
    const world = begun();
    setLink(world, 'server.eth0', false);
    runTo(world, 520);
    expect(phaseOf(world)).toBe('RENEWING');
    expect(addressOf(world)).not.toBe('');
    runTo(world, 560);
    expect(phaseOf(world)).toBe('REBINDING');
    expect(saidBy(world).at(-1)).toMatch(/ 3 255\.255\.255\.255$/);
    expect(addressOf(world)).not.toBe('');
    runTo(world, 605);
    expect(addressOf(world)).toBe('');
    expect(world.nodes.get('client')?.routes).toEqual([]);
    expect(world.nodes.get('client')?.nameServers).toEqual([]);
  });

  test('and gets one again when the server is back', () => {
    const world = begun();
    setLink(world, 'server.eth0', false);
    runTo(world, 700);
    setLink(world, 'server.eth0', true);
    runTo(world, 800);
    expect(addressOf(world)).toMatch(/^192\.0\.2\.1[01]$/);
  });

  test('a refusal takes the address at once', () => {
    const world = begun();
    const run = world.nodes.get('server')?.runs.get('dhcpd');
    if (run === undefined) throw new Error('no server');
    // The server remembers another address for everybody: it has lost its leases.
    run.state = {
      bindings: (run.state as { bindings: { address: number }[] }).bindings.map(binding => ({
        ...binding,
        address: 0xc000020c,
      })),
    };
    runTo(world, 301);
    expect(addressOf(world)).toBe('');
    runTo(world, 330);
    expect(addressOf(world)).not.toBe('');
  });
});

test('of two servers the first offer is taken, and the other server hears of it', () => {
  const topology = withNode(lan(), 'r1', {
    programs: [
      service(
        'dhcpd',
        67,
        { subnets: [{ ...SUBNET, first: '192.0.2.100', last: '192.0.2.101' }] },
        'dhcp-server',
      ),
    ],
  });
  const world = begun(topology);
  const held = (name: string, kind: string): number => {
    const state = world.nodes.get(name)?.runs.get('dhcpd')?.state as {
      bindings: { kind: string }[];
    };
    return state.bindings.filter(binding => binding.kind === kind).length;
  };
  expect(held('r1', 'leased') + held('server', 'leased')).toBe(2);
  expect(held('r1', 'offered') + held('server', 'offered')).toBe(0);
});
