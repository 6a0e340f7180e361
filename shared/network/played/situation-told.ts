import { DNS_PORT, readQuery } from '../programs/dns-service.ts';
import type { ProgramEvent } from '../programs/program.ts';
import type { Run } from '../run.ts';

/** Sorts of situation in which a program is told something. */
type ToldType = 'converse' | 'answer-query' | 'resolve-question' | 'resolve-reply';

type Datagram = ProgramEvent & { readonly type: 'datagram' };

/** A question that can be read: what cannot is answered by rote. */
const isQuestion = ({ port, bytes }: Datagram): boolean => {
  const read = port === DNS_PORT ? readQuery(bytes) : undefined;
  return read !== undefined && 'query' in read && read.query.questions.length === 1;
};

const BY_SERVICE: Readonly<Record<string, (event: Datagram) => ToldType>> = {
  'name-server': event => (isQuestion(event) ? 'answer-query' : 'converse'),
  resolver: event => {
    if (event.port !== DNS_PORT) return 'resolve-reply';
    return isQuestion(event) ? 'resolve-question' : 'converse';
  },
};

/** What sort of situation it is when a program is told `event` (null: its start): where a person may speak in its
 *  stead, one of its own. */
export const situationTold = ({ service }: Run, event: ProgramEvent | null): ToldType =>
  event?.type === 'datagram' ? (BY_SERVICE[service]?.(event) ?? 'converse') : 'converse';
