import { inPrefix, maskOf, type Prefix } from '../../base/address.ts';
import type { Values } from '../values.ts';
import type { NodeState, World } from '../world.ts';
import type { FilterState } from './filter.ts';
import { linesOfValues, listWithout, valuesOfPermit, withLines } from './permit.ts';
import type { FilterRule, PermitSpec } from './rule.ts';

/** A packet that stands for all that a list cannot tell from it. */
interface Sample {
  readonly direction: 'in' | 'out';
  readonly protocol: number;
  readonly source: number;
  readonly destination: number;
  readonly port: number;
}

const firstOf = ({ address, length }: Prefix): number => (address & maskOf(length)) >>> 0;

const lastOf = (prefix: Prefix): number => firstOf(prefix) + 2 ** (32 - prefix.length) - 1;

/** Where the networks of some lines begin and end: between two such places no line tells addresses apart. */
const edgesOf = (prefixes: readonly Prefix[]): readonly number[] => {
  const edges = prefixes.flatMap(prefix => {
    const first = firstOf(prefix);
    const behind = lastOf(prefix) + 1;
    return behind < 2 ** 32 ? [first, behind] : [first];
  });
  return [...new Set([0, ...edges])];
};

const numbersOf = (named: readonly (number | null)[], most: number): readonly number[] => {
  const numbers = [...new Set(named.filter(one => one !== null))];
  const other = Array.from({ length: numbers.length + 1 }, (_, at) => most - at).find(
    one => !numbers.includes(one),
  );
  return other === undefined ? numbers : [...numbers, other];
};

/** Networks that lie behind a boundary device. */
export const insideNetworks = ({ routes, filter }: NodeState): readonly Prefix[] =>
  routes.filter(route => route.interface !== filter?.spec.outside).map(({ prefix }) => prefix);

/** One packet for each of all the cases that these lines tell apart; what goes out goes to nobody inside, and the reverse. */
const samplesFor = (lines: readonly FilterRule[], inside: readonly Prefix[]): readonly Sample[] => {
  const protocols = numbersOf(
    lines.map(({ protocol }) => protocol),
    255,
  );
  const ports = numbersOf(
    lines.map(({ port }) => port),
    65_535,
  );
  const sources = edgesOf(lines.map(({ source }) => source));
  const destinations = edgesOf([...lines.map(({ destination }) => destination), ...inside]);
  return destinations.flatMap(destination => {
    const isInside = inside.some(prefix => inPrefix(destination, prefix));
    const direction = isInside ? ('in' as const) : ('out' as const);
    return sources.flatMap(source =>
      protocols.flatMap(protocol =>
        ports.map(port => ({ direction, protocol, source, destination, port })),
      ),
    );
  });
};

/** A line with its networks as spans of numbers: a list is held against thousands of samples. */
interface Measured {
  readonly line: FilterRule;
  readonly sourceFrom: number;
  readonly sourceTo: number;
  readonly destinationFrom: number;
  readonly destinationTo: number;
}

const measured = (line: FilterRule): Measured => ({
  line,
  sourceFrom: firstOf(line.source),
  sourceTo: lastOf(line.source),
  destinationFrom: firstOf(line.destination),
  destinationTo: lastOf(line.destination),
});

const fits = (one: Measured, { direction, protocol, source, destination, port }: Sample): boolean =>
  (one.line.protocol === null || one.line.protocol === protocol) &&
  (one.line.port === null || one.line.port === port) &&
  (one.line.direction === 'both' || one.line.direction === direction) &&
  source >= one.sourceFrom &&
  source <= one.sourceTo &&
  destination >= one.destinationFrom &&
  destination <= one.destinationTo;

/** The line that decides, as the device itself finds it. */
const deciding = (list: readonly Measured[], sample: Sample): FilterRule | undefined =>
  list.find(one => fits(one, sample))?.line;

const lineFor = ({ at: _at, says: _says, ...parts }: PermitSpec): FilterRule => ({
  verdict: 'permit',
  ...parts,
});

/** What is wrong with a list: something that has to pass does not; more passes than has to; answers do not. */
const FLAWS = ['missing', 'extra', 'unanswered'] as const;
export type Flaw = (typeof FLAWS)[number];

interface Lists {
  readonly before: readonly Measured[];
  readonly after: readonly Measured[];
  readonly wish: Measured;
}

/** Whether a line denies something for where it says that it comes from: no wish changes that. */
const isUntrusted = (line: FilterRule | undefined): boolean =>
  line?.verdict === 'deny' && line.source.length > 0;

const flawAt = (sample: Sample, { before, after, wish }: Lists): Flaw | null => {
  const was = deciding(before, sample);
  const is = deciding(after, sample);
  const isWanted = fits(wish, sample) && !isUntrusted(was);
  const shouldPass = was?.verdict === 'permit' || isWanted;
  if (shouldPass !== (is?.verdict === 'permit')) return shouldPass ? 'missing' : 'extra';
  return isWanted && is?.remembers === false ? 'unanswered' : null;
};

/**
 * Holds a list against what it has to do: everything that `before` lets pass, what is wanted as far as its source is
 * not denied by a line of `before`, and nothing else. Null: it does, however it is written.
 */
const flawOf = (
  before: readonly FilterRule[],
  after: readonly FilterRule[],
  wanted: PermitSpec,
  inside: readonly Prefix[],
): Flaw | null => {
  const wish = lineFor(wanted);
  const flaws = new Set<Flaw>();
  const lists: Lists = {
    before: before.map(measured),
    after: after.map(measured),
    wish: measured(wish),
  };
  for (const sample of samplesFor([...before, ...after, wish], inside)) {
    const flaw = flawAt(sample, lists);
    if (flaw !== null) flaws.add(flaw);
  }
  return FLAWS.find(flaw => flaws.has(flaw)) ?? null;
};

/**
 * What is wrong with the list of a boundary device once the line of these values stands in it, held against what it has
 * to do for this wish; lines that others wrote for the same wish do not count. Null: nothing.
 */
export const flawOfWriting = (
  world: World,
  node: string,
  wanted: PermitSpec,
  values: Values,
): Flaw | 'unreadable' | null => {
  const device = world.nodes.get(node);
  const state = device?.filter;
  if (device === undefined || state == null) return null;
  const written = linesOfValues(values, state.rules.length);
  if (written === undefined) return 'unreadable';
  const before = listWithout(state, wanted, () => false);
  const kept = new Set([...before, ...written.lines]);
  const after = withLines(state.rules, written).filter(line => kept.has(line));
  return flawOf(before, after, wanted, insideNetworks(device));
};

/** The last place in the list at which a line for what is wanted does what it should; behind all of them if there is none. */
export const placeFor = (
  world: World,
  node: string,
  state: FilterState,
  wanted: PermitSpec,
): number => {
  const end = state.rules.length + 1;
  for (let place = end; place > 0; place -= 1) {
    if (flawOfWriting(world, node, wanted, valuesOfPermit(wanted, place)) === null) return place;
  }
  return end;
};
