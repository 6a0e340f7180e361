import type { DnsMessage } from '../../protocols/dns-message.ts';
import type { ZoneRecord } from '../topology.ts';
import {
  type Asker,
  fitted,
  hasOtherEdns,
  LISTENING,
  readQuery,
  receive,
  type Streams,
  sendBack,
} from './dns-service.ts';
import { answerQuery, emptyReply } from './name-server.ts';
import type { Program, ProgramEffect } from './program.ts';

const NO_ERROR = 0;

/** What a server with those `records` says to a question. BADVERS has nothing in the header's own four bits, RFC 6891
 *  §6.1.3. */
export const replyTo = (records: readonly ZoneRecord[], query: DnsMessage): DnsMessage =>
  hasOtherEdns(query) ? emptyReply(query, NO_ERROR) : answerQuery(records, query);

const replyEffects = (
  records: readonly ZoneRecord[],
  asker: Asker,
  bytes: Uint8Array,
): readonly ProgramEffect[] => {
  const read = readQuery(bytes);
  if (read === undefined) return [];
  if ('refusal' in read) return [sendBack(asker, fitted(read.refusal, read.refusal, asker))];
  const reply = replyTo(records, read.query);
  return [sendBack(asker, fitted(reply, read.query, asker))];
};

/** An authoritative name server for the zones in `records`, on port 53 of UDP and TCP: see `answerQuery`. */
export const nameServer = (records: readonly ZoneRecord[]): Program<Streams> => ({
  start: () => ({ state: new Map(), effects: LISTENING }),
  step: (streams, event) => {
    const received = receive(streams, event);
    const replies = received.messages.flatMap(({ asker, bytes }) =>
      replyEffects(records, asker, bytes),
    );
    return { state: received.streams, effects: [...received.effects, ...replies] };
  },
});
