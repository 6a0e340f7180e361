import { formatPrefix, inPrefix, type Prefix, parseIpv4, parsePrefix } from '../../base/address.ts';
import { textAt, type Values } from '../values.ts';
import type { FilterState } from './filter.ts';
import type { FilterRule, PermitSpec } from './rule.ts';

/** What a new line does about answers: the device remembers who asked, it does not, or a second line lets all of them go. */
export const ANSWERS = ['remembered', 'forgotten', 'all'] as const;

const EVERYWHERE: Prefix = { address: 0, length: 0 };
const ANY = 'any';

const orAny = (value: number | null): string => (value === null ? ANY : String(value));
const prefixShown = (prefix: Prefix): string => (prefix.length === 0 ? ANY : formatPrefix(prefix));

/** A number of a line as people type it, or 'any'. Undefined where it is neither, or too large. */
const numberOrAny = (text: string, most: number): number | null | undefined => {
  if (text === ANY) return null;
  return /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
};

/** A network, one address, or 'any'. */
const prefixOrAny = (text: string): Prefix | undefined => {
  if (text === ANY) return EVERYWHERE;
  const prefix = parsePrefix(text);
  if (prefix.ok) return prefix.value;
  const address = parseIpv4(text);
  return address.ok ? { address: address.value, length: 32 } : undefined;
};

const DIRECTIONS = ['in', 'out', 'both'] as const;

/** A line and where it stands, from 1; further ones stand right behind it. */
export interface WrittenLines {
  readonly lines: readonly FilterRule[];
  readonly place: number;
}

const answersLine = (line: FilterRule): FilterRule => ({
  ...line,
  direction: line.direction === 'in' ? 'out' : 'in',
  source: line.destination,
  destination: EVERYWHERE,
  port: null,
});

const answering = (line: FilterRule, answers: string): readonly FilterRule[] => {
  if (answers === 'all') return [line, answersLine(line)];
  return [answers === 'forgotten' ? { ...line, remembers: false } : line];
};

/**
 * The line that `rule.direction`, `rule.protocol`, `rule.source`, `rule.destination`, `rule.port`, `rule.answers` and
 * `rule.place` describe, for a list of `length` lines; undefined where one of them cannot be read.
 */
export const linesOfValues = (values: Values, length: number): WrittenLines | undefined => {
  const text = (name: string) => textAt(values, `rule.${name}`, '').trim().toLowerCase();
  const direction = DIRECTIONS.find(one => one === text('direction'));
  const protocol = numberOrAny(text('protocol'), 255);
  const port = numberOrAny(text('port'), 65_535);
  const source = prefixOrAny(text('source'));
  const destination = prefixOrAny(text('destination'));
  const place = Number(text('place'));
  const answers = ANSWERS.find(one => one === text('answers'));
  if (direction === undefined || protocol === undefined || port === undefined) return undefined;
  if (source === undefined || destination === undefined || answers === undefined) return undefined;
  if (!Number.isInteger(place) || place < 1 || place > length + 1) return undefined;
  const line = { verdict: 'permit', direction, protocol, source, destination, port } as const;
  return { lines: answering(line, answers), place };
};

/** The values of the line that permits what is wanted and no more, at that place. */
export const valuesOfPermit = (wanted: PermitSpec, place: number) => ({
  'rule.direction': wanted.direction,
  'rule.protocol': orAny(wanted.protocol),
  'rule.source': prefixShown(wanted.source),
  'rule.destination': prefixShown(wanted.destination),
  'rule.port': orAny(wanted.port),
  'rule.answers': 'remembered',
  'rule.place': String(place),
});

export const withLines = (
  list: readonly FilterRule[],
  { lines, place }: WrittenLines,
): readonly FilterRule[] => [...list.slice(0, place - 1), ...lines, ...list.slice(place - 1)];

const isSame = (one: Prefix, other: Prefix): boolean =>
  one.length === other.length && inPrefix(one.address, other);

/** Whether two wishes are for the same thing. */
const isSameWish = (one: PermitSpec, other: PermitSpec): boolean =>
  one.direction === other.direction &&
  one.protocol === other.protocol &&
  one.port === other.port &&
  isSame(one.source, other.source) &&
  isSame(one.destination, other.destination);

/** Puts written lines into the list, and remembers for which wish. */
export const writeLines = (
  state: FilterState,
  written: WrittenLines,
  wish: { readonly wanted: PermitSpec; readonly exchange: number | null },
): void => {
  state.rules.splice(written.place - 1, 0, ...written.lines);
  for (const line of written.lines) state.written.set(line, wish);
};

/** The list without the lines that were written for this wish, save those of exchanges that `isUnderWay`. */
export const listWithout = (
  { rules, written }: FilterState,
  wanted: PermitSpec,
  isUnderWay: (exchange: number | null) => boolean,
): readonly FilterRule[] =>
  rules.filter(line => {
    const wish = written.get(line);
    if (wish === undefined || !isSameWish(wish.wanted, wanted)) return true;
    return isUnderWay(wish.exchange);
  });
