import { utf8 } from '../../../base/bytes.ts';
import { sshMessage } from '../../../protocols/ssh/message.ts';
import { type PacketKeys, packetOf } from '../../../protocols/ssh/packet-protection.ts';
import type { ProgramEffect, ProgramFacts } from '../program.ts';

export type Message = ReturnType<typeof sshMessage.generate>;
type MessageDraft = Parameters<typeof sshMessage.encode>[0];

/** What the transport layer knows of one connection, RFC 4253. */
export interface Transport {
  readonly phase: 'identification' | 'offer' | 'agreement' | 'new-keys' | 'open' | 'closed';
  /** Bytes of a line or packet that is not there in whole. */
  readonly unread: Uint8Array;
  /** Without its line ending. */
  readonly theirIdentification: Uint8Array;
  readonly ownOffer: Uint8Array;
  readonly theirOffer: Uint8Array;
  /** The next packet is a wrong guess and is not looked at, RFC 4253 §7. */
  readonly skips: boolean;
  /** The own half of the key agreement. */
  readonly share: Uint8Array;
  /** The hash of the key exchange, RFC 4253 §7.2. */
  readonly sessionId: Uint8Array;
  /** Why it is closed; '' until then. */
  readonly ending: string;
  readonly reading?: PacketKeys;
  readonly writing?: PacketKeys;
  /** Read with these as soon as the other side has taken the new keys. */
  readonly nextReading?: PacketKeys;
}

/** One connection as an event is worked through. `session` is what the layers above know. */
export interface Turn<Session> {
  transport: Transport;
  session: Session;
  readonly connection: number;
  readonly draw: ProgramFacts['draw'];
  /** The private host key; empty for a client. */
  readonly hostSecret: Uint8Array;
  readonly effects: ProgramEffect[];
}

/** One of the two sides: how it begins, and what it does above the transport layer. */
export interface Role<Session> {
  readonly side: 'client' | 'server';
  readonly begin: ProgramEffect;
  readonly session: Session;
  /** Whether a client takes this host key for that of the server. */
  readonly believes: (hostKey: Uint8Array) => boolean;
  /** From here on all is encrypted. */
  readonly opened: (turn: Turn<Session>) => void;
  readonly take: (turn: Turn<Session>, message: Message) => void;
  /** The connection is over, for this reason. */
  readonly ended: (turn: Turn<Session>, why: string) => void;
}

/** RFC 4253 §11.1. */
export const REASON = {
  protocolError: 2,
  keyExchangeFailed: 3,
  macError: 5,
  serviceNotAvailable: 7,
  hostKeyNotVerifiable: 9,
  byApplication: 11,
  noMoreMethods: 14,
} as const;

/** How these programs call themselves, RFC 4253 §4.2. */
export const IDENTIFICATION = utf8('SSH-2.0-AllHands_1');

const NOTHING = new Uint8Array(0);

/** A connection about which nothing is known. */
export const NEW_TRANSPORT: Transport = {
  phase: 'identification',
  unread: NOTHING,
  theirIdentification: NOTHING,
  ownOffer: NOTHING,
  theirOffer: NOTHING,
  skips: false,
  share: NOTHING,
  sessionId: NOTHING,
  ending: '',
};

/** `count` bytes of chance that belong to this event and purpose. */
export const drawnBytes = (
  draw: ProgramFacts['draw'],
  purpose: string,
  count: number,
): Uint8Array =>
  Uint8Array.from({ length: count }, (_, index) => Math.floor(draw('ssh', purpose, index) * 256));

/** Changes what the transport layer knows. */
export const learn = <Session>(turn: Turn<Session>, changes: Partial<Transport>) => {
  turn.transport = { ...turn.transport, ...changes };
};

/** Sends the payload of a message in a packet, sealed as soon as there are keys, RFC 4253 §6. */
export const sendPayload = <Session>(turn: Turn<Session>, payload: Uint8Array) => {
  const { connection, draw, effects, transport } = turn;
  const chance = (count: number): Uint8Array =>
    drawnBytes(draw, `padding ${effects.length}`, count);
  const { packet, keys } = packetOf(payload, chance, transport.writing);
  effects.push({ type: 'send', connection, bytes: packet });
  if (keys !== undefined) learn(turn, { writing: keys });
};

/** Sends a message, RFC 4253 §6. */
export const say = <Session>(turn: Turn<Session>, body: MessageDraft['body']): void =>
  sendPayload(turn, sshMessage.encode({ body }));

/** Hangs up for a reason, RFC 4253 §11.1. */
export const hangUp = <Session>(turn: Turn<Session>, reason: number, description: string) => {
  if (turn.transport.phase === 'closed') return;
  say(turn, { is: 'disconnect', value: { reason, description, language: '' } });
  turn.effects.push({ type: 'finish', connection: turn.connection });
  learn(turn, { phase: 'closed', unread: NOTHING, ending: description });
};
