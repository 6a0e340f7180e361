import { ARP_REPLY, ARP_REQUEST, arp } from '../../protocols/arp.ts';
import { ETHER_TYPE, ethernet } from '../../protocols/ethernet.ts';
import { bitsOf, byteOf } from '../../protocols/line-code.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { draftOf } from '../draft.ts';
import { framePayload } from '../frames.ts';
import { ipv6PacketIn } from '../ipv6/apply.ts';
import { settleCopy, transmit } from '../link.ts';
import { endAt } from '../names.ts';
import { learnAddress } from '../resolution.ts';
import { drawIntegerFor, follow, noteOf } from '../schedule.ts';
import type { Decision, Task } from '../task.ts';
import { headerFrom, numberAt, type Values } from '../values.ts';
import type { World } from '../world.ts';
import { packetIn } from './boundary.ts';

/** Whether this node's bits are put on the wire by a task of its physical layer. */
export const hasPhysicalLayer = (world: World, node: string): boolean => {
  if (!world.options.physical) return false;
  const role = world.nodes.get(node)?.spec.role;
  return role !== 'router' && role !== 'switch';
};

const readsTheSameBackwards = (byte: number): boolean =>
  byteOf(bitsOf(byte), 'most-significant-first') === byte;

/** The byte of a frame that is put on the wire or heard by hand: one by which the order of its bits shows, if there is any. */
export const markedByte = (world: World, cause: number, frame: Uint8Array): number => {
  const drawn = drawIntegerFor(world, frame.length, cause, 'marked byte');
  for (let ahead = 0; ahead < frame.length; ahead += 1) {
    const index = (drawn + ahead) % frame.length;
    if (!readsTheSameBackwards(frame[index] ?? 0)) return index;
  }
  return drawn;
};

const frameOut = (world: World, task: Task, name: string, frame: Uint8Array): void => {
  if (!hasPhysicalLayer(world, task.node)) {
    const { id, exchange } = task;
    const from = endAt(world, task.node, name);
    transmit(world, { from, bytes: frame, task: id, exchange, claim: null, signal: null });
    return;
  }
  const byteIndex = markedByte(world, task.id, frame);
  follow(world, task, 'physical', { type: 'send-bits', interface: name, byteIndex }, frame);
};

const arpFrame = (values: Values): Uint8Array =>
  ethernet.encode(
    headerFrom(ethernet, values, { etherType: ETHER_TYPE.arp }),
    arp.encode(headerFrom(arp, values)),
  );

export const applyWrapFrame = (
  world: World,
  task: TaskOf<'wrap-frame' | 'wrap-ipv6-frame'>,
  { action, values }: Decision,
): void => {
  if (action !== 'send') return;
  const frame = draftOf(world, values) ?? ethernet.encode(headerFrom(ethernet, values), task.unit);
  frameOut(world, task, task.situation.interface, frame);
};

export const applyAskArp = (
  world: World,
  task: TaskOf<'ask-arp'>,
  { action, values }: Decision,
): void => {
  if (action === 'send') frameOut(world, task, task.situation.interface, arpFrame(values));
};

/** Answers, and learns who asked, RFC 826. */
export const applyArpRequestIn = (
  world: World,
  task: TaskOf<'arp-request-in'>,
  { action, values }: Decision,
): void => {
  if (action !== 'answer') return;
  const heard = arp.decode(task.unit);
  if (heard.ok) {
    const { senderProtocol, senderHardware } = heard.value.header;
    // Who asks as nobody has no address yet, RFC 5227 §1.1.
    if (senderProtocol !== 0) learnAddress(world, task.node, senderProtocol, senderHardware);
  }
  frameOut(world, task, task.situation.interface, arpFrame(values));
};

export const applyArpReplyIn = (
  world: World,
  task: TaskOf<'arp-reply-in'>,
  { action, values }: Decision,
): void => {
  if (action !== 'deliver') return;
  const address = numberAt(values, 'learn.address', 0);
  learnAddress(world, task.node, address, numberAt(values, 'learn.mac', 0));
};

const handArp = (world: World, task: TaskOf<'unwrap-frame'>, payload: Uint8Array): void => {
  const decoded = arp.decode(payload);
  if (!decoded.ok) return;
  const { interface: name } = task.situation;
  const { operation } = decoded.value.header;
  const unit = payload.subarray(0, decoded.value.headerLength);
  if (operation === ARP_REQUEST) {
    follow(world, task, 'link', { type: 'arp-request-in', interface: name }, unit);
  } else if (operation === ARP_REPLY) {
    follow(world, task, 'link', { type: 'arp-reply-in', interface: name }, unit);
  }
};

export const applyUnwrapFrame = (
  world: World,
  task: TaskOf<'unwrap-frame'>,
  { action, values }: Decision,
): void => {
  const note = noteOf(world, task.id);
  const frame = note?.type === 'frame' ? note : undefined;
  if (action !== 'deliver') {
    const end = values.reason === 'bad-frame-check' ? 'corrupted' : null;
    settleCopy(world, frame?.claim, end, frame?.captureIndex);
    return;
  }
  settleCopy(world, frame?.claim, 'taken');
  const payload = framePayload(task.unit);
  if (values.handTo === 'arp') handArp(world, task, payload);
  else if (values.handTo === 'ipv4') packetIn(world, task, task.situation.interface, payload);
  else if (values.handTo === 'ipv6') ipv6PacketIn(world, task, task.situation.interface, payload);
};
