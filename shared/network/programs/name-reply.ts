import type { DnsMessage, ResourceRecord } from '../../protocols/dns-message.ts';
import { numberAt, textAt, type Values } from '../values.ts';
import { emptyReply } from './name-server.ts';
import { recordsOfLines } from './zone-line.ts';

/** The TTL that counts: of the answer, else of what stands in the authority section. */
export const ttlOf = ({
  answers,
  authorities,
}: Pick<DnsMessage, 'answers' | 'authorities'>): number => (answers[0] ?? authorities[0])?.ttl ?? 0;

const lasting = (records: readonly ResourceRecord[], ttl: number): readonly ResourceRecord[] =>
  records.map(record => ({ ...record, ttl }));

/** A name server's reply to `query` as the values of a decision say it: 'dns.aa', 'dns.rcode', the sections as lines of a
 *  zone file, 'dns.ttl' for the section that counts. */
export const replyOfValues = (query: DnsMessage, values: Values): DnsMessage => {
  const [answers, authorities, additionals] = ['answers', 'authority', 'additional'].map(section =>
    recordsOfLines(textAt(values, `dns.${section}`, '')),
  );
  const said = {
    aa: numberAt(values, 'dns.aa', 0) % 2,
    answers: answers ?? [],
    authorities: authorities ?? [],
    additionals: additionals ?? [],
  };
  const rcode = numberAt(values, 'dns.rcode', 0) % 16;
  const reply = { ...emptyReply(query, rcode), ...said };
  const own = ttlOf(reply);
  const ttl = numberAt(values, 'dns.ttl', own) % 2 ** 32;
  if (ttl === own) return reply;
  return reply.answers.length > 0
    ? { ...reply, answers: lasting(reply.answers, ttl) }
    : { ...reply, authorities: lasting(reply.authorities, ttl) };
};
