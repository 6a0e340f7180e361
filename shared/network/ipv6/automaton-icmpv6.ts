import { read16 } from '../../base/bytes.ts';
import { formatIpv6, isIpv6Multicast, isLinkLocal } from '../../base/ipv6.ts';
import {
  icmpv6Echo,
  neighborAdvertisement,
  neighborSolicitation,
  routerAdvertisement,
  routerSolicitation,
} from '../../protocols/icmpv6.ts';
import { transportChecksum } from '../../protocols/pseudo-header.ts';
import {
  type AutomatonRow,
  answer,
  asGiven,
  deliver,
  drop,
  send,
  type TaskOf,
} from '../automaton/automaton-row.ts';
import { drafted } from '../draft.ts';
import { isOwnEcho } from '../own-echo.ts';
import type { Decision } from '../task.ts';
import type { NodeState, World } from '../world.ts';
import { composeIcmpv6Message, ECHO_REPLY, ECHO_REQUEST } from './icmpv6.ts';
import { PROTOCOL_ICMPV6 } from './packets.ts';
import type { Ipv6Interface } from './state.ts';

type Read = TaskOf<'read-icmpv6'>;

/** The network layer's own message, RFC 4443; the checksum follows the other values. */
export const composeIcmpv6: AutomatonRow<'compose-icmpv6'> = {
  choose: () => send(),
  complete: (world, task, action, given) => {
    if (action !== 'send') return given;
    const { icmpType, icmpCode, target } = task.situation;
    const values = {
      'icmpv6.type': icmpType,
      'icmpv6.code': icmpCode,
      ...(target === null ? {} : { 'icmpv6.target': formatIpv6(target) }),
      ...given,
    };
    const message = composeIcmpv6Message(world, task, values);
    const checksum = read16(message, 2);
    return drafted(world, { 'icmpv6.checksum': checksum, ...values }, message);
  },
};

const isSound = ({ unit, situation }: Read): boolean => {
  const context = {
    sourceAddress: situation.source,
    destinationAddress: situation.destination,
  };
  const whole = { bytes: unit, start: 0, headerEnd: 0, end: unit.length, context };
  return transportChecksum(whole, PROTOCOL_ICMPV6) === 0;
};

const isAwaited = (world: World, task: Read): boolean => {
  const read = icmpv6Echo.decode(task.unit);
  return read.ok && isOwnEcho(world, task, read.value.header);
};

interface Reader {
  readonly world: World;
  readonly task: Read;
  readonly node: NodeState;
  readonly one: Ipv6Interface;
}

/** Who is asked for an own address answers; a question about one that it only wants to have tells it of a rival. */
const readSolicitation = ({ task, one }: Reader): Decision => {
  const read = neighborSolicitation.decode(task.unit);
  if (!read.ok || isIpv6Multicast(read.value.header.target)) return drop('malformed');
  const own = one.addresses.get(read.value.header.target);
  if (own === undefined || own.state === 'duplicate') return drop('not-mine');
  if (own.state === 'assigned') return answer({ answer: 'neighbor-advertisement' });
  return task.situation.source === 0n ? deliver({ meaning: 'rival' }) : drop('not-mine');
};

const readAdvertisement = ({ task, one }: Reader): Decision => {
  const read = neighborAdvertisement.decode(task.unit);
  if (!read.ok || isIpv6Multicast(read.value.header.target)) return drop('malformed');
  const { target } = read.value.header;
  if (one.addresses.get(target)?.state === 'tentative') return deliver({ meaning: 'rival' });
  return one.neighbors.has(target) ? deliver({ meaning: 'neighbor' }) : drop('nothing-to-do');
};

/** Solicitations are answered by routers that tell of themselves, RFC 4861 §6.2.6. */
const readRouterSolicitation = ({ task, node, one }: Reader): Decision => {
  if (!routerSolicitation.decode(task.unit).ok) return drop('malformed');
  return node.spec.role === 'router' && one.advertises
    ? answer({ answer: 'router-advertisement' })
    : drop('nothing-to-do');
};

/** Only from a link-local address, so from this link, RFC 4861 §6.1.2. */
const readRouter = ({ task, node, one }: Reader): Decision => {
  if (!routerAdvertisement.decode(task.unit).ok) return drop('malformed');
  if (!isLinkLocal(task.situation.source)) return drop('malformed');
  return node.spec.role !== 'router' && one.autoconfigures
    ? deliver({ meaning: 'router' })
    : drop('nothing-to-do');
};

const DISCOVERY: Readonly<Record<number, (reader: Reader) => Decision>> = {
  133: readRouterSolicitation,
  134: readRouter,
  135: readSolicitation,
  136: readAdvertisement,
};

const ALL_HOPS = 255;

/** What has passed a router is no neighbour's, RFC 4861 §6.1 and §7.1. */
const isFromLink = ({ situation, unit }: Read): boolean =>
  situation.hopLimit === ALL_HOPS && unit[1] === 0;

const ERRORS: Readonly<Record<number, string>> = {
  1: 'unreachable',
  2: 'packet-too-big',
  3: 'time-exceeded',
  4: 'parameter-problem',
};

const FEWEST_BYTES = 8;

/** Answers an echo request and questions of neighbour discovery; reads everything else, RFC 4443 §2.4. */
export const readIcmpv6: AutomatonRow<'read-icmpv6'> = {
  choose: (world, task) => {
    const node = world.nodes.get(task.node);
    const one = node?.ipv6?.interfaces.get(task.situation.interface);
    const [type = -1] = task.unit;
    if (node === undefined || one === undefined) return drop('not-mine');
    if (task.unit.length < FEWEST_BYTES) return drop('malformed');
    if (!isSound(task)) return drop('bad-transport-checksum');
    if (type === ECHO_REQUEST) return answer({ answer: 'echo-reply' });
    if (type === ECHO_REPLY) {
      return isAwaited(world, task) ? deliver({ meaning: 'echo-reply' }) : drop('nothing-to-do');
    }
    const meaning = ERRORS[type];
    if (meaning !== undefined) return deliver({ meaning });
    const discovery = DISCOVERY[type];
    if (discovery === undefined) return drop('nothing-to-do');
    return isFromLink(task) ? discovery({ world, task, node, one }) : drop('malformed');
  },
  complete: asGiven,
};
