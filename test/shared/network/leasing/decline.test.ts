import { describe, expect, test } from 'vitest';
import { formatIpv4 } from '../../../../shared/base/address.ts';
import type { ExchangeSpec } from '../../../../shared/network/exchange.ts';
import { clientAt } from '../../../../shared/network/played/lease-client.ts';
import { leasesOf } from '../../../../shared/network/played/lease-server.ts';
import { startExchange } from '../../../../shared/network/simulator.ts';
import type { Topology } from '../../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../../shared/network/world.ts';
import { ARP_REQUEST, arp } from '../../../../shared/protocols/arp.ts';
import { byAutomaton, outcomeOf } from '../play.ts';
import { lan, type Subnet, squatted } from './lan.ts';

const PLUG_IN: ExchangeSpec = { type: 'configure', node: 'client' };

const plugged = (
  topology: Topology,
): { readonly world: World; readonly outcome: string | undefined } => {
  const world = createWorld(topology, 'decline');
  const outcome = outcomeOf(startExchange(world, PLUG_IN, 1, byAutomaton));
  return { world, outcome };
};

const addressOf = ({ nodes }: World, name: string): string =>
  [...(nodes.get(name)?.addresses ?? [])].map(formatIpv4).join();

/** ARP messages that left an interface: 'asks 192.0.2.10 as 0.0.0.0 at 1 s'. */
const arpFrom = ({ capture }: World, from: string): string[] =>
  capture.flatMap(({ from: end, bytes, atMicros }) => {
    if (end !== from || bytes[12] !== 0x08 || bytes[13] !== 0x06) return [];
    const { operation, senderProtocol, targetProtocol } = arp.view(bytes, 14);
    const verb = operation === ARP_REQUEST ? 'asks' : 'answers';
    const seconds = Math.round(atMicros / 1_000_000);
    return [
      `${verb} ${formatIpv4(targetProtocol)} as ${formatIpv4(senderProtocol)} at ${seconds} s`,
    ];
  });

const bindingsAt = ({ nodes }: World): string[] => {
  const run = nodes.get('server')?.runs.get('dhcpd');
  const { bindings } = run === undefined ? { bindings: [] } : leasesOf(run);
  return bindings.map(({ address, kind }) => `${formatIpv4(address)} ${kind}`);
};

describe('a client that asks before it uses an address', () => {
  test('asks three times as nobody, a second apart, and takes what nobody has', () => {
    const { world, outcome } = plugged(lan({}, {}, { probes: true }));
    expect([outcome, addressOf(world, 'client')]).toEqual(['done', '192.0.2.10']);
    expect(arpFrom(world, 'client.eth0')).toEqual([
      'asks 192.0.2.10 as 0.0.0.0 at 0 s',
      'asks 192.0.2.10 as 0.0.0.0 at 1 s',
      'asks 192.0.2.10 as 0.0.0.0 at 2 s',
    ]);
  });

  test('declines what somebody has, and gets another; the server keeps the first one back', () => {
    const { world, outcome } = plugged(squatted({ probes: true }));
    expect([outcome, addressOf(world, 'client')]).toEqual(['done', '192.0.2.11']);
    expect(bindingsAt(world)).toEqual(['192.0.2.10 declined', '192.0.2.11 leased']);
    expect(arpFrom(world, 'squatter.eth0')).toEqual(['answers 0.0.0.0 as 192.0.2.10 at 0 s']);
  });

  test('nobody learns that 0.0.0.0 has a card', () => {
    const { world } = plugged(squatted({ probes: true }));
    for (const node of [...world.nodes.values()]) expect(node.arp.has(0)).toBe(false);
  });

  test('is without an address as long as it asks', () => {
    const world = createWorld(squatted({ probes: true }), 'decline');
    const phases = new Set<string>();
    startExchange(world, PLUG_IN, 1, task => {
      const run = world.nodes.get('client')?.runs.get('dhclient');
      if (task.situation.type === 'arp-request-in' && run !== undefined) {
        phases.add(`${clientAt(run).phase} ${addressOf(world, 'client')}`);
      }
      return 'automaton';
    });
    expect([...phases]).toEqual(['CHECKING ']);
  });

  test('renews without asking anew: the address is its own', () => {
    const world = createWorld(lan({}, {}, { probes: true }), 'decline');
    for (const [id, lease] of [undefined, 'renew' as const].entries()) {
      const spec = lease === undefined ? PLUG_IN : ({ ...PLUG_IN, lease } as ExchangeSpec);
      expect(outcomeOf(startExchange(world, spec, id + 1, byAutomaton))).toBe('done');
    }
    const asked = arpFrom(world, 'client.eth0').filter(line => line.includes('as 0.0.0.0'));
    expect(asked.length).toBe(3);
  });

  test('gives up where all addresses are taken', () => {
    const pool: Partial<Subnet> = { last: '192.0.2.10' };
    expect(plugged(squatted({ probes: true }, pool)).outcome).toBe('failed');
  });
});

test('a client that does not ask shares its address with whoever has it already', () => {
  const { world, outcome } = plugged(squatted({}));
  expect([outcome, addressOf(world, 'client')]).toEqual(['done', '192.0.2.10']);
  expect(arpFrom(world, 'client.eth0')).toEqual([]);
});
