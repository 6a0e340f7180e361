import { concat } from '../../base/bytes.ts';
import type { Result } from '../../base/result.ts';
import { RDP_PROTOCOLS } from '../../protocols/rdp/negotiation.ts';
import { rdpPacket } from '../../protocols/rdp/rdp.ts';
import type { Program, ProgramEffect, ProgramTurn } from './program.ts';

/** What an RDP server must know: its port, and the locks that it takes, as bits of MS-RDPBCGR §2.2.1.1.1. */
export interface RdpServerConfig {
  readonly port: number;
  readonly protocols: number;
}

/** Bytes of each connection that has not been answered yet. */
export type RdpServerState = ReadonlyMap<number, Uint8Array>;

type Packet =
  ReturnType<typeof rdpPacket.decode> extends Result<infer Value, unknown>
    ? Value extends { readonly header: infer Header }
      ? Header
      : never
    : never;

const TPKT_VERSION = 3;
const MOST_UNREAD = 2048;
const OUR_REFERENCE = 0x1234;
const TLS_REQUIRED = 1;
const TLS_NOT_ALLOWED = 2;
const CREDSSP_REQUIRED = 5;
const STRONGEST_FIRST = [RDP_PROTOCOLS.credssp, RDP_PROTOCOLS.tls];

const failureFor = (accepted: number): number => {
  if (accepted === 0) return TLS_NOT_ALLOWED;
  return (accepted & RDP_PROTOCOLS.tls) === 0 ? CREDSSP_REQUIRED : TLS_REQUIRED;
};

const answerTo = (offered: number | undefined, accepted: number) => {
  const selected = STRONGEST_FIRST.find(bit => ((offered ?? 0) & accepted & bit) !== 0);
  if (selected !== undefined) return { is: 'selectedProtocol', value: selected } as const;
  const plain = (offered ?? 0) === 0 && accepted === 0;
  if (plain) return { is: 'selectedProtocol', value: RDP_PROTOCOLS.rdp } as const;
  return { is: 'failureCode', value: failureFor(accepted) } as const;
};

const offeredIn = ({ packet }: Packet): { offered: number | undefined; from: number } | null => {
  const { body } = packet.tpdu;
  if (body.is !== 'connectionRequest') return null;
  const parts = body.value.negotiation.map(part => part.body);
  const offer = parts.find(part => part.is === 'requestedProtocols');
  const offered = offer?.is === 'requestedProtocols' ? offer.value : undefined;
  return { offered, from: body.value.sourceReference };
};

/** The connection confirm; a client that negotiates nothing and is let in gets none of it, MS-RDPBCGR §2.2.1.2. */
const confirm = (offered: number | undefined, from: number, accepted: number): Uint8Array => {
  const isOld = offered === undefined && accepted === 0;
  const negotiation = isOld ? [] : [{ body: answerTo(offered, accepted) }];
  const value = { destinationReference: from, sourceReference: OUR_REFERENCE, negotiation };
  return rdpPacket.encode({ packet: { tpdu: { body: { is: 'connectionConfirm', value } } } });
};

const waitsForMore = (bytes: Uint8Array, needed: number | undefined): boolean =>
  needed !== undefined && bytes[0] === TPKT_VERSION && bytes.length <= MOST_UNREAD;

/** What to send for the bytes so far; null while the request is not whole. */
const replyTo = (bytes: Uint8Array, accepted: number): Uint8Array | null => {
  const read = rdpPacket.decode(bytes);
  if (!read.ok) return waitsForMore(bytes, read.error.needed) ? null : new Uint8Array(0);
  const request = offeredIn(read.value.header);
  if (request === null) return new Uint8Array(0);
  return confirm(request.offered, request.from, accepted);
};

const listen = (
  config: RdpServerConfig,
  state: RdpServerState,
  connection: number,
  bytes: Uint8Array,
): ProgramTurn<RdpServerState> => {
  const next = new Map(state);
  const reply = replyTo(bytes, config.protocols);
  if (reply === null) return { state: next.set(connection, bytes), effects: [] };
  next.delete(connection);
  const send: ProgramEffect[] =
    reply.length > 0 ? [{ type: 'send', connection, bytes: reply }] : [];
  return { state: next, effects: [...send, { type: 'finish', connection }] };
};

const without = (state: RdpServerState, connection: number): RdpServerState =>
  new Map([...state].filter(([other]) => other !== connection));

/** An RDP server up to the agreement on a lock, MS-RDPBCGR §1.3.1.1; then it hangs up, as it has no screen to show. */
export const rdpServerProgram = (config: RdpServerConfig): Program<RdpServerState> => ({
  start: () => ({
    state: new Map(),
    effects: [{ type: 'listen', protocol: 'tcp', port: config.port }],
  }),
  step: (state, event) => {
    if (!('connection' in event)) return { state, effects: [] };
    const { connection } = event;
    const before = state.get(connection);
    if (event.type === 'connected') {
      return { state: new Map(state).set(connection, new Uint8Array(0)), effects: [] };
    }
    if (before === undefined) return { state, effects: [] };
    if (event.type === 'received') {
      return listen(config, state, connection, concat(before, event.bytes));
    }
    return {
      state: without(state, connection),
      effects: event.type === 'finished' ? [{ type: 'finish', connection }] : [],
    };
  },
});
