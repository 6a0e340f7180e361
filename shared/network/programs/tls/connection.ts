import { concat, toHex } from '../../../base/bytes.ts';
import { tlsHandshake } from '../../../protocols/tls/handshake.ts';
import type { TrafficSecrets } from '../../../protocols/tls/key-schedule.ts';
import { tlsRecord } from '../../../protocols/tls/record.ts';
import { type Protection, sealContent } from '../../../protocols/tls/record-protection.ts';
import type { Certificate } from '../../../protocols/x509/certificate.ts';
import type { ProgramFacts } from '../program.ts';

/** Where a side stands, by the names of RFC 8446 §A. */
export type Phase =
  | 'START'
  | 'WAIT_SH'
  | 'WAIT_EE'
  | 'WAIT_CERT'
  | 'WAIT_CV'
  | 'WAIT_FINISHED'
  | 'CONNECTED'
  | 'CLOSED';

/** What one side knows of one connection. */
export interface TlsConnection {
  readonly phase: Phase;
  /** Bytes of a record that is not there in whole. */
  readonly unread: Uint8Array;
  /** Bytes of a handshake message that is not there in whole. */
  readonly fragment: Uint8Array;
  /** Every handshake message so far, RFC 8446 §4.4.1. */
  readonly transcript: Uint8Array;
  readonly clientRandom: Uint8Array;
  readonly sessionId: Uint8Array;
  /** The own half of the key agreement. */
  readonly share: Uint8Array;
  readonly base: Uint8Array;
  readonly handshake?: TrafficSecrets;
  readonly application?: TrafficSecrets;
  /** The checked certificate of the other side. */
  readonly certificate?: Certificate;
  readonly reading?: Protection;
  readonly writing?: Protection;
}

/** What comes of an event: the next state and what goes out, as it is put together. */
export interface Turn {
  connection: TlsConnection;
  readonly draw: ProgramFacts['draw'];
  readonly nowMicros: number;
  readonly send: Uint8Array[];
  readonly received: Uint8Array[];
  /** Lines of the NSS key log format. */
  readonly keyLog: string[];
  /** The handshake is done. */
  opened: boolean;
  /** The other side sends no more. */
  closed: boolean;
  /** The alert that ended it, sent or received. */
  alert: number | undefined;
}

export type HandshakeMessage = ReturnType<typeof tlsHandshake.generate>;
export type MessageDraft = Parameters<typeof tlsHandshake.encode>[0];

/** Takes one handshake message; `raw` are its bytes. */
export type Handler = (turn: Turn, message: HandshakeMessage, raw: Uint8Array) => void;

/** One of the two sides: how it begins, and what it does with a message in each phase. */
export interface Role {
  readonly begin: (turn: Turn) => void;
  readonly handlers: Readonly<Partial<Record<Phase, Handler>>>;
}

export const CONTENT = { changeCipherSpec: 20, alert: 21, handshake: 22, application: 23 } as const;

/** RFC 8446 §6. */
export const ALERT = {
  closeNotify: 0,
  unexpectedMessage: 10,
  badRecordMac: 20,
  recordOverflow: 22,
  handshakeFailure: 40,
  badCertificate: 42,
  certificateExpired: 45,
  illegalParameter: 47,
  unknownCa: 48,
  decodeError: 50,
  decryptError: 51,
  protocolVersion: 70,
  missingExtension: 109,
  noApplicationProtocol: 120,
} as const;

const NOTHING = new Uint8Array(0);
const WARNING = 1;
const FATAL = 2;

/** A connection about which nothing is known. */
export const NEW_CONNECTION: TlsConnection = {
  phase: 'START',
  unread: NOTHING,
  fragment: NOTHING,
  transcript: NOTHING,
  clientRandom: NOTHING,
  sessionId: NOTHING,
  share: NOTHING,
  base: NOTHING,
};

/** A turn in which nothing has happened. */
export const newTurn = (
  connection: TlsConnection,
  { draw, nowMicros }: Pick<ProgramFacts, 'draw' | 'nowMicros'>,
): Turn => ({
  connection,
  draw,
  nowMicros,
  send: [],
  received: [],
  keyLog: [],
  opened: false,
  closed: false,
  alert: undefined,
});

/** `count` bytes that belong to this event and purpose. */
export const drawnBytes = (
  draw: ProgramFacts['draw'],
  purpose: string,
  count: number,
): Uint8Array =>
  Uint8Array.from({ length: count }, (_, index) => Math.floor(draw('tls', purpose, index) * 256));

/** Changes what is known. */
export const learn = (turn: Turn, changes: Partial<TlsConnection>): void => {
  turn.connection = { ...turn.connection, ...changes };
};

/** Sends content in records, sealed as soon as there are keys, RFC 8446 §5. */
export const sendContent = (turn: Turn, type: number, content: Uint8Array): void => {
  const { writing, phase } = turn.connection;
  if (writing !== undefined) {
    const { records, protection } = sealContent(writing, type, content);
    turn.send.push(records);
    learn(turn, { writing: protection });
    return;
  }
  // The very first record says 1.0, or old middleboxes refuse it (RFC 8446 §5.1).
  const legacyVersion = phase === 'START' && type === CONTENT.handshake ? 0x0301 : 0x0303;
  const fragment = { is: 'sealed', value: content } as const;
  turn.send.push(tlsRecord.encode({ type, legacyVersion, fragment }));
};

/** Sends a record that means nothing, for the sake of old middleboxes, RFC 8446 §D.4. */
export const sendCompatibility = (turn: Turn): void => {
  const fragment = { is: 'changeCipherSpec', value: 1 } as const;
  turn.send.push(tlsRecord.encode({ fragment }));
};

/** Adds a message that came to the transcript. */
export const remember = (turn: Turn, raw: Uint8Array): void => {
  learn(turn, { transcript: concat(turn.connection.transcript, raw) });
};

/** Sends a handshake message and adds it to the transcript. */
export const sendMessage = (turn: Turn, message: MessageDraft): void => {
  const raw = tlsHandshake.encode(message);
  sendContent(turn, CONTENT.handshake, raw);
  remember(turn, raw);
};

/** Ends the connection for a reason, RFC 8446 §6.2. */
export const giveUp = (turn: Turn, alert: number): void => {
  sendContent(turn, CONTENT.alert, Uint8Array.of(FATAL, alert));
  learn(turn, { phase: 'CLOSED' });
  turn.alert = alert;
};

/** Says that nothing more is sent, RFC 8446 §6.1. */
export const sayGoodbye = (turn: Turn): void =>
  sendContent(turn, CONTENT.alert, Uint8Array.of(WARNING, ALERT.closeNotify));

/** A line for each direction, in the NSS key log format, by which Wireshark opens a capture. */
export const logSecrets = (turn: Turn, name: string, { client, server }: TrafficSecrets): void => {
  const random = toHex(turn.connection.clientRandom);
  turn.keyLog.push(
    `CLIENT_${name} ${random} ${toHex(client)}`,
    `SERVER_${name} ${random} ${toHex(server)}`,
  );
};

/** The value of the extension that is `name`, or undefined without it. */
export const extensionOf = <
  Data extends { readonly is: string; readonly value: unknown },
  Name extends Data['is'],
>(
  extensions: readonly { readonly data: Data }[] | undefined,
  name: Name,
): Extract<Data, { readonly is: Name }>['value'] | undefined =>
  extensions?.find(({ data }) => data.is === name)?.data.value as
    | Extract<Data, { readonly is: Name }>['value']
    | undefined;
