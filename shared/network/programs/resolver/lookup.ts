import type { ResourceRecord } from '../../../protocols/dns-message.ts';
import { isSameAsker } from '../dns-service.ts';
import type { IpAddress } from '../program.ts';
import { RECORD_TYPE_NUMBERS, sameName } from '../zone.ts';
import { answerClient, type Outcome } from './answer.ts';
import { rankFor, sendQuestion } from './ask.ts';
import { forget, remembered } from './cache.ts';
import {
  closestDelegation,
  type Delegation,
  delegationOver,
  lookedUp,
  nextStep,
  usableAddresses,
} from './delegation.ts';
import { change, type Desk, knownAt, type Lookup, takeNumber, type Waiter } from './desk.ts';
import { LIMITS } from './settings.ts';

const SERVER_FAILURE: Outcome = { rcode: 2, answers: [], soa: null };

interface Wanted {
  readonly name: string;
  readonly type: number;
}

const isSameWaiter = (a: Waiter, b: Waiter): boolean =>
  a.kind === 'client' &&
  b.kind === 'client' &&
  a.query.id === b.query.id &&
  isSameAsker(a.asker, b.asker);

/** Joins whoever already waits for the same: one question at a time keeps a forger's chances low, RFC 5452 §5. */
const join = (desk: Desk, lookup: Lookup, waiter: Waiter): void => {
  const others = lookup.waiters.filter(other => !isSameWaiter(other, waiter));
  if (others.length < LIMITS.waitersPerLookup) {
    change(desk, lookup, { waiters: [...others, waiter] });
  }
};

const openLookup = ({ lookups }: Desk, { name, type }: Wanted): Lookup | undefined =>
  [...lookups.values()].find(lookup => lookup.type === type && sameName(lookup.name, name));

const newLookup = (
  desk: Desk,
  { name, type }: Wanted,
  waiter: Waiter,
  within: { readonly budget: number; readonly depth: number },
): Lookup => {
  const lookup: Lookup = {
    ...within,
    id: takeNumber(desk),
    name,
    type,
    target: name,
    aliases: [],
    delegation: null,
    waitsFor: null,
    waiters: [waiter],
  };
  desk.lookups.set(lookup.id, lookup);
  return lookup;
};

/** Resolves a client's question and answers it, at once if it is remembered. */
export const resolveFor = (
  desk: Desk,
  wanted: Wanted,
  client: Waiter & { readonly kind: 'client' },
): void => {
  const open = openLookup(desk, wanted);
  if (open !== undefined) join(desk, open, client);
  else if (desk.lookups.size >= LIMITS.lookups) answerClient(desk, client, SERVER_FAILURE);
  else advance(desk, newLookup(desk, wanted, client, { budget: LIMITS.queries, depth: 0 }));
};

/** Goes on with a lookup: from memory, over aliases, else by asking. */
const advance = (desk: Desk, lookup: Lookup): void => {
  const { target, type, aliases } = lookup;
  const known = remembered(desk.cache, target, type, desk.facts.nowMicros);
  if (known === undefined || desk.settings.asks !== null) {
    askOn(desk, lookup);
  } else if (known.kind === 'alias') {
    goTo(desk, lookup, known.records.slice(0, 1));
  } else if (known.kind === 'answer') {
    finish(desk, lookup, { rcode: 0, answers: [...aliases, ...known.records], soa: null });
  } else {
    finish(desk, lookup, { rcode: known.rcode, answers: aliases, soa: known.soa });
  }
};

/** Starts again at the name that the aliases lead to, RFC 1034 §5.3.3 step 4c; a chain that is too long or comes back to
 *  itself ends. */
export const goTo = (desk: Desk, lookup: Lookup, further: readonly ResourceRecord[]): void => {
  const aliases = [...lookup.aliases, ...further];
  const last = further.at(-1)?.data;
  const target = last?.kind === 'CNAME' ? last.name : lookup.target;
  const isLoop = aliases.some(({ name }) => sameName(name, target));
  if (isLoop || aliases.length > LIMITS.aliases) finish(desk, lookup, SERVER_FAILURE);
  else advance(desk, change(desk, lookup, { aliases, target, delegation: null }));
};

