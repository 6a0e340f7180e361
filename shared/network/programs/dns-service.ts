import { concat } from '../../base/bytes.ts';
import { dns } from '../../protocols/dns.ts';
import { ednsOf, OPT_TYPE, optRecord } from '../../protocols/dns-edns.ts';
import type { DnsMessage } from '../../protocols/dns-message.ts';
import { messagesIn, streamed } from '../../protocols/dns-stream.ts';
import { emptyReply } from './name-server.ts';
import type { Peer, ProgramEffect, ProgramEvent } from './program.ts';

export const DNS_PORT = 53;

/** Longest answer in one datagram: with its headers it passes any link of IPv6 whole, 1280 bytes (RFC 8200 §5). */
export const UDP_SIZE_BYTES = 1232;
const PLAIN_UDP_BYTES = 512;
const STREAM_BYTES = 0xffff;

const FORMAT_ERROR = 1;
/** The upper bits of BADVERS, 16: EDNS of another version, RFC 6891 §6.1.3. */
const BAD_VERSION = 1;

/** Streams served at once; the one that has been open longest goes first. */
const MOST_STREAMS = 50;

/** Whoever has asked, and how the answer gets back. */
export type Asker =
  | { readonly by: 'datagram'; readonly peer: Peer }
  | { readonly by: 'stream'; readonly connection: number };

/** Whether both are the same place to answer to. */
export const isSameAsker = (a: Asker, b: Asker): boolean => {
  if (a.by === 'stream') return b.by === 'stream' && a.connection === b.connection;
  const isSamePlace = (peer: Peer): boolean =>
    peer.address === a.peer.address && peer.port === a.peer.port;
  return b.by === 'datagram' && isSamePlace(b.peer);
};

/** Bytes that have come over each stream and are no whole message yet, the oldest stream first. */
export type Streams = ReadonlyMap<number, Uint8Array>;

/** What an event brought: messages and who sent them, and what to do on account of the streams. */
export interface Received {
  readonly streams: Streams;
  readonly messages: readonly { readonly asker: Asker; readonly bytes: Uint8Array }[];
  readonly effects: readonly ProgramEffect[];
}

/** What a server of DNS listens on, RFC 7766 §5. */
export const LISTENING: readonly ProgramEffect[] = [
  { type: 'listen', protocol: 'udp', port: DNS_PORT },
  { type: 'listen', protocol: 'tcp', port: DNS_PORT },
];

const opened = (streams: Streams, connection: number): Received => {
  const all = new Map(streams).set(connection, new Uint8Array(0));
  const [oldest] = all.keys();
  if (all.size <= MOST_STREAMS || oldest === undefined) {
    return { streams: all, messages: [], effects: [] };
  }
  all.delete(oldest);
  return { streams: all, messages: [], effects: [{ type: 'finish', connection: oldest }] };
};

const closed = (streams: Streams, connection: number): Streams => {
  const others = new Map(streams);
  others.delete(connection);
  return others;
};

const heard = (streams: Streams, connection: number, bytes: Uint8Array): Received => {
  const waiting = streams.get(connection);
  if (waiting === undefined) return { streams, messages: [], effects: [] };
  const { messages, rest } = messagesIn(concat(waiting, bytes));
  const asker: Asker = { by: 'stream', connection };
  return {
    streams: new Map(streams).set(connection, rest),
    messages: messages.map(message => ({ asker, bytes: message })),
    effects: [],
  };
};

/** Messages for a server in `event`, by datagram to port 53 or over a stream, RFC 7766 §6. */
export const receive = (streams: Streams, event: ProgramEvent): Received => {
  const nothing = { streams, messages: [], effects: [] };
  switch (event.type) {
    case 'datagram': {
      if (event.port !== DNS_PORT) return nothing;
      const asker: Asker = { by: 'datagram', peer: event.peer };
      return { ...nothing, messages: [{ asker, bytes: event.bytes }] };
    }
    case 'connected':
      return opened(streams, event.connection);
    case 'received':
      return heard(streams, event.connection, event.bytes);
    case 'finished': {
      if (!streams.has(event.connection)) return nothing;
      const effects: ProgramEffect[] = [{ type: 'finish', connection: event.connection }];
      return { streams: closed(streams, event.connection), messages: [], effects };
    }
    case 'broken':
      return { ...nothing, streams: closed(streams, event.connection) };
    case 'timer':
      return nothing;
  }
};

/** Sends `bytes` back to whoever asked. */
export const sendBack = (asker: Asker, bytes: Uint8Array): ProgramEffect =>
  asker.by === 'stream'
    ? { type: 'send', connection: asker.connection, bytes: streamed(bytes) }
    : { type: 'send-datagram', port: DNS_PORT, peer: asker.peer, bytes };

/** A question as a server takes it, or the reply to what cannot be read; nothing is said to a response. */
export const readQuery = (
  bytes: Uint8Array,
): { readonly query: DnsMessage } | { readonly refusal: DnsMessage } | undefined => {
  if (bytes.length < 12 || dns.view(bytes, 0).qr === 1) return undefined;
  const decoded = dns.decode(bytes);
  if (decoded.ok) return { query: decoded.value.header };
  const { id, opcode, rd } = dns.view(bytes, 0);
  return { refusal: emptyReply({ id, opcode, rd, questions: [] }, FORMAT_ERROR) };
};

/** Whether the question speaks an EDNS that nobody here knows, RFC 6891 §6.1.3. */
export const hasOtherEdns = (query: DnsMessage): boolean => (ednsOf(query)?.version ?? 0) > 0;

const roomFor = (query: DnsMessage, asker: Asker): number => {
  if (asker.by === 'stream') return STREAM_BYTES;
  return Math.min(ednsOf(query)?.udpSizeBytes ?? PLAIN_UDP_BYTES, UDP_SIZE_BYTES);
};

/** The reply with an OPT record if the question had one, RFC 6891 §7. */
const withEdns = (reply: DnsMessage, query: DnsMessage): DnsMessage => {
  if (ednsOf(query) === undefined) return reply;
  const extendedRcode = hasOtherEdns(query) ? BAD_VERSION : 0;
  const own = optRecord({ udpSizeBytes: UDP_SIZE_BYTES, extendedRcode });
  return { ...reply, additionals: [...reply.additionals, own] };
};

const onlyEdns = ({ additionals }: DnsMessage): DnsMessage['additionals'] =>
  additionals.filter(({ type }) => type === OPT_TYPE);

/**
 * The bytes of `reply` for whoever asked `query`. What is too long for a datagram first goes without its additional
 * records, unless it is a referral, which is no use without them (RFC 9471 §3.1); else it is empty and says so by TC (RFC
 * 2181 §9).
 */
export const fitted = (reply: DnsMessage, query: DnsMessage, asker: Asker): Uint8Array => {
  const room = roomFor(query, asker);
  const whole = withEdns(reply, query);
  const bytes = dns.encode(whole);
  if (bytes.length <= room) return bytes;
  const isReferral = reply.answers.length === 0 && reply.rcode === 0;
  const shorter = dns.encode({ ...whole, additionals: onlyEdns(whole) });
  if (!isReferral && shorter.length <= room) return shorter;
  const additionals = onlyEdns(whole);
  return dns.encode({ ...whole, tc: 1, answers: [], authorities: [], additionals });
};
