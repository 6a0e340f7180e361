import type { Situation, SituationType } from '../../network/task.ts';
import { answerArp } from './answer-arp.ts';
import { answerQuery } from './answer-query.ts';
import { askArp } from './ask-arp.ts';
import { askLease } from './ask-lease.ts';
import {
  composeIcmpv6,
  converse,
  forwardIpv6Packet,
  readIcmpv6,
  serveQuery,
  unwrapIpv6Packet,
  wrapIpv6Frame,
  wrapIpv6Packet,
} from './by-automaton.ts';
import { hearBits, sendBits } from './carry-bits.ts';
import { composeText, readText } from './carry-text.ts';
import { checkLease } from './check-lease.ts';
import { composeIcmp } from './compose-icmp.ts';
import { composeQuery } from './compose-query.ts';
import { composeRequest } from './compose-request.ts';
import { filterPacket } from './filter-packet.ts';
import { forgeReply } from './forge-reply.ts';
import { forwardPacket } from './forward-packet.ts';
import { guardCommand, guardQuery, guardRequest } from './guard-input.ts';
import { learnArp } from './learn-arp.ts';
import type { Move } from './move.ts';
import { readAnswer } from './read-answer.ts';
import { readCopy } from './read-copy.ts';
import { readIcmp } from './read-icmp.ts';
import { readLease } from './read-lease.ts';
import { readResponse } from './read-response.ts';
import { resolveQuestion } from './resolve-question.ts';
import { resolveReply } from './resolve-reply.ts';
import { serveLease } from './serve-lease.ts';
import { serveRequest } from './serve-request.ts';
import { switchFrame } from './switch-frame.ts';
import { translatePacket } from './translate-packet.ts';
import { unwrapFrame } from './unwrap-frame.ts';
import { unwrapPacket } from './unwrap-packet.ts';
import { unwrapDatagram, unwrapSegment } from './unwrap-transport.ts';
import { wrapDatagram } from './wrap-datagram.ts';
import { wrapFrame } from './wrap-frame.ts';
import { wrapPacket } from './wrap-packet.ts';
import { wrapSegment } from './wrap-segment.ts';
import { writeRule } from './write-rule.ts';

const MOVES: { readonly [T in SituationType]: Move<Extract<Situation, { readonly type: T }>> } = {
  'compose-query': composeQuery,
  'read-answer': readAnswer,
  'serve-query': serveQuery,
  'compose-request': composeRequest,
  'read-response': readResponse,
  'serve-request': serveRequest,
  'compose-text': composeText,
  'read-text': readText,
  converse,
  'answer-query': answerQuery,
  'resolve-question': resolveQuestion,
  'resolve-reply': resolveReply,
  'serve-lease': serveLease,
  'ask-lease': askLease,
  'check-lease': checkLease,
  'read-lease': readLease,
  'wrap-datagram': wrapDatagram,
  'wrap-segment': wrapSegment,
  'unwrap-datagram': unwrapDatagram,
  'unwrap-segment': unwrapSegment,
  'wrap-packet': wrapPacket,
  'unwrap-packet': unwrapPacket,
  'forward-packet': forwardPacket,
  'filter-packet': filterPacket,
  'translate-packet': translatePacket,
  'write-rule': writeRule,
  'compose-icmp': composeIcmp,
  'read-icmp': readIcmp,
  'wrap-frame': wrapFrame,
  'ask-arp': askArp,
  'arp-request-in': answerArp,
  'arp-reply-in': learnArp,
  'unwrap-frame': unwrapFrame,
  'send-bits': sendBits,
  'hear-bits': hearBits,
  'switch-frame': switchFrame,
  'wrap-ipv6-packet': wrapIpv6Packet,
  'unwrap-ipv6-packet': unwrapIpv6Packet,
  'forward-ipv6-packet': forwardIpv6Packet,
  'compose-icmpv6': composeIcmpv6,
  'read-icmpv6': readIcmpv6,
  'wrap-ipv6-frame': wrapIpv6Frame,
  'read-copy': readCopy,
  'forge-reply': forgeReply,
  'guard-request': guardRequest,
  'guard-command': guardCommand,
  'guard-query': guardQuery,
};

/** The shape and the judge of one sort of task. */
export const moveOf = (type: SituationType): Move => MOVES[type];
