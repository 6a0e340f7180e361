import {
  composeQuery,
  composeRequest,
  composeText,
  readAnswerRow,
  readResponse,
  readText,
  serveQuery,
  serveRequest,
} from './automaton/application.ts';
import type { AutomatonRow } from './automaton/automaton-row.ts';
import { filterPacket, translatePacket, writeRule } from './automaton/boundary.ts';
import { converse } from './automaton/converse.ts';
import { forgeReply } from './automaton/forger.ts';
import { guardRow } from './automaton/guard.ts';
import { arpReplyIn, arpRequestIn, askArp, unwrapFrame, wrapFrame } from './automaton/link.ts';
import { composeIcmp, readIcmp, unwrapPacket, wrapPacket } from './automaton/network.ts';
import { hearBits, sendBits } from './automaton/physical.ts';
import { playedRow } from './automaton/played.ts';
import { readCopy } from './automaton/tap.ts';
import { unwrapDatagram, unwrapSegment, wrapDatagram, wrapSegment } from './automaton/transport.ts';
import { IPV6_ROWS } from './ipv6/rows.ts';
import { forwardPacket } from './router.ts';
import { switchFrame } from './switch.ts';
import type { Action, Decision, SituationType, Task } from './task.ts';
import { sameKinds, type Values } from './values.ts';
import type { World } from './world.ts';

const ROWS: { readonly [K in SituationType]: AutomatonRow<K> } = {
  'compose-query': composeQuery,
  'read-answer': readAnswerRow,
  'serve-query': serveQuery,
  'compose-request': composeRequest,
  'read-response': readResponse,
  'serve-request': serveRequest,
  'compose-text': composeText,
  'read-text': readText,
  converse,
  'answer-query': playedRow('answer-query'),
  'resolve-question': playedRow('resolve-question'),
  'resolve-reply': playedRow('resolve-reply'),
  'serve-lease': playedRow('serve-lease'),
  'ask-lease': playedRow('ask-lease'),
  'check-lease': playedRow('check-lease'),
  'read-lease': playedRow('read-lease'),
  'guard-request': guardRow('guard-request'),
  'guard-command': guardRow('guard-command'),
  'guard-query': guardRow('guard-query'),
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
  'arp-request-in': arpRequestIn,
  'arp-reply-in': arpReplyIn,
  'unwrap-frame': unwrapFrame,
  'send-bits': sendBits,
  'hear-bits': hearBits,
  'switch-frame': switchFrame,
  ...IPV6_ROWS,
  'read-copy': readCopy,
  'forge-reply': forgeReply,
};

/** A row without its sort of situation: the table pairs each task with its own. */
interface AnyRow {
  readonly terse?: true;
  readonly choose: (world: World, task: Task) => Decision;
  readonly complete: (world: World, task: Task, action: Action, given: Values) => Values;
}

const rowFor = (task: Task): AnyRow => ROWS[task.situation.type] as AnyRow;

const completed = (row: AnyRow, world: World, task: Task, chosen: Decision): Decision => {
  const { action } = chosen;
  const values = row.complete(world, task, action, chosen.values);
  if (action !== 'drop' || values.reason !== undefined) return { action, values };
  return { action, values: { ...values, reason: 'nothing-to-do' } };
};

const ownDecision = (row: AnyRow, world: World, task: Task): Decision => {
  const { asked } = world.inner;
  if (asked?.task !== task) return completed(row, world, task, row.choose(world, task));
  asked.own ??= completed(row, world, task, row.choose(world, task));
  return asked.own;
};

/** What the protocol does: always complete, a value for every key of the situation. Asked again, it is the same. */
export const automatonDecision = (world: World, task: Task): Decision =>
  ownDecision(rowFor(task), world, task);

const isAmong = (given: Values, own: Values): boolean => {
  for (const path in given) if (given[path] !== own[path]) return false;
  return true;
};

/** What the network does where nobody sits: as `automatonDecision`, without what nothing follows from. */
export const unattendedDecision = (world: World, task: Task): Decision => {
  const row = rowFor(task);
  return row.terse === true ? row.choose(world, task) : ownDecision(row, world, task);
};

/**
 * A person's decision made complete: what was given stays, even if wrong; the rest is the automaton's, and derived
 * values follow what was given. A word where a number belongs, or the reverse, counts as not given.
 */
export const mergeDecision = (world: World, task: Task, given: Decision): Decision => {
  const row = rowFor(task);
  const chosen = row.choose(world, task);
  const { action } = given;
  const own = completed(
    row,
    world,
    task,
    action === chosen.action ? chosen : { action, values: {} },
  );
  if (isAmong(given.values, own.values)) return own;
  const kept = sameKinds(given.values, own.values);
  const base = action === chosen.action ? chosen.values : {};
  return completed(row, world, task, { action, values: { ...base, ...kept } });
};
