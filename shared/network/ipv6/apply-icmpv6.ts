import { isIpv6Multicast } from '../../base/ipv6.ts';
import {
  neighborAdvertisement,
  neighborSolicitation,
  routerSolicitation,
} from '../../protocols/icmpv6.ts';
import { TARGET_LINK_ADDRESS } from '../../protocols/nd-options.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { draftOf } from '../draft.ts';
import { delivered, exchangeOf } from '../exchanges.ts';
import { follow } from '../schedule.ts';
import type { Decision, Situation } from '../task.ts';
import type { World } from '../world.ts';
import { linkAddressIn } from './advertisement.ts';
import { hearRival, hearRouter } from './autoconfiguration.ts';
import { composeIcmpv6Message, ECHO_REPLY, ECHO_REQUEST } from './icmpv6.ts';
import { PROTOCOL_ICMPV6 } from './packets.ts';
import { learnIpv6PathMtu } from './path-mtu.ts';
import { hearNeighbor, hearSender } from './resolution.ts';
import { ipv6SourceFor } from './routes.ts';
import { ALL_NODES, type Ipv6Interface } from './state.ts';

type Compose = TaskOf<'compose-icmpv6'>;
type Read = TaskOf<'read-icmpv6'>;

const FIRST_OF_DISCOVERY = 133;
const LAST_OF_DISCOVERY = 137;
const ALL_HOPS = 255;

/** Neighbour discovery starts with all hops, so that nobody behind a router can take part, RFC 4861 §3.1. */
const hopLimitFor = (world: World, { situation, exchange }: Compose): number | null => {
  const { icmpType } = situation;
  if (icmpType >= FIRST_OF_DISCOVERY && icmpType <= LAST_OF_DISCOVERY) return ALL_HOPS;
  const spec = exchange === null ? undefined : world.exchanges.get(exchange)?.spec;
  return spec?.type === 'echo' && icmpType === ECHO_REQUEST ? spec.timeToLive : null;
};

export const applyComposeIcmpv6 = (
  world: World,
  task: Compose,
  { action, values }: Decision,
): void => {
  if (action !== 'send') return;
  const { source, destination, zone } = task.situation;
  const hopLimit = hopLimitFor(world, task);
  const situation = {
    type: 'wrap-ipv6-packet',
    protocol: PROTOCOL_ICMPV6,
    source,
    destination,
    hopLimit,
    zone,
  } as const;
  const message = draftOf(world, values) ?? composeIcmpv6Message(world, task, values);
  follow(world, task, 'network', situation, message);
};

const reply = (
  world: World,
  task: Read,
  parts: Omit<
    Extract<Situation, { readonly type: 'compose-icmpv6' }>,
    'type' | 'icmpCode' | 'zone'
  >,
): void => {
  const { interface: zone } = task.situation;
  const situation = { type: 'compose-icmpv6', icmpCode: 0, zone, ...parts } as const;
  follow(world, task, 'network', situation, task.unit);
};

/** An echo to a group is answered from an own address, RFC 4443 §4.2. */
const answerEcho = (world: World, task: Read): void => {
  const { source: asker, destination: asked, interface: name } = task.situation;
  const node = world.nodes.get(task.node);
  if (node === undefined) return;
  delivered(world, task, 'echo-request');
  const source = isIpv6Multicast(asked) ? ipv6SourceFor(world, node, asker, name) : asked;
  reply(world, task, { icmpType: ECHO_REPLY, source, destination: asker, target: null });
};

/** Learns who asked, and tells it; who has no address yet is told by telling all, RFC 4861 §7.2.3 and §7.2.4. */
const answerSolicitation = (world: World, task: Read, one: Ipv6Interface): void => {
  const read = neighborSolicitation.decode(task.unit);
  if (!read.ok) return;
  const { target, options } = read.value.header;
  const { source: asker } = task.situation;
  hearSender(world, one, asker, options);
  const destination = asker === 0n ? ALL_NODES : asker;
  reply(world, task, { icmpType: 136, source: target, destination, target });
};

const answerRouterSolicitation = (world: World, task: Read, one: Ipv6Interface): void => {
  const read = routerSolicitation.decode(task.unit);
  const [source] = one.addresses.keys();
  if (!read.ok || source === undefined) return;
  const { source: asker } = task.situation;
  hearSender(world, one, asker, read.value.header.options);
  reply(world, task, { icmpType: 134, source, destination: ALL_NODES, target: null });
};

const hearAdvertisement = (world: World, task: Read, one: Ipv6Interface): void => {
  const read = neighborAdvertisement.decode(task.unit);
  if (!read.ok) return;
  const { target, router, solicited, override, options } = read.value.header;
  // Who is no router any more is not sent through, RFC 4861 §7.2.5.
  if (router === 0) one.routers.delete(target);
  hearNeighbor(world, one, target, {
    type: 'advertised',
    solicited: solicited === 1,
    override: override === 1,
    mac: linkAddressIn(options, TARGET_LINK_ADDRESS),
  });
};

const targetOf = ({ unit }: Read): bigint => {
  // Question and answer have the target in the same place.
  const read = neighborAdvertisement.decode(unit);
  return read.ok ? read.value.header.target : 0n;
};

/** The wish of the exchange that a message belongs to is met, if it is what was waited for. */
const meets: Act = (world, task, _one, meaning) => {
  const exchange = exchangeOf(world, task.exchange);
  if (exchange?.spec.type !== 'echo' || exchange.progress.asker !== task.node) return;
  const isAwaited =
    meaning === 'echo-reply' ||
    (meaning === 'time-exceeded' && exchange.spec.timeToLive !== null) ||
    (meaning === 'unreachable' && isNowhere(world, exchange.spec.to));
  if (!isAwaited) return;
  exchange.met = true;
  delivered(world, task, meaning);
};

/** True where nobody has the address: then the report is all there is to learn. */
const isNowhere = ({ nodes }: World, address: number | bigint): boolean =>
  typeof address === 'bigint' &&
  [...nodes.values()].every(({ ipv6 }) =>
    [...(ipv6?.interfaces.values() ?? [])].every(one => !one.addresses.has(address)),
  );

type Act = (world: World, task: Read, one: Ipv6Interface, meaning: string) => void;

const ANSWERS: Readonly<Record<string, (world: World, task: Read, one: Ipv6Interface) => void>> = {
  'echo-reply': answerEcho,
  'neighbor-advertisement': answerSolicitation,
  'router-advertisement': answerRouterSolicitation,
};

const READINGS: Readonly<Record<string, Act>> = {
  neighbor: hearAdvertisement,
  rival: (world, task, one) => hearRival(world, one, targetOf(task)),
  router: hearRouter,
  'packet-too-big': learnIpv6PathMtu,
};

export const applyReadIcmpv6 = (world: World, task: Read, { action, values }: Decision): void => {
  const one = world.nodes.get(task.node)?.ipv6?.interfaces.get(task.situation.interface);
  if (one === undefined) return;
  if (action === 'answer') ANSWERS[String(values.answer)]?.(world, task, one);
  if (action !== 'deliver') return;
  const meaning = String(values.meaning);
  (READINGS[meaning] ?? meets)(world, task, one, meaning);
};
