import { formatEnd, formatIp } from '../../base/ip.ts';
import { readSegment } from '../../network/segments.ts';
import { hasFlag, sequenceLength } from '../../network/tcp/segment.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';
import {
  cited,
  found,
  judgeSaying,
  type Sections,
  type SituationOf,
  type WrongActions,
} from './checks.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';

type Unwrap = SituationOf<'unwrap-datagram' | 'unwrap-segment'>;
type UnwrapSegment = SituationOf<'unwrap-segment'>;

const carrierOf = (scene: Scene<Unwrap>): 'udp' | 'tcp' =>
  scene.situation.type === 'unwrap-datagram' ? 'udp' : 'tcp';

/** Sections by transport, where the code's own is the other one's. */
const SECTIONS: Readonly<Record<'udp' | 'tcp', Sections>> = {
  udp: {
    'port/wrong-socket': 'RFC 768, Fields',
    'port/open-refused': 'RFC 1122 §4.1.3.1',
    'transport/wrong-answer': 'RFC 1122 §4.1.3.1',
  },
  tcp: {
    'port/closed-delivered': 'RFC 9293 §3.10.7.1',
    'port/closed-silent': 'RFC 9293 §3.10.7.1',
    'transport/took-damaged': 'RFC 9293 §3.1',
    'transport/wrong-reason': 'RFC 9293 §3.1',
  },
};

const socket: FieldRule<Unwrap> = {
  path: 'socket',
  input: 'choice',
  action: 'deliver',
  check: (scene, given) => {
    const expected = scene.right.values.socket;
    if (given === expected) return null;
    const carrier = carrierOf(scene);
    const shows = `${carrier}.destinationPort`;
    return cited(found('port/wrong-socket', expected, { shows }), SECTIONS[carrier]);
  },
  decoys: scene => scene.node.sockets.map(({ id }) => id),
  show: (scene, value) => {
    const row = scene.node.sockets.find(({ id }) => id === value);
    if (row === undefined) return String(value);
    const { local, remote } = row;
    const peer = remote === null ? '' : ` with ${formatEnd(remote.address, remote.port)}`;
    return `${row.protocol.toUpperCase()} ${local.port ?? '?'}${peer}`;
  },
  note: (scene, value) => {
    const row = scene.node.sockets.find(({ id }) => id === value);
    return row === undefined ? '' : `${row.process} (${row.pid})`;
  },
};

/** Findings for each action that is not right, by what would be. */
const wrongActions = (scene: Scene<Unwrap>): WrongActions => {
  if (scene.right.action === 'deliver') {
    const isAck = 'segment/new-as-old';
    return {
      answer: carrierOf(scene) === 'tcp' ? isAck : 'port/open-refused',
      drop: 'port/open-refused',
    };
  }
  if (scene.right.action === 'drop') {
    const code = isDamaged(scene) ? 'transport/took-damaged' : 'port/closed-delivered';
    return { deliver: code, answer: isDamaged(scene) ? code : 'transport/wrong-answer' };
  }
  return scene.right.values.answer === 'ack'
    ? { deliver: 'segment/old-delivered', drop: 'segment/old-unanswered' }
    : { deliver: 'port/closed-delivered', drop: 'port/closed-silent' };
};

const isDamaged = (scene: Scene<Unwrap>): boolean =>
  scene.right.values.reason === 'bad-transport-checksum';

const judgeUnwrap = (scene: Scene<Unwrap>, decision: Scene['right']): Found | null => {
  const isRefusal = decision.action === 'answer' && decision.values.answer !== 'ack';
  const wrong =
    scene.right.action === 'deliver' && isRefusal
      ? { answer: 'port/open-refused' as FindingCode }
      : wrongActions(scene);
  const saying =
    scene.right.action === 'drop' ? 'transport/wrong-reason' : 'transport/wrong-answer';
  const result = judgeSaying(scene, decision, wrong, saying);
  const field = isDamaged(scene) ? 'checksum' : 'destinationPort';
  const carrier = carrierOf(scene);
  return cited(
    result === null ? null : { ...result, shows: `${carrier}.${field}` },
    SECTIONS[carrier],
  );
};

const factsOf = (scene: Scene<Unwrap>): Readonly<Record<string, string>> => ({
  source: formatIp(scene.situation.source),
  ownAddress: formatIp(scene.situation.destination),
});

const SHARED = {
  direction: 'up',
  fields: [socket],
  opens: ['socket'],
  focus: () => 'socket',
  judgeAction: judgeUnwrap,
  facts: factsOf,
} as const;

const DROP = {
  action: 'drop',
  choices: ['bad-transport-checksum', 'no-such-port', 'already-received', 'malformed'],
} as const;

/** The transport layer finds the program for a datagram by its port, RFC 768, RFC 1122 §4.1.3.1. */
export const unwrapDatagram: Move<SituationOf<'unwrap-datagram'>> = {
  ...SHARED,
  protocol: 'udp',
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'answer', choices: ['port-unreachable', 'rst'] },
    DROP,
  ],
  kindOf: scene => {
    if (scene.right.action === 'deliver') return 'datagram/deliver';
    if (scene.right.action === 'answer') return 'datagram/closed-port';
    return isDamaged(scene) ? 'datagram/bad-sum' : 'datagram/unwanted';
  },
  isNew: scene => {
    if (scene.right.action === 'deliver') return null;
    return isDamaged(scene) ? 'bad-sum' : 'new-port';
  },
};

const deliveredKind = (scene: Scene<UnwrapSegment>): KindId => {
  const segment = readSegment(scene.task.unit, scene.situation)?.segment;
  if (segment === undefined) return 'segment/bad-sum';
  if (hasFlag(segment, 'RST')) return 'segment/deliver-reset';
  if (hasFlag(segment, 'SYN')) {
    return hasFlag(segment, 'ACK') ? 'segment/deliver-accept' : 'segment/deliver-open';
  }
  if (hasFlag(segment, 'FIN')) return 'segment/deliver-close';
  return sequenceLength(segment) > 0 ? 'segment/deliver-data' : 'segment/deliver-acknowledgment';
};

const segmentKind = (scene: Scene<UnwrapSegment>): KindId => {
  if (scene.right.action === 'deliver') return deliveredKind(scene);
  if (scene.right.action === 'drop') {
    return isDamaged(scene) ? 'segment/bad-sum' : 'segment/closed-port';
  }
  return scene.right.values.answer === 'ack' ? 'segment/already-received' : 'segment/closed-port';
};

/** The transport layer finds the connection of a segment by its four numbers, RFC 9293 §3.10.7. */
export const unwrapSegment: Move<UnwrapSegment> = {
  ...SHARED,
  protocol: 'tcp',
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'answer', choices: ['rst', 'ack', 'port-unreachable'] },
    DROP,
  ],
  kindOf: segmentKind,
  isNew: scene => {
    const kind = segmentKind(scene);
    if (kind === 'segment/bad-sum') return 'bad-sum';
    if (kind === 'segment/deliver-reset') return 'reset';
    return kind === 'segment/closed-port' ? 'new-port' : null;
  },
};
