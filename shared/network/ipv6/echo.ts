import type { Ipv6Address } from '../../base/ipv6.ts';
import type { Situation } from '../task.ts';
import type { NodeState, World } from '../world.ts';
import { ECHO_REQUEST } from './icmpv6.ts';
import { ipv6SourceFor } from './routes.ts';

/** A user of `node` wants to know whether `destination` answers, RFC 4443 §4.1. */
export const echoSituation = (
  world: World,
  node: NodeState,
  destination: Ipv6Address,
): Situation => ({
  type: 'compose-icmpv6',
  icmpType: ECHO_REQUEST,
  icmpCode: 0,
  source: ipv6SourceFor(world, node, destination),
  destination,
  zone: null,
  target: null,
});
