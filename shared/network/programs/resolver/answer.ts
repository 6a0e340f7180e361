import type { DnsMessage, ResourceRecord } from '../../../protocols/dns-message.ts';
import { fitted, sendBack } from '../dns-service.ts';
import { emptyReply } from '../name-server.ts';
import type { Desk, Waiter } from './desk.ts';

/** How a lookup ended: the records to say, aliases first, and the SOA record behind a denial. */
export interface Outcome {
  readonly rcode: number;
  readonly answers: readonly ResourceRecord[];
  readonly soa: ResourceRecord | null;
}

/** Answers a client: recursion is available here, authority is not, RFC 1034 §4.3.1. */
export const answerClient = (
  desk: Desk,
  { asker, query }: Waiter & { readonly kind: 'client' },
  { rcode, answers, soa }: Outcome,
): void => {
  const authorities = soa === null ? [] : [soa];
  const reply: DnsMessage = { ...emptyReply(query, rcode), ra: 1, answers, authorities };
  desk.effects.push(sendBack(asker, fitted(reply, query, asker)));
};
