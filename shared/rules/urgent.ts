import { addressingOf } from '../network/frames.ts';
import { type SegmentInside, segmentInside } from '../network/segment-inside.ts';
import type { Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import { ETHER_TYPE, isGroupMac } from '../protocols/ethernet.ts';

const SYN = 0x02;
const ACK_ALONE = 0x10;

const finishesHandshake = (world: World, segment: SegmentInside): boolean => {
  if (segment.flags !== ACK_ALONE || segment.payload.length > 0) return false;
  const { source, sourcePort, destination, destinationPort } = segment;
  return [...world.nodes.values()].some(node =>
    node.sockets.some(
      ({ state, local, remote }) =>
        state === 'SYN-RECEIVED' &&
        local.address === destination &&
        local.port === destinationPort &&
        remote?.address === source &&
        remote.port === sourcePort,
    ),
  );
};

/** SYN, SYN with ACK, and the ACK that ends it, RFC 9293 §3.5. */
const isOfHandshake = (world: World, task: Task): boolean => {
  const { situation } = task;
  if (situation.type === 'wrap-segment') {
    return situation.purpose === 'open' || situation.purpose === 'accept';
  }
  const segment = segmentInside(task);
  if (segment === undefined) return false;
  return (segment.flags & SYN) !== 0 || finishesHandshake(world, segment);
};

/** ARP, frames to a group, and what is no IPv4: Linux sends plenty that nobody here is asked about. */
const isOfLink = ({ situation, unit }: Task): boolean => {
  if (situation.type === 'wrap-frame') return situation.etherType !== ETHER_TYPE.ipv4;
  if (situation.type !== 'unwrap-frame') return situation.type.includes('arp');
  const heard = addressingOf(unit);
  return (
    heard === undefined || heard.etherType !== ETHER_TYPE.ipv4 || isGroupMac(heard.destination)
  );
};

/**
 * Whether a machine outside would give up before a person has thought: Linux asks three times for a hardware address, a
 * second apart, and a client waits for its connection. The automata decide it.
 */
export const isUrgent = (world: World, task: Task): boolean =>
  isOfLink(task) || isOfHandshake(world, task);
