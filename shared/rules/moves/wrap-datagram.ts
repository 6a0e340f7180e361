import { formatIpv4 } from '../../base/address.ts';
import { derivedField, judgeSaying, type SituationOf } from './checks.ts';
import type { Move, Scene } from './move.ts';
import { destinationPort, socketFacts, sourcePort } from './ports.ts';

type WrapDatagram = SituationOf<'wrap-datagram'>;

/** An answer leaves through a socket that listens; a question through one of its own. */
const isReply = (scene: Scene<WrapDatagram>): boolean =>
  scene.node.sockets.some(({ id, remote }) => id === scene.situation.socket && remote === null);

/** The transport layer puts a message into a datagram, RFC 768. */
export const wrapDatagram: Move<WrapDatagram> = {
  direction: 'down',
  protocol: 'udp',
  fields: [
    sourcePort('udp'),
    destinationPort('udp'),
    derivedField('udp.length', 'datagram/length-wrong'),
    derivedField('udp.checksum', 'transport/bad-checksum-written'),
  ],
  opens: ['udp.sourcePort', 'udp.destinationPort', 'udp.length'],
  offers: [{ action: 'send', choices: [] }],
  focus: () => 'udp.destinationPort',
  kindOf: scene => (isReply(scene) ? 'datagram/wrap-reply' : 'datagram/wrap-query'),
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({ ...socketFacts(scene), remote: formatIpv4(scene.situation.remote.address) }),
  isNew: () => null,
};
