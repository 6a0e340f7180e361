import type { Ipv6Address } from '../../base/ipv6.ts';
import { arise } from '../schedule.ts';
import type { Task } from '../task.ts';
import type { World } from '../world.ts';
import type { Ipv6Interface } from './state.ts';

/** Where traffic belongs that nobody's packet has led to. */
export interface Origin {
  readonly exchange: number | null;
  readonly cause: number | null;
}

/** The node of an interface. */
export const nodeOf = ({ id, name }: Ipv6Interface): string => id.slice(0, -name.length - 1);

/** A question of neighbour discovery, RFC 4861 §4. */
export interface Question {
  readonly icmpType: number;
  readonly source: Ipv6Address;
  readonly destination: Ipv6Address;
  readonly target: Ipv6Address | null;
}

/** Asks a question on the link of an interface. */
export const askOnLink = (
  world: World,
  one: Ipv6Interface,
  question: Question,
  { exchange, cause }: Origin,
): Task =>
  arise(world, {
    node: nodeOf(one),
    layer: 'network',
    situation: { type: 'compose-icmpv6', icmpCode: 0, zone: one.name, ...question },
    unit: new Uint8Array(),
    exchange,
    cause,
  });
