import { dns } from '../../protocols/dns.ts';
import type { OpenQuery } from '../programs/resolver/desk.ts';
import { contentMismatch, placeMismatch } from '../programs/resolver/match.ts';
import type { ResolverSettings } from '../programs/resolver/settings.ts';
import { sameName } from '../programs/zone.ts';
import type { Decision } from '../task.ts';
import { textAt, type Values } from '../values.ts';
import type { Moment, PlayedProgram } from './played-program.ts';
import {
  answering,
  asDecided,
  askedValues,
  choiceOf,
  memoryOf,
  ownTurn,
  resolverTurn,
  saidValues,
  withAnswer,
} from './resolver-turn.ts';

/** What is kept of a reply: what its server has a say in, or all of it. */
export const KEEPS = ['in-zone', 'all'] as const;

/** The open query that the message claims to answer: sent from the port it came to, else the one sent last. Where all
 *  come from one port, its number tells, else its question. */
export const claimedQuery = (moment: Moment): OpenQuery | undefined => {
  const { port, bytes } = moment.event;
  const open = [...memoryOf(moment).queries.values()];
  const [first, ...others] = open.filter(query => query.port === port);
  if (first === undefined || others.length === 0) return first ?? open.at(-1);
  const decoded = dns.decode(bytes);
  if (!decoded.ok) return first;
  const { id, questions } = decoded.value.header;
  const asked = [first, ...others];
  return (
    asked.find(({ identifier }) => identifier === id) ??
    asked.find(({ name }) => sameName(name, questions[0]?.name ?? '')) ??
    first
  );
};

/** Whether the message is the answer to a question that is open, RFC 5452 §9.1. */
const isAwaited = (moment: Moment): boolean => {
  const { event } = moment;
  const decoded = dns.decode(event.bytes);
  return (
    decoded.ok &&
    [...memoryOf(moment).queries.values()].some(
      query =>
        placeMismatch(query, event) === null &&
        contentMismatch(query, decoded.value.header) === null,
    )
  );
};

/** Whether the resolver makes something of the message. */
const isTaken = (moment: Moment): boolean => {
  const { asked, said } = ownTurn(moment);
  return asked !== undefined || said !== undefined || isAwaited(moment);
};

/** Settings for whoever takes the message: it may be none that the resolver would take. */
const taking = (moment: Moment, values: Values): Partial<ResolverSettings> => ({
  checksBailiwick: textAt(values, 'keep', 'in-zone') !== 'all',
  believes: isTaken(moment) ? null : (claimedQuery(moment)?.id ?? null),
});

/** The values that hold for the turn which the decision leads to. */
const valuesOf = (moment: Moment, { action, values }: Decision): Values => {
  const own = resolverTurn(moment, taking(moment, values));
  const keep = { keep: 'in-zone' };
  if (action === 'send') return { ...keep, ...askedValues(own.asked), ...values };
  return action === 'answer' ? { ...keep, ...saidValues(own.said), ...values } : values;
};

/**
 * A resolver and a message that may be the answer of a server: is it (RFC 5452 §9.1), what of it is kept (§6), and what
 * then: ask on, or answer the client?
 */
export const replyPlayed: PlayedProgram = {
  choose: moment =>
    isTaken(moment)
      ? choiceOf(ownTurn(moment))
      : { action: 'drop', values: { reason: 'not-my-question' } },
  complete: (moment, action, given) => valuesOf(moment, { action, values: given }),
  turn: (moment, { action, values }) => {
    const take = taking(moment, values);
    if (action === 'answer') {
      return withAnswer(resolverTurn(moment, { ...take, ...answering(values) }), values);
    }
    const taken = resolverTurn(moment, take);
    if (action !== 'send') return taken;
    return resolverTurn(moment, { ...take, ...asDecided(taken, values) });
  },
};
