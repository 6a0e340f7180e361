import { type GuardType, guardType } from '../guard/guarded.ts';
import { isChecked, sayingAt } from '../programs/dhcp/client.ts';
import { DHCP_CLIENT } from '../programs/dhcp/client-state.ts';
import { DHCP_CLIENT_PORT, DHCP_SERVER_PORT, readDhcp } from '../programs/dhcp/message.ts';
import { DNS_PORT, readQuery } from '../programs/dns-service.ts';
import type { ProgramEvent } from '../programs/program.ts';
import type { Run } from '../run.ts';
import { clientAt } from './lease-client.ts';
import type { PlayedType } from './played.ts';

/** Sorts of situation in which a program is told something. */
type ToldType = GuardType | 'converse' | PlayedType;

type Datagram = ProgramEvent & { readonly type: 'datagram' };
type TimerEvent = ProgramEvent & { readonly type: 'timer' };

/** A question that can be read: what cannot is answered by rote. */
const isQuestion = ({ port, bytes }: Datagram): boolean => {
  const read = port === DNS_PORT ? readQuery(bytes) : undefined;
  return read !== undefined && 'query' in read && read.query.questions.length === 1;
};

const FROM_CLIENT = 1;
const FROM_SERVER = 2;

const isDhcp = ({ port, bytes }: Datagram, own: number, operation: number): boolean =>
  port === own && readDhcp(bytes)?.header.operation === operation;

const BY_SERVICE: Readonly<Record<string, (event: Datagram) => ToldType>> = {
  'name-server': event => (isQuestion(event) ? 'answer-query' : 'converse'),
  resolver: event => {
    if (event.port !== DNS_PORT) return 'resolve-reply';
    return isQuestion(event) ? 'resolve-question' : 'converse';
  },
  'dhcp-server': event =>
    isDhcp(event, DHCP_SERVER_PORT, FROM_CLIENT) ? 'serve-lease' : 'converse',
  [DHCP_CLIENT]: event =>
    isDhcp(event, DHCP_CLIENT_PORT, FROM_SERVER) ? 'read-lease' : 'converse',
};

/** A client of DHCP has something to say when some of its times have come, or knows whether it may use an address. */
const atTime = (run: Run, { name }: TimerEvent): ToldType => {
  if (run.service !== DHCP_CLIENT) return 'converse';
  const client = clientAt(run);
  if (isChecked(client, name)) return 'check-lease';
  return sayingAt(client, name) === undefined ? 'converse' : 'ask-lease';
};

/** What sort of situation it is when a program is told `event` (null: its start): where a person may speak in its
 *  stead, one of its own. */
export const situationTold = (run: Run, event: ProgramEvent | null): ToldType => {
  if (event?.type === 'timer') return atTime(run, event);
  const guarded = guardType(run, event);
  if (guarded !== undefined) return guarded;
  return event?.type === 'datagram' ? (BY_SERVICE[run.service]?.(event) ?? 'converse') : 'converse';
};
