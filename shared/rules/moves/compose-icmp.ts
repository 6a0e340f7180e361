import { formatIpv4 } from '../../base/address.ts';
import { ICMP_TYPES } from '../../protocols/iana.ts';
import {
  DESTINATION_UNREACHABLE,
  ECHO_REPLY,
  ECHO_REQUEST,
  TIME_EXCEEDED,
} from '../../protocols/icmp.ts';
import {
  derivedField,
  distinct,
  found,
  judgeSaying,
  type SituationOf,
  stationWith,
} from './checks.ts';
import type { FieldRule, Move, Scene } from './move.ts';

type ComposeIcmp = SituationOf<'compose-icmp'>;

const reader = (scene: Scene<ComposeIcmp>): string => stationWith(scene, scene.situation.to);

const type: FieldRule<ComposeIcmp> = {
  path: 'icmp.type',
  input: 'number',
  bits: 8,
  check: (scene, given) => {
    const expected = scene.situation.icmpType;
    return given === expected
      ? null
      : found('icmp/type-wrong', expected, { speaker: reader(scene) });
  },
  decoys: () => [ECHO_REQUEST, ECHO_REPLY, TIME_EXCEEDED, DESTINATION_UNREACHABLE, 5],
  note: (_scene, value) => ICMP_TYPES[Number(value)] ?? '',
};

const code: FieldRule<ComposeIcmp> = {
  path: 'icmp.code',
  input: 'number',
  bits: 8,
  check: (scene, given) => {
    const expected = scene.situation.icmpCode;
    return given === expected
      ? null
      : found('icmp/code-wrong', expected, { speaker: reader(scene) });
  },
  decoys: () => [0, 1, 3, 11],
};

/** A reply brings back what the question held; a question may choose freely. RFC 1122 §3.2.2.6. */
const returned = (path: string): FieldRule<ComposeIcmp> => ({
  path,
  input: 'number',
  check: (scene, given) => {
    const expected = scene.right.values[path];
    if (given === expected || scene.situation.icmpType !== ECHO_REPLY) return null;
    return found('icmp/identifier-changed', expected, { speaker: reader(scene) });
  },
  decoys: scene =>
    distinct([
      0,
      1,
      scene.right.values['icmp.identifier'],
      scene.right.values['icmp.sequenceNumber'],
    ]),
});

const KINDS = {
  [ECHO_REQUEST]: 'icmp/ask-echo',
  [ECHO_REPLY]: 'icmp/answer-echo',
  [TIME_EXCEEDED]: 'icmp/report-expired',
} as const satisfies Readonly<Record<number, string>>;

/** The network layer writes a message of its own: an echo, its answer, or news of a packet that failed. RFC 792. */
export const composeIcmp: Move<ComposeIcmp> = {
  direction: 'down',
  protocol: 'icmp',
  places: ({ task }) => ({ from: task.node, to: task.station }),
  fields: [
    type,
    code,
    derivedField('icmp.checksum', 'icmp/checksum-wrong'),
    returned('icmp.identifier'),
    returned('icmp.sequenceNumber'),
  ],
  opens: ['icmp.type', 'icmp.code'],
  offers: [{ action: 'send', choices: [] }],
  focus: () => 'icmp.type',
  kindOf: scene => {
    const kinds: Readonly<Record<number, (typeof KINDS)[keyof typeof KINDS]>> = KINDS;
    return kinds[scene.situation.icmpType] ?? 'icmp/report-unreachable';
  },
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({ destination: formatIpv4(scene.situation.to) }),
  isNew: scene =>
    scene.situation.icmpType === TIME_EXCEEDED ||
    scene.situation.icmpType === DESTINATION_UNREACHABLE
      ? 'new-protocol'
      : null,
};
