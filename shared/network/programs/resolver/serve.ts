import type { DnsMessage } from '../../../protocols/dns-message.ts';
import { type Asker, hasOtherEdns, readQuery } from '../dns-service.ts';
import { CLASS_IN, QUESTION_TYPES } from '../zone.ts';
import { answerClient } from './answer.ts';
import { remembered } from './cache.ts';
import type { Desk, Waiter } from './desk.ts';
import { resolveFor } from './lookup.ts';

const RCODES = { noError: 0, formatError: 1, notImplemented: 4, refused: 5 } as const;

/** Types from here on are questions or messages about messages, no records, RFC 6895 §3.1. */
const FIRST_META_TYPE = 128;
const LAST_META_TYPE = 255;
const OPT = 41;

const isMeta = (type: number): boolean =>
  type === OPT ||
  type === 0 ||
  (type >= FIRST_META_TYPE && type <= LAST_META_TYPE && type !== QUESTION_TYPES.ANY);

/** Why nobody will be asked on account of this query, or undefined when it is to be resolved. */
const refusal = (query: DnsMessage): number | undefined => {
  const [question] = query.questions;
  if (hasOtherEdns(query)) return RCODES.noError;
  if (query.opcode !== 0) return RCODES.notImplemented;
  if (question === undefined || query.questions.length > 1) return RCODES.formatError;
  if (question.class !== CLASS_IN) return RCODES.refused;
  return isMeta(question.type) ? RCODES.notImplemented : undefined;
};

/** Whoever does not want recursion gets what is remembered or nothing, RFC 1034 §4.3.1. */
const answerFromMemory = (desk: Desk, client: Waiter & { readonly kind: 'client' }): void => {
  const { name = '', type = 0 } = client.query.questions[0] ?? {};
  const known = remembered(desk.cache, name, type, desk.facts.nowMicros);
  if (known === undefined) {
    answerClient(desk, client, { rcode: RCODES.refused, answers: [], soa: null });
  } else if (known.kind === 'denial') {
    answerClient(desk, client, { rcode: known.rcode, answers: [], soa: known.soa });
  } else answerClient(desk, client, { rcode: 0, answers: known.records, soa: null });
};

/** Takes a message from a client. */
export const serve = (desk: Desk, asker: Asker, bytes: Uint8Array): void => {
  const read = readQuery(bytes);
  if (read === undefined) return;
  const query = 'refusal' in read ? read.refusal : read.query;
  const rcode = 'refusal' in read ? RCODES.formatError : refusal(query);
  const client = { kind: 'client', asker, query } as const;
  const [question] = query.questions;
  if (rcode !== undefined || question === undefined) {
    answerClient(desk, client, { rcode: rcode ?? RCODES.formatError, answers: [], soa: null });
  } else if (query.rd === 0) answerFromMemory(desk, client);
  else resolveFor(desk, { name: question.name, type: question.type }, client);
};
