import type { DnsMessage } from '../../../protocols/dns-message.ts';
import { DNS_PORT } from '../dns-service.ts';
import type { Peer } from '../program.ts';
import { CLASS_IN, sameName } from '../zone.ts';
import type { OpenQuery } from './desk.ts';

/** What shows that a message is not the answer to a query. 'case': the letters did not come back as they were sent. */
export type Mismatch = 'response' | 'server' | 'port' | 'identifier' | 'question' | 'case';

/** Where a datagram came from and at which of our ports it arrived. */
export interface Arrival {
  readonly peer: Peer;
  readonly port: number;
}

type Asked = Pick<OpenQuery, 'server' | 'port' | 'identifier' | 'name' | 'type'>;

/** Why header and question do not answer what was asked, or null if they do. */
export const contentMismatch = (
  { identifier, name, type }: Asked,
  { id, qr, questions }: Pick<DnsMessage, 'id' | 'qr' | 'questions'>,
): Mismatch | null => {
  if (qr !== 1) return 'response';
  if (id !== identifier) return 'identifier';
  const [question] = questions;
  const isOurs =
    question !== undefined &&
    questions.length === 1 &&
    question.type === type &&
    question.class === CLASS_IN &&
    sameName(question.name, name);
  if (!isOurs) return 'question';
  return question.name === name ? null : 'case';
};

/** Why a datagram came from or to a place that the query has nothing to do with, or null. */
export const placeMismatch = (asked: Asked, { peer, port }: Arrival): Mismatch | null => {
  if (peer.address !== asked.server || peer.port !== DNS_PORT) return 'server';
  return port === asked.port ? null : 'port';
};