/** Asks the next server of the closest zone that is known. */
export const askOn = (desk: Desk, lookup: Lookup): void => {
  const { asks, ends } = desk.settings;
  if (ends !== null) {
    finish(desk, lookup, { rcode: ends, answers: lookup.aliases, soa: null });
    return;
  }
  if (asks !== null) {
    const over = delegationOver(knownAt(desk), lookup.target, asks);
    const told = change(desk, lookup, { delegation: over });
    sendQuestion(desk, told, { server: asks, via: 'datagram', hasEdns: true, tries: 0 });
    return;
  }
  const delegation = lookup.delegation ?? closestDelegation(knownAt(desk), lookup.target);
  const current = change(desk, lookup, { delegation });
  const step = nextStep(delegation, rankFor(desk, current));
  if (current.budget <= 0) finish(desk, current, SERVER_FAILURE);
  else if (step === undefined) askAbove(desk, current, delegation);
  else if (step.do === 'look-up') lookUpServer(desk, current, delegation, step.name);
  else {
    const { address: server } = step;
    const tries = triesOf(delegation, server);
    sendQuestion(desk, current, { server, via: 'datagram', hasEdns: true, tries });
  }
};

const triesOf = ({ servers }: Delegation, server: IpAddress): number =>
  servers.flatMap(({ addresses }) => addresses).find(({ address }) => address === server)?.tries ??
  0;

/** No server of the zone helps. If the cache said who they are, the zone above may know better by now. */
const askAbove = (desk: Desk, lookup: Lookup, { zone, isRemembered }: Delegation): void => {
  if (!isRemembered) {
    finish(desk, lookup, SERVER_FAILURE);
    return;
  }
  forget(desk.cache, zone, RECORD_TYPE_NUMBERS.NS);
  askOn(desk, change(desk, lookup, { delegation: null }));
};

/** Whether `lookup` waits for one that waits, in the end, for `other`. */
const waitsOn = ({ lookups }: Desk, lookup: Lookup, other: number): boolean => {
  let at: Lookup | undefined = lookup;
  for (let steps = 0; at !== undefined && steps <= LIMITS.lookups; steps++) {
    if (at.id === other) return true;
    at = at.waitsFor === null ? undefined : lookups.get(at.waitsFor.lookup);
  }
  return false;
};

/** Finds the address of a name server that came without glue; never in a circle and not too deep. */
const lookUpServer = (desk: Desk, lookup: Lookup, delegation: Delegation, server: string): void => {
  const type = addressType(desk);
  const wanted = { name: server, type };
  const open = openLookup(desk, wanted);
  const isBarred =
    (open !== undefined && waitsOn(desk, open, lookup.id)) ||
    (open === undefined && (lookup.depth >= LIMITS.depth || desk.lookups.size >= LIMITS.lookups));
  if (isBarred) {
    askOn(desk, change(desk, lookup, { delegation: lookedUp(delegation, server, []) }));
    return;
  }
  const waiter: Waiter = { kind: 'lookup', lookup: lookup.id };
  const within = { budget: lookup.budget - 1, depth: lookup.depth + 1 };
  const found = open ?? newLookup(desk, wanted, waiter, within);
  change(desk, lookup, { waitsFor: { lookup: found.id, server } });
  if (open === undefined) advance(desk, found);
  else change(desk, open, { waiters: [...open.waiters, waiter] });
};

const addressType = ({ facts }: Desk): number => {
  const hasIpv4 = facts.addresses.some(address => typeof address === 'number');
  return hasIpv4 ? RECORD_TYPE_NUMBERS.A : RECORD_TYPE_NUMBERS.AAAA;
};

/** Ends a lookup and tells everybody who waits for it. */
export const finish = (desk: Desk, lookup: Lookup, outcome: Outcome): void => {
  desk.lookups.delete(lookup.id);
  for (const waiter of lookup.waiters) {
    if (waiter.kind === 'client') answerClient(desk, waiter, outcome);
    else serverFound(desk, lookup, waiter.lookup, outcome);
  }
};

const serverFound = (desk: Desk, found: Lookup, waiting: number, { answers }: Outcome): void => {
  const lookup = desk.lookups.get(waiting);
  if (lookup?.delegation == null || lookup.waitsFor?.lookup !== found.id) return;
  const addresses = usableAddresses(answers, knownAt(desk));
  const delegation = lookedUp(lookup.delegation, lookup.waitsFor.server, addresses);
  // What the search has spent is gone for whoever wanted it, so nobody can multiply questions.
  const budget = found.depth > lookup.depth ? Math.min(lookup.budget, found.budget) : lookup.budget;
  askOn(desk, change(desk, lookup, { delegation, budget, waitsFor: null }));
};
