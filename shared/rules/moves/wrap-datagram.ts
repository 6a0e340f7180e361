import { formatIp } from '../../base/ip.ts';
import { questionAt } from '../question.ts';
import { derivedField, distinct, judgeSaying, type SituationOf } from './checks.ts';
import type { FieldRule, Move, Scene } from './move.ts';
import { destinationPort, socketFacts, sourcePort } from './ports.ts';

type WrapDatagram = SituationOf<'wrap-datagram'>;

/** An answer leaves through a socket that listens; a question through one of its own. */
const isReply = (scene: Scene<WrapDatagram>): boolean =>
  scene.node.sockets.some(({ id, remote }) => id === scene.situation.socket && remote === null);

const HEADER_BYTES = 8;

const length: FieldRule<WrapDatagram> = {
  ...derivedField('udp.length', 'datagram/length-wrong'),
  decoys: ({ task }) => distinct([task.unit.length, HEADER_BYTES, task.unit.length + 20, 0, 17]),
};

/** What a question's sender has to think of: each message asks for one of the three. */
const QUESTIONS = [
  { kind: 'datagram/measure', focus: 'udp.length' },
  { kind: 'datagram/wrap-query', focus: 'udp.destinationPort' },
  { kind: 'datagram/choose-source', focus: 'udp.sourcePort' },
] as const;

const rowOf = (scene: Scene<WrapDatagram>) => {
  if (isReply(scene)) {
    return { kind: 'datagram/wrap-reply', focus: 'udp.destinationPort' } as const;
  }
  return QUESTIONS[questionAt(scene.world, scene.task, QUESTIONS.length)] ?? QUESTIONS[1];
};

/** The transport layer puts a message into a datagram, RFC 768. */
export const wrapDatagram: Move<WrapDatagram> = {
  direction: 'down',
  protocol: 'udp',
  fields: [
    sourcePort('udp'),
    destinationPort('udp'),
    length,
    derivedField('udp.checksum', 'transport/bad-checksum-written'),
  ],
  opens: ['udp.sourcePort', 'udp.destinationPort', 'udp.length'],
  offers: [{ action: 'send', choices: [] }],
  focus: scene => rowOf(scene).focus,
  kindOf: scene => rowOf(scene).kind,
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({ ...socketFacts(scene), remote: formatIp(scene.situation.remote.address) }),
  isNew: () => null,
};
