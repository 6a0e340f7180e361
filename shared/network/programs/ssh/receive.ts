import { concat } from '../../../base/bytes.ts';
import { sshMessage } from '../../../protocols/ssh/message.ts';
import { LENGTH_BYTES, payloadOf, TAG_BYTES } from '../../../protocols/ssh/packet-protection.ts';
import { numberAt } from '../../../protocols/structure/number.ts';
import { charactersOf } from '../../../protocols/text.ts';
import { hangUp, learn, type Message, REASON, type Role, type Turn } from './connection.ts';
import { answerHalf, checkAnswer, sendOffer, takeNewKeys, takeOffer } from './key-agreement.ts';

const LINE_FEED = 0x0a;
const MOST_LINE_BYTES = 255;
const MOST_PACKET_BYTES = 35_000;

/** Messages that may come at any time and need no answer, RFC 4253 §11.2 to §11.4 and RFC 8308 §2.4. */
const IDLE: ReadonlySet<Message['body']['is']> = new Set([
  'ignore',
  'debug',
  'unimplemented',
  'extInfo',
]);

/** The step of the key exchange that is next; anything else out of turn ends it, RFC 4253 §7.1. */
const agree = <Session>(
  turn: Turn<Session>,
  role: Role<Session>,
  { body }: Message,
  payload: Uint8Array,
) => {
  const { phase } = turn.transport;
  if (phase === 'offer' && body.is === 'kexInit') takeOffer(turn, role, body.value, payload);
  else if (phase === 'agreement' && body.is === 'ecdhInit' && role.side === 'server') {
    answerHalf(turn, body.value.clientKey);
  } else if (phase === 'agreement' && body.is === 'ecdhReply' && role.side === 'client') {
    checkAnswer(turn, role, body.value);
  } else if (phase === 'new-keys' && body.is === 'newKeys') takeNewKeys(turn, role);
  else hangUp(turn, REASON.protocolError, 'out of turn');
};

const takePayload = <Session>(turn: Turn<Session>, role: Role<Session>, payload: Uint8Array) => {
  if (turn.transport.skips) return learn(turn, { skips: false });
  const read = sshMessage.decode(payload);
  if (!read.ok) return hangUp(turn, REASON.protocolError, 'not a message');
  const { header } = read.value;
  const { body } = header;
  if (IDLE.has(body.is)) return;
  if (body.is === 'disconnect') {
    turn.effects.push({ type: 'finish', connection: turn.connection });
    learn(turn, { phase: 'closed', ending: body.value.description });
  } else if (turn.transport.phase === 'open') role.take(turn, header);
  else agree(turn, role, header, payload);
};

/** Takes one packet from the front of what has come; whether there was a whole one. */
const takePacket = <Session>(turn: Turn<Session>, role: Role<Session>): boolean => {
  const { unread, reading } = turn.transport;
  if (unread.length < LENGTH_BYTES) return false;
  const length = numberAt(unread, 0, LENGTH_BYTES, false);
  if (length > MOST_PACKET_BYTES) {
    hangUp(turn, REASON.protocolError, 'a packet too long');
    return false;
  }
  const end = LENGTH_BYTES + length + (reading === undefined ? 0 : TAG_BYTES);
  if (unread.length < end) return false;
  const opened = payloadOf(unread.subarray(0, end), reading);
  learn(turn, { unread: unread.slice(end) });
  if (opened === undefined) {
    hangUp(turn, REASON.macError, 'a packet that was changed');
    return false;
  }
  if (opened.keys !== undefined) learn(turn, { reading: opened.keys });
  takePayload(turn, role, opened.payload);
  return true;
};

/** Takes a line; those of a server before its identification are for people and are skipped, RFC 4253 §4.2. */
const takeLine = <Session>(turn: Turn<Session>): boolean => {
  const { unread } = turn.transport;
  const feed = unread.indexOf(LINE_FEED);
  if (feed === -1 ? unread.length > MOST_LINE_BYTES : feed > MOST_LINE_BYTES) {
    hangUp(turn, REASON.protocolError, 'no identification');
    return false;
  }
  if (feed === -1) return false;
  const line = charactersOf(unread, 0, feed).replace(/\r$/, '');
  learn(turn, { unread: unread.slice(feed + 1) });
  if (!line.startsWith('SSH-')) return true;
  if (!line.startsWith('SSH-2.0-') && !line.startsWith('SSH-1.99-')) {
    hangUp(turn, REASON.protocolError, 'another version');
    return false;
  }
  learn(turn, { phase: 'offer', theirIdentification: unread.slice(0, line.length) });
  sendOffer(turn);
  return true;
};

/** Takes bytes of the stream in any pieces: whole lines and packets are taken apart, the rest is kept. */
export const takeBytes = <Session>(turn: Turn<Session>, role: Role<Session>, bytes: Uint8Array) => {
  learn(turn, { unread: concat(turn.transport.unread, bytes) });
  let goesOn = true;
  while (goesOn && turn.transport.phase !== 'closed') {
    goesOn = turn.transport.phase === 'identification' ? takeLine(turn) : takePacket(turn, role);
  }
};
