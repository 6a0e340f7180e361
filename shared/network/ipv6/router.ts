import { arise } from '../schedule.ts';
import { setTimer } from '../timers.ts';
import type { World } from '../world.ts';
import { solicitRouters } from './autoconfiguration.ts';
import { ALL_NODES } from './state.ts';

const ROUTER_ADVERTISEMENT = 134;
/** MinRtrAdvInterval, RFC 4861 §6.2.1: a third of the longest, always the same here. */
const INTERVAL_MICROS = 200_000_000;

/** A router tells all hosts of a link of itself, and will again, RFC 4861 §6.2.4. */
export const advertiseAgain = (world: World, node: string, name: string): void => {
  const one = world.nodes.get(node)?.ipv6?.interfaces.get(name);
  const [source] = one?.addresses.keys() ?? [];
  if (source === undefined) return;
  arise(world, {
    node,
    layer: 'network',
    situation: {
      type: 'compose-icmpv6',
      icmpType: ROUTER_ADVERTISEMENT,
      icmpCode: 0,
      source,
      destination: ALL_NODES,
      zone: name,
      target: null,
    },
    unit: new Uint8Array(),
    exchange: null,
    cause: null,
  });
  setTimer(world, `advertise ${node}.${name}`, {
    node,
    name: 'advertise',
    atMicros: world.nowMicros + INTERVAL_MICROS,
    guard: null,
    exchange: null,
    action: { type: 'advertise', interface: name },
  });
};

/** Where time goes on by itself, routers tell of themselves and hosts look for them from the beginning. */
export const wakeIpv6 = (world: World): void => {
  for (const [name, node] of world.nodes) {
    solicitRouters(world, name, null);
    for (const one of node.ipv6?.interfaces.values() ?? []) {
      if (one.advertises && node.spec.role === 'router') advertiseAgain(world, name, one.name);
    }
  }
};
