import { BROADCAST_MAC } from '../../base/address.ts';
import { ARP_REPLY, ARP_REQUEST, type ArpHeader, arp } from '../../protocols/arp.ts';
import { ETHER_TYPE } from '../../protocols/ethernet.ts';
import { framed } from '../draft.ts';
import { addressingOf, hasGoodFrameCheck } from '../frames.ts';
import { hearsGroup } from '../ipv6/state.ts';
import type { Decision, Task } from '../task.ts';
import { valuesOf } from '../values.ts';
import type { InterfaceState, World } from '../world.ts';
import {
  type AutomatonRow,
  answer,
  asGiven,
  deliver,
  drop,
  send,
  type TaskOf,
} from './automaton-row.ts';

const interfaceOf = (
  world: World,
  { node }: Task,
  { interface: name }: { readonly interface: string },
): InterfaceState | undefined => world.nodes.get(node)?.interfaces.get(name);

const ARP_NAMES = [
  'operation',
  'senderHardware',
  'senderProtocol',
  'targetHardware',
  'targetProtocol',
] as const;

const heardArp = (unit: Uint8Array): ArpHeader | undefined => {
  const decoded = arp.decode(unit);
  return decoded.ok ? decoded.value.header : undefined;
};

/** Addresses the frame to the next hop's card, RFC 894; the check sequence follows the other values. */
export const wrapFrame: AutomatonRow<'wrap-frame'> = {
  choose: () => send(),
  complete: (world, task, action, given) => {
    if (action !== 'send') return given;
    const { situation } = task;
    const entry = world.nodes.get(task.node)?.arp.get(situation.nextHop);
    const values = {
      'ethernet.destination': entry?.mac ?? BROADCAST_MAC,
      'ethernet.source': interfaceOf(world, task, situation)?.mac ?? 0,
      'ethernet.etherType': situation.etherType,
      ...given,
    };
    return framed(world, values, given, task.unit);
  },
};

/** Asks everybody on the link who has the next hop, RFC 826. */
export const askArp: AutomatonRow<'ask-arp'> = {
  choose: () => send(),
  complete: (world, task, action, given) => {
    if (action !== 'send') return given;
    const own = interfaceOf(world, task, task.situation);
    return {
      'arp.operation': ARP_REQUEST,
      'arp.senderHardware': own?.mac ?? 0,
      'arp.senderProtocol': own?.address ?? 0,
      'arp.targetHardware': 0,
      'arp.targetProtocol': task.situation.nextHop,
      'ethernet.destination': BROADCAST_MAC,
      'ethernet.source': own?.mac ?? 0,
      'ethernet.etherType': ETHER_TYPE.arp,
      ...given,
    };
  },
};

/** Answers a question for the own address, RFC 826; is silent otherwise. */
export const arpRequestIn: AutomatonRow<'arp-request-in'> = {
  choose: (world, task) => {
    const heard = heardArp(task.unit);
    const own = interfaceOf(world, task, task.situation);
    if (heard === undefined) return drop('malformed');
    return heard.targetProtocol === own?.address && own.address !== 0
      ? answer({ answer: 'arp-reply' })
      : drop('not-mine');
  },
  complete: (world, task, action, given) => {
    if (action !== 'answer') return given;
    const heard = heardArp(task.unit);
    const own = interfaceOf(world, task, task.situation);
    const header = {
      operation: ARP_REPLY,
      senderHardware: own?.mac ?? 0,
      senderProtocol: own?.address ?? 0,
      targetHardware: heard?.senderHardware ?? 0,
      targetProtocol: heard?.senderProtocol ?? 0,
    };
    return {
      answer: 'arp-reply',
      ...valuesOf('arp', header, ARP_NAMES),
      'ethernet.destination': header.targetHardware,
      'ethernet.source': header.senderHardware,
      ...given,
    };
  },
};

const isAwaited = (world: World, task: Task, ownId: string, address: number): boolean =>
  world.inner.waiting.has(`${ownId} ${address}`) ||
  world.nodes.get(task.node)?.arp.has(address) === true;

/** Learns an answer that was asked for, RFC 826. */
export const arpReplyIn: AutomatonRow<'arp-reply-in'> = {
  choose: (world, task) => {
    const heard = heardArp(task.unit);
    const own = interfaceOf(world, task, task.situation);
    if (heard === undefined || own === undefined) return drop('malformed');
    if (heard.targetProtocol !== own.address) return drop('not-mine');
    return isAwaited(world, task, own.id, heard.senderProtocol) ? deliver() : drop('nothing-to-do');
  },
  complete: (_world, task, action, given) => {
    const heard = heardArp(task.unit);
    if (action !== 'deliver' || heard === undefined) return given;
    return {
      'learn.address': heard.senderProtocol,
      'learn.mac': heard.senderHardware,
      ...given,
    };
  },
};

/** A card that speaks IPv6 listens to its groups too, RFC 2464 §7. */
const unwrapIpv6 = (world: World, task: TaskOf<'unwrap-frame'>, destination: number): Decision => {
  const node = world.nodes.get(task.node);
  const own = node?.ipv6?.interfaces.get(task.situation.interface);
  const mac = own?.mac ?? interfaceOf(world, task, task.situation)?.mac;
  const isMine = destination === mac || destination === BROADCAST_MAC;
  if (own === undefined) return drop(isMine ? 'nothing-to-do' : 'not-mine');
  const isHeard = isMine || hearsGroup(own, node?.spec.role === 'router', destination);
  return isHeard ? deliver({ handTo: 'ipv6' }) : drop('not-mine');
};

/** Takes what is whole and for this card or for all, RFC 894, IEEE 802.3 §4.1.2.1.2. */
export const unwrapFrame: AutomatonRow<'unwrap-frame'> = {
  choose: (world, task) => {
    const heard = addressingOf(task.unit);
    if (heard === undefined) return drop('malformed');
    if (!hasGoodFrameCheck(task.unit)) return drop('bad-frame-check');
    const { destination, etherType } = heard;
    if (etherType === ETHER_TYPE.ipv6) return unwrapIpv6(world, task, destination);
    const own = interfaceOf(world, task, task.situation);
    if (destination !== BROADCAST_MAC && destination !== own?.mac) return drop('not-mine');
    if (etherType === ETHER_TYPE.ipv4) return deliver({ handTo: 'ipv4' });
    return etherType === ETHER_TYPE.arp ? deliver({ handTo: 'arp' }) : drop('nothing-to-do');
  },
  complete: asGiven,
};
