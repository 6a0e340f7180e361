import {
  applyComposeQuery,
  applyComposeRequest,
  applyComposeText,
  applyReadAnswer,
  applyReadResponse,
  applyReadText,
  applyServeQuery,
  applyServeRequest,
} from './apply/application.ts';
import { applyFilterPacket, applyTranslatePacket, applyWriteRule } from './apply/boundary.ts';
import { applyConverse, applyPlayed } from './apply/converse.ts';
import { applyForgeReply } from './apply/forger.ts';
import { applyGuarded } from './apply/guard.ts';
import {
  applyArpReplyIn,
  applyArpRequestIn,
  applyAskArp,
  applyUnwrapFrame,
  applyWrapFrame,
} from './apply/link.ts';
import {
  applyComposeIcmp,
  applyForwardPacket,
  applyReadIcmp,
  applyUnwrapPacket,
  applyWrapPacket,
} from './apply/network.ts';
import { applyHearBits, applySendBits } from './apply/physical.ts';
import { applyReadCopy } from './apply/tap.ts';
import {
  applyUnwrapDatagram,
  applyUnwrapSegment,
  applyWrapDatagram,
  applyWrapSegment,
} from './apply/transport.ts';
import type { TaskOf } from './automaton/automaton-row.ts';
import {
  applyForwardIpv6Packet,
  applyUnwrapIpv6Packet,
  applyWrapIpv6Packet,
} from './ipv6/apply.ts';
import { applyComposeIcmpv6, applyReadIcmpv6 } from './ipv6/apply-icmpv6.ts';
import { lineageOf } from './lineage.ts';
import { applySwitchFrame } from './switch.ts';
import type { Decision, SituationType, Task } from './task.ts';
import type { World } from './world.ts';

type Apply<K extends SituationType> = (world: World, task: TaskOf<K>, decision: Decision) => void;

const ROWS: { readonly [K in SituationType]: Apply<K> } = {
  'compose-query': applyComposeQuery,
  'read-answer': applyReadAnswer,
  'serve-query': applyServeQuery,
  'compose-request': applyComposeRequest,
  'read-response': applyReadResponse,
  'serve-request': applyServeRequest,
  'compose-text': applyComposeText,
  'read-text': applyReadText,
  converse: applyConverse,
  'answer-query': applyPlayed,
  'resolve-question': applyPlayed,
  'resolve-reply': applyPlayed,
  'serve-lease': applyPlayed,
  'ask-lease': applyPlayed,
  'check-lease': applyPlayed,
  'read-lease': applyPlayed,
  'guard-request': applyGuarded,
  'guard-command': applyGuarded,
  'guard-query': applyGuarded,
  'wrap-datagram': applyWrapDatagram,
  'wrap-segment': applyWrapSegment,
  'unwrap-datagram': applyUnwrapDatagram,
  'unwrap-segment': applyUnwrapSegment,
  'wrap-packet': applyWrapPacket,
  'unwrap-packet': applyUnwrapPacket,
  'forward-packet': applyForwardPacket,
  'filter-packet': applyFilterPacket,
  'translate-packet': applyTranslatePacket,
  'write-rule': applyWriteRule,
  'compose-icmp': applyComposeIcmp,
  'read-icmp': applyReadIcmp,
  'wrap-frame': applyWrapFrame,
  'ask-arp': applyAskArp,
  'arp-request-in': applyArpRequestIn,
  'arp-reply-in': applyArpReplyIn,
  'unwrap-frame': applyUnwrapFrame,
  'send-bits': applySendBits,
  'hear-bits': applyHearBits,
  'switch-frame': applySwitchFrame,
  'wrap-ipv6-packet': applyWrapIpv6Packet,
  'unwrap-ipv6-packet': applyUnwrapIpv6Packet,
  'forward-ipv6-packet': applyForwardIpv6Packet,
  'compose-icmpv6': applyComposeIcmpv6,
  'read-icmpv6': applyReadIcmpv6,
  'wrap-ipv6-frame': applyWrapFrame,
  'read-copy': applyReadCopy,
  'forge-reply': applyForgeReply,
};

/**
 * Does what a decision says, right or wrong, whoever decided: the only way a layer acts. What the decision leaves out
 * is taken as 0 or nothing, so it is to be complete (see `mergeDecision`).
 */
export const applyDecision = (world: World, task: Task, decision: Decision): void => {
  const row = ROWS[task.situation.type] as (world: World, task: Task, decision: Decision) => void;
  row(world, task, decision);
  const lineage = lineageOf(world.inner.lineage, task.id);
  if (lineage !== undefined) lineage.note = null;
};
