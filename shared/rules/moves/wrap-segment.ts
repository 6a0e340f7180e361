import { formatIp } from '../../base/ip.ts';
import { noteOf } from '../../network/schedule.ts';
import type { SegmentPurpose } from '../../network/task.ts';
import type { KindId } from '../kinds.ts';
import {
  citing,
  derivedField,
  distinct,
  found,
  judgeSaying,
  numberIn,
  type SituationOf,
  stationWith,
} from './checks.ts';
import type { FieldRule, Move, Scene } from './move.ts';
import { destinationPort, socketFacts, sourcePort } from './ports.ts';

type WrapSegment = SituationOf<'wrap-segment'>;

const FLAGS = ['SYN', 'SYN ACK', 'ACK', 'PSH ACK', 'FIN ACK', 'RST', 'RST ACK', 'FIN'];

const bitsOf = (flags: string): string =>
  flags
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter(bit => bit !== '')
    .sort()
    .join(' ');

const withoutPush = (flags: string): string => bitsOf(flags).replace(/ ?PSH/, '').trim();

const reader = (scene: Scene<WrapSegment>): string =>
  stationWith(scene, scene.situation.remote.address);

const flags: FieldRule<WrapSegment> = {
  path: 'tcp.flags',
  input: 'flags',
  check: (scene, given) => {
    const expected = String(scene.right.values['tcp.flags'] ?? '');
    const bits = bitsOf(String(given));
    if (bits === bitsOf(expected)) return null;
    // PSH asks the receiver to hurry and changes nothing else (RFC 9293 §3.9.1.2).
    if (withoutPush(bits) === withoutPush(expected)) {
      return found('segment/flags-unusual', expected, { remark: true });
    }
    return found('segment/flags-wrong', expected, { speaker: reader(scene) });
  },
  decoys: () => FLAGS,
};

const expectedNumber = (scene: Scene<WrapSegment>, path: string): number =>
  numberIn(scene.right.values, path) ?? 0;

const sequence = (number: number): number => number >>> 0;

const heard = (scene: Scene<WrapSegment>) => {
  const note = noteOf(scene.world, scene.task.id);
  return note?.type === 'segment' ? note.heard : null;
};

const BEGINNINGS: readonly string[] = ['open', 'accept'];

const sequenceNumber: FieldRule<WrapSegment> = {
  path: 'tcp.sequenceNumber',
  input: 'number',
  bits: 32,
  check: (scene, given) => {
    const expected = expectedNumber(scene, 'tcp.sequenceNumber');
    // Whoever opens a connection chooses its first number (RFC 9293 §3.4.1).
    if (BEGINNINGS.includes(scene.situation.purpose)) return null;
    return given === expected
      ? null
      : found('segment/sequence-wrong', expected, { speaker: reader(scene) });
  },
  decoys: scene => {
    const expected = expectedNumber(scene, 'tcp.sequenceNumber');
    return distinct([
      sequence(expected + 1),
      expectedNumber(scene, 'tcp.acknowledgmentNumber'),
      sequence(expected + scene.task.unit.length),
      sequence(expected - 1),
      0,
    ]);
  },
};

const acknowledgmentNumber: FieldRule<WrapSegment> = {
  path: 'tcp.acknowledgmentNumber',
  input: 'number',
  bits: 32,
  check: (scene, given) => {
    const expected = expectedNumber(scene, 'tcp.acknowledgmentNumber');
    // Without ACK nobody reads the field (RFC 9293 §3.1).
    const isRead = String(scene.right.values['tcp.flags']).includes('ACK');
    if (!isRead || given === expected) return null;
    const isReceived = given === heard(scene)?.sequenceNumber || given === sequence(expected - 1);
    return found(
      isReceived ? 'segment/acknowledgment-is-last-byte' : 'segment/acknowledgment-wrong',
      expected,
      { speaker: reader(scene) },
    );
  },
  decoys: scene => {
    const expected = expectedNumber(scene, 'tcp.acknowledgmentNumber');
    return distinct([
      heard(scene)?.sequenceNumber,
      sequence(expected - 1),
      sequence(expected + 1),
      expectedNumber(scene, 'tcp.sequenceNumber'),
      0,
    ]);
  },
};

const window: FieldRule<WrapSegment> = {
  path: 'tcp.window',
  input: 'number',
  // A receiver may offer what it likes; none at all stops the other end (RFC 9293 §3.8.6).
  check: (scene, given) => {
    const isUnusual = given === 0 && scene.right.values['tcp.window'] !== 0;
    return isUnusual ? found('segment/window-unusual', undefined, { remark: true }) : null;
  },
};

const KINDS: Readonly<Record<SegmentPurpose, { kind: KindId; focus: string }>> = {
  open: { kind: 'segment/open', focus: 'tcp.destinationPort' },
  accept: { kind: 'segment/accept', focus: 'tcp.flags' },
  acknowledge: { kind: 'segment/acknowledge', focus: 'tcp.acknowledgmentNumber' },
  data: { kind: 'segment/data', focus: 'tcp.destinationPort' },
  close: { kind: 'segment/close', focus: 'tcp.flags' },
  reset: { kind: 'segment/reset', focus: 'tcp.flags' },
  retransmit: { kind: 'segment/again', focus: 'tcp.sequenceNumber' },
};

/** The transport layer writes the next segment of a connection, RFC 9293 §3.1. */
export const wrapSegment: Move<WrapSegment> = {
  direction: 'down',
  protocol: 'tcp',
  fields: [
    sourcePort('tcp'),
    destinationPort('tcp'),
    sequenceNumber,
    acknowledgmentNumber,
    derivedField('tcp.dataOffset', 'segment/offset-wrong', 4),
    flags,
    window,
    citing('RFC 9293 §3.1', derivedField('tcp.checksum', 'transport/bad-checksum-written')),
  ],
  opens: [
    'tcp.sourcePort',
    'tcp.destinationPort',
    'tcp.sequenceNumber',
    'tcp.acknowledgmentNumber',
    'tcp.flags',
  ],
  offers: [{ action: 'send', choices: [] }],
  focus: scene => KINDS[scene.situation.purpose].focus,
  kindOf: scene => KINDS[scene.situation.purpose].kind,
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({
    ...socketFacts(scene),
    remote: formatIp(scene.situation.remote.address),
    purpose: scene.situation.purpose,
  }),
  isNew: scene => {
    if (scene.situation.purpose === 'reset') return 'reset';
    return scene.situation.purpose === 'open' ? 'new-port' : null;
  },
};
