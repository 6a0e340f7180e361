import { describe, expect, test } from 'vitest';
import getPrices from '../../shared/missions/09-get-prices.json' with { type: 'json' };
import { missionById } from '../../shared/missions/catalog.ts';
import { topologySchema } from '../../shared/missions/schema/topology-schema.ts';
import { tcpSettingsOf } from '../../shared/network/connections.ts';
import { startExchange } from '../../shared/network/simulator.ts';
import type { TcpSettings } from '../../shared/network/tcp/settings.ts';
import type { TcpChoices } from '../../shared/network/topology.ts';
import { createWorld, type World } from '../../shared/network/world.ts';
import { outcomeOf } from '../shared/network/play.ts';

const SERVER = 0x0a014a0a;
const SYN = 2;

/** The network of the mission, whose file says that of the client's TCP. */
const networkWith = (tcp: object): World => {
  const { nodes, links } = getPrices.topology;
  const told = nodes.map(node => (node.name === 'client' ? { ...node, tcp } : node));
  return createWorld(topologySchema.parse({ nodes: told, links }), 'tcp choices');
};

const fetched = (world: World): string | undefined => {
  const mission = missionById('09-get-prices');
  const spec = mission?.exchanges.find(({ id }) => id === 'prices')?.spec;
  return spec === undefined
    ? 'no exchange'
    : outcomeOf(startExchange(world, spec, 1, () => 'automaton'));
};

/** Kinds of the options in the first SYN of the client, RFC 9293 §3.2. */
const offered = ({ capture }: World): readonly number[] => {
  const syn = capture.find(
    ({ from, bytes }) => from === 'client.eth0' && bytes[23] === 6 && bytes[47] === SYN,
  );
  const kinds: number[] = [];
  const end = 34 + 4 * ((syn?.bytes[46] ?? 0) >> 4);
  for (let at = 54; at < end; ) {
    const kind = syn?.bytes[at] ?? 0;
    if (kind > 1) kinds.push(kind);
    at += kind > 1 ? Math.max(2, syn?.bytes[at + 1] ?? 2) : 1;
  }
  return kinds.sort((a, b) => a - b);
};

/** Every feature with another value than the plain TCP has, and the options that its SYN then offers. */
const ROWS: readonly (readonly [keyof TcpChoices, TcpSettings[keyof TcpChoices], number[]])[] = [
  ['congestionControl', true, [2]],
  ['limitedTransmit', true, [2]],
  ['acknowledgmentDelayMicros', 200_000, [2]],
  ['windowScale', true, [2, 3]],
  ['selectiveAcknowledgment', true, [2, 4]],
  ['timestamps', true, [2, 8]],
  ['nagle', true, [2]],
  ['sillyWindowAvoidance', true, [2]],
  ['blindAttackChecks', false, [2]],
  ['receiveBufferBytes', 4096, [2]],
  ['maximumSegmentSize', null, []],
  ['minimumTimeoutMicros', 200_000, [2]],
];

describe('a mission switches each feature of a host’s TCP', () => {
  test.each(ROWS)('%s: %s', (feature, value, options) => {
    const world = networkWith({ [feature]: value });
    expect(fetched(world)).toBe('done');
    expect(tcpSettingsOf(world, 'client', SERVER)[feature]).toBe(value);
    expect(tcpSettingsOf(networkWith({}), 'client', SERVER)[feature]).not.toBe(value);
    expect(offered(world)).toEqual(options);
  });

  test('and there is no other', () => {
    expect(() => networkWith({ quickStart: true })).toThrow(/quickStart/);
  });
});
