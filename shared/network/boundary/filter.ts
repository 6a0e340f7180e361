import { inPrefix } from '../../base/address.ts';
import { PROTOCOL_TCP } from '../packets.ts';
import { type Passing, type PassingEnd, turnedRound } from './passing.ts';
import type { FilterRule, PermitSpec } from './rule.ts';

/** What a boundary device lets through, and where its outside is. */
export interface FilterSpec {
  /** Interface towards everybody else. */
  readonly outside: string;
  /** In order: the first that matches decides. */
  readonly rules: readonly FilterRule[];
  /** Whether a refused sender is told so, RFC 1812 §5.2.7.1 code 13; else the packet is dropped in silence. */
  readonly tells: boolean;
}

/** A line of the log. `rule` counts from 1; 0 is the end of the list, null an answer to what went out. */
export interface FilterEntry {
  readonly atMicros: number;
  readonly verdict: 'permit' | 'deny';
  readonly rule: number | null;
  readonly direction: 'in' | 'out';
  readonly protocol: number;
  readonly source: PassingEnd;
  readonly destination: PassingEnd;
}

export interface FilterState {
  readonly spec: FilterSpec;
  /** The list as it is: that of the spec, and what was written since. */
  readonly rules: FilterRule[];
  /** For which wish a line was written that was not there from the start. */
  readonly written: Map<
    FilterRule,
    { readonly wanted: PermitSpec; readonly exchange: number | null }
  >;
  /** When each conversation that was let through was last heard of, by `keyOf` of its first packet. */
  readonly flows: Map<string, number>;
  /** First fragments that passed: those that follow have no ports to be judged by. */
  readonly fragments: Set<string>;
  readonly log: FilterEntry[];
}

export const newFilter = (spec: FilterSpec): FilterState => ({
  spec,
  rules: [...spec.rules],
  written: new Map(),
  flows: new Map(),
  fragments: new Set(),
  log: [],
});

/** A filter keeps no more than this of anything: the oldest goes. */
const MOST_KEPT = 2048;

/** Two hours and four minutes for TCP (RFC 5382 §5), five minutes for the rest (RFC 4787 §4.3). */
const keptMicros = (protocol: number): number =>
  protocol === PROTOCOL_TCP ? 7_440_000_000 : 300_000_000;

type Conversation = Pick<Passing, 'protocol' | 'source' | 'destination'>;

const keyOf = ({ protocol, source, destination }: Conversation): string =>
  `${protocol} ${source.address}:${source.port} ${destination.address}:${destination.port}`;

const fragmentKey = ({ protocol, source, destination, identification }: Passing): string =>
  `${protocol} ${source.address} ${destination.address} ${identification}`;

const isAlive = (
  { flows }: FilterState,
  conversation: Conversation,
  nowMicros: number,
): boolean => {
  const last = flows.get(keyOf(conversation));
  return last !== undefined && nowMicros - last < keptMicros(conversation.protocol);
};

const belongs = (state: FilterState, passing: Passing, nowMicros: number): boolean =>
  isAlive(state, passing, nowMicros) || isAlive(state, turnedRound(passing), nowMicros);

/** Whether it is part of a conversation that was let through, or news about a packet of one. */
const isKnown = (state: FilterState, passing: Passing, nowMicros: number): boolean => {
  if (passing.piece === 'later') return state.fragments.has(fragmentKey(passing));
  if (passing.quoted !== null) return belongs(state, passing.quoted, nowMicros);
  return belongs(state, passing, nowMicros);
};

/** What a line looks at. */
type Ends = Pick<Passing, 'protocol' | 'source' | 'destination'>;

/** Which parts of a line agree with a packet; it fits where all do. */
export type LineParts = Readonly<
  Record<'direction' | 'protocol' | 'source' | 'destination' | 'port', boolean>
>;

export const lineFits = (rule: FilterRule, passing: Ends, direction: 'in' | 'out'): LineParts => ({
  direction: rule.direction === 'both' || rule.direction === direction,
  protocol: rule.protocol === null || rule.protocol === passing.protocol,
  source: inPrefix(passing.source.address, rule.source),
  destination: inPrefix(passing.destination.address, rule.destination),
  port: rule.port === null || rule.port === passing.destination.port,
});

const matches = (rule: FilterRule, passing: Ends, direction: 'in' | 'out'): boolean => {
  const fit = lineFits(rule, passing, direction);
  return fit.direction && fit.protocol && fit.source && fit.destination && fit.port;
};

/** What the filter says of a packet. `rule` as in `FilterEntry`. */
export interface FilterVerdict {
  readonly verdict: 'permit' | 'deny';
  readonly rule: number | null;
}

/**
 * The verdict on a packet, RFC 2647 §3.29 on keeping state: what belongs to a conversation that was let through passes,
 * both ways; what opens a new one is held against the list. A TCP segment that opens nothing is none of the two.
 */
export const judgePassing = (
  state: FilterState,
  passing: Passing,
  direction: 'in' | 'out',
  nowMicros: number,
): FilterVerdict => {
  if (isKnown(state, passing, nowMicros)) return { verdict: 'permit', rule: null };
  const opensNothing = passing.protocol === PROTOCOL_TCP && !passing.opens;
  if (passing.piece === 'later' || opensNothing) return { verdict: 'deny', rule: 0 };
  const at = state.rules.findIndex(rule => matches(rule, passing, direction));
  return { verdict: state.rules[at]?.verdict ?? 'deny', rule: at + 1 };
};

/** A conversation that was let through. */
export interface Flow {
  readonly protocol: number;
  readonly source: PassingEnd;
  readonly destination: PassingEnd;
  readonly lastMicros: number;
}

const endIn = (text = ''): PassingEnd => {
  const [address, port] = text.split(':').map(Number);
  return { address: address ?? 0, port: port ?? 0 };
};

/** Conversations whose answers pass, in the order of last use. */
export const flowsOf = ({ flows }: FilterState, nowMicros: number): readonly Flow[] =>
  [...flows].flatMap(([key, lastMicros]) => {
    const [protocol = '', source, destination] = key.split(' ');
    const flow = { protocol: Number(protocol), lastMicros };
    const isOld = nowMicros - lastMicros >= keptMicros(flow.protocol);
    return isOld ? [] : [{ ...flow, source: endIn(source), destination: endIn(destination) }];
  });

const keepFew = (kept: {
  readonly size: number;
  delete(key: string): boolean;
  keys(): Iterable<string>;
}) => {
  if (kept.size <= MOST_KEPT) return;
  for (const oldest of kept.keys()) {
    kept.delete(oldest);
    return;
  }
};

/** Remembers a conversation that passes, so that its answers do. */
export const notePassing = (state: FilterState, passing: Passing, nowMicros: number): void => {
  if (passing.piece === 'first') state.fragments.add(fragmentKey(passing));
  keepFew(state.fragments);
  if (passing.quoted !== null || passing.piece === 'later') return;
  const back = turnedRound(passing);
  const key = isAlive(state, back, nowMicros) ? keyOf(back) : keyOf(passing);
  // Deleted first, so that the map stays in the order of last use.
  state.flows.delete(key);
  state.flows.set(key, nowMicros);
  keepFew(state.flows);
};

export const logVerdict = (state: FilterState, entry: FilterEntry): void => {
  state.log.push(entry);
  if (state.log.length > MOST_KEPT) state.log.shift();
};
