import { concat } from '../../../base/bytes.ts';
import { tlsHandshake } from '../../../protocols/tls/handshake.ts';
import { nextSecret } from '../../../protocols/tls/key-schedule.ts';
import { openRecord, protectionFrom } from '../../../protocols/tls/record-protection.ts';
import {
  ALERT,
  CONTENT,
  giveUp,
  type HandshakeMessage,
  learn,
  type Role,
  sendContent,
  type Turn,
} from './connection.ts';

const RECORD_HEADER = 5;
const MOST_RECORD = 2 ** 14 + 256;
const MESSAGE_HEADER = 4;
/** More than any certificate chain takes; a longer message is refused before it fills the memory. */
const MOST_MESSAGE = 2 ** 17;
const NEW_SESSION_TICKET = 4;

/** Handshake messages that may still come when all is set up, RFC 8446 §4.6. */
const takeLateMessage = (turn: Turn, { type, body }: HandshakeMessage): void => {
  if (type === NEW_SESSION_TICKET) return;
  const { reading, writing } = turn.connection;
  if (body.is !== 'keyUpdate' || reading === undefined || writing === undefined) {
    giveUp(turn, ALERT.unexpectedMessage);
    return;
  }
  learn(turn, { reading: protectionFrom(nextSecret(reading.secret)) });
  if (body.value === 0) return;
  sendContent(
    turn,
    CONTENT.handshake,
    tlsHandshake.encode({ body: { is: 'keyUpdate', value: 0 } }),
  );
  learn(turn, { writing: protectionFrom(nextSecret(writing.secret)) });
};

const takeMessage = (turn: Turn, role: Role, raw: Uint8Array): void => {
  const read = tlsHandshake.decode(raw);
  if (!read.ok) {
    giveUp(turn, ALERT.decodeError);
    return;
  }
  const { phase } = turn.connection;
  const handler = phase === 'CONNECTED' ? takeLateMessage : role.handlers[phase];
  if (handler === undefined) giveUp(turn, ALERT.unexpectedMessage);
  else handler(turn, read.value.header, raw);
};

const takeHandshake = (turn: Turn, role: Role, content: Uint8Array): void => {
  let rest = concat(turn.connection.fragment, content);
  while (rest.length >= MESSAGE_HEADER && turn.connection.phase !== 'CLOSED') {
    const [, high = 0, middle = 0, low = 0] = rest;
    const length = MESSAGE_HEADER + high * 65536 + middle * 256 + low;
    if (length > MOST_MESSAGE) {
      giveUp(turn, ALERT.illegalParameter);
      return;
    }
    if (rest.length < length) break;
    takeMessage(turn, role, rest.slice(0, length));
    rest = rest.slice(length);
  }
  learn(turn, { fragment: rest });
};

const takeAlert = (turn: Turn, [, description]: Uint8Array): void => {
  if (description === ALERT.closeNotify) {
    turn.closed = true;
    return;
  }
  learn(turn, { phase: 'CLOSED' });
  turn.alert = description ?? ALERT.decodeError;
};

const takeContent = (turn: Turn, role: Role, type: number, content: Uint8Array): void => {
  if (type === CONTENT.handshake) takeHandshake(turn, role, content);
  else if (type === CONTENT.alert) takeAlert(turn, content);
  else if (type === CONTENT.application && turn.connection.phase === 'CONNECTED') {
    turn.received.push(content);
  } else giveUp(turn, ALERT.unexpectedMessage);
};

const takeRecord = (turn: Turn, role: Role, record: Uint8Array): void => {
  const [type = 0] = record;
  const { reading, phase } = turn.connection;
  // Means nothing and is dropped unread, RFC 8446 §5.
  if (type === CONTENT.changeCipherSpec && phase !== 'CONNECTED') return;
  if (reading === undefined || type === CONTENT.alert) {
    if (type === CONTENT.application) giveUp(turn, ALERT.unexpectedMessage);
    else takeContent(turn, role, type, record.subarray(RECORD_HEADER));
    return;
  }
  if (type !== CONTENT.application) {
    giveUp(turn, ALERT.unexpectedMessage);
    return;
  }
  const opened = openRecord(reading, record);
  if (opened === undefined) {
    giveUp(turn, ALERT.badRecordMac);
    return;
  }
  learn(turn, { reading: opened.protection });
  takeContent(turn, role, opened.type, opened.content);
};

/** Takes bytes of the stream in any pieces: whole records are taken apart, the rest is kept. */
export const takeBytes = (turn: Turn, role: Role, bytes: Uint8Array): void => {
  let rest = concat(turn.connection.unread, bytes);
  while (rest.length >= RECORD_HEADER && turn.connection.phase !== 'CLOSED') {
    const length = (rest[3] ?? 0) * 256 + (rest[4] ?? 0);
    if (length > MOST_RECORD) {
      giveUp(turn, ALERT.recordOverflow);
      break;
    }
    if (rest.length < RECORD_HEADER + length) break;
    takeRecord(turn, role, rest.slice(0, RECORD_HEADER + length));
    rest = rest.slice(RECORD_HEADER + length);
  }
  learn(turn, { unread: rest });
};
