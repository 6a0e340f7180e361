import type { CrewOutline } from '../../shared/session/outline.ts';
import type { TraceStep } from '../../shared/session/replay.ts';
import { type ApiError, callApi } from '../net/api.ts';
import { storedSeat } from '../net/seat.ts';

/** One message of the round: everything that was decided for it, in order. */
export interface Message {
  readonly exchange: number | null;
  readonly label: string;
  readonly steps: readonly TraceStep[];
  readonly byHand: number;
}

export interface LookBack {
  readonly outline: CrewOutline;
  readonly messages: readonly Message[];
}

/** The token of this tab's seat, when it belongs to the session; else the host's cookie speaks. */
export const tokenFor = (sessionId: string): string | undefined => {
  const seat = storedSeat();
  return seat?.sessionId === sessionId ? seat.token : undefined;
};

export const isByHand = ({ decidedBy }: TraceStep): boolean =>
  decidedBy !== 'automaton' && decidedBy !== 'apprentice';

/** Unusual but working; anything else that was found is wrong. */
const isRemark = (code: string): boolean => code.endsWith('unusual');

export const isWrong = ({ findings }: TraceStep): boolean =>
  findings.some(finding => !isRemark(finding.code));

/** What a message is for, the telling step first: who wants a page asks for a name as well. */
const SORTS: readonly (readonly [situation: string, words: string])[] = [
  ['compose-request', 'a request for a page'],
  ['compose-text', 'a text'],
  ['compose-query', 'a question for a name'],
  ['compose-icmp', 'an echo request'],
];

const isForAll = (steps: readonly TraceStep[]): boolean =>
  steps.some(({ allHands }) => allHands !== null);

const labelOf = (exchange: number | null, steps: readonly TraceStep[]): string => {
  if (exchange === null) return 'Units nobody asked for';
  const sort = SORTS.find(([situation]) => steps.some(step => step.situation === situation));
  const name = `Message ${exchange}, ${sort?.[1] ?? 'a unit'}`;
  if (!isForAll(steps)) return name;
  return steps.some(isByHand) ? `${name}, all hands` : `${name}, meant for all hands`;
};

const messagesOf = (trace: readonly TraceStep[]): readonly Message[] => {
  const byExchange = Map.groupBy(trace, step => step.exchange);
  return [...byExchange].map(([exchange, steps]) => ({
    exchange,
    steps,
    label: labelOf(exchange, steps),
    byHand: steps.filter(isByHand).length,
  }));
};

export type Found =
  | { readonly ok: true; readonly value: LookBack }
  | { readonly ok: false; readonly error: ApiError };

/** Outline and trace of a crew; a player's crew is the own one, whatever `crew` says. */
export const fetchLookBack = async (sessionId: string, crew: number): Promise<Found> => {
  const token = tokenFor(sessionId);
  const call = token === undefined ? {} : { token };
  const path = `/api/sessions/${encodeURIComponent(sessionId)}`;
  const outline = await callApi<CrewOutline>(`${path}/outline?crew=${crew}`, call);
  if (!outline.ok) return outline;
  const number = outline.value.crew;
  const trace = await callApi<readonly TraceStep[]>(`${path}/trace?crew=${number}`, call);
  if (!trace.ok) return trace;
  const messages = messagesOf(trace.value);
  return { ok: true, value: { outline: outline.value, messages } };
};

/** The message to open first: an all-hands one that a hand was on, else the one with the most steps by hand. */
export const firstMessage = (messages: readonly Message[]): Message | undefined =>
  [...messages].sort((a, b) => {
    const hands = ({ steps, byHand }: Message) => Number(byHand > 0 && isForAll(steps));
    return hands(b) - hands(a) || b.byHand - a.byHand;
  })[0];

/** 'Ada', 'automaton' or 'apprentice'. */
export const deciderName = (outline: CrewOutline, decidedBy: string): string =>
  outline.people.find(person => person.playerId === decidedBy)?.nickname ?? decidedBy;
