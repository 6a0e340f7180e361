import type { Prefix } from '../base/address.ts';
import { inPrefix } from '../base/address.ts';
import { drawInteger, pick } from '../base/random.ts';
import type { FilterRule } from '../network/boundary/rule.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP } from '../network/packets.ts';
import type { NodeState } from '../network/world.ts';
import { lineText } from './moves/filter-lines.ts';
import type { Puzzle } from './puzzle.ts';

const MOST_LINES = 4;
const WHOLE_ADDRESS = 32;

const holds = (wide: Prefix, narrow: Prefix): boolean =>
  wide.length <= narrow.length && inPrefix(narrow.address, wide);

const agrees = <T>(wide: T | null, narrow: T | null): boolean => wide === null || wide === narrow;

/** Whether the line before takes every packet that the one behind it would. */
const takesAll = (before: FilterRule, behind: FilterRule): boolean =>
  (before.direction === 'both' || before.direction === behind.direction) &&
  agrees(before.protocol, behind.protocol) &&
  agrees(before.port, behind.port) &&
  holds(before.source, behind.source) &&
  holds(before.destination, behind.destination);

const oneOf = (prefix: Prefix, host: number): Prefix => {
  if (prefix.length === 0 || prefix.length === WHOLE_ADDRESS) return prefix;
  return { address: prefix.address + host, length: WHOLE_ADDRESS };
};

/** A line that says something about some of the packets of another one: behind it, it says nothing. */
const narrowed = (line: FilterRule, seed: string, n: number): FilterRule => {
  const protocol = line.protocol ?? pick([PROTOCOL_TCP, PROTOCOL_UDP], seed, n, 'protocol') ?? null;
  const hasPorts = protocol === PROTOCOL_TCP || protocol === PROTOCOL_UDP;
  return {
    verdict: line.verdict === 'permit' ? 'deny' : 'permit',
    direction: line.direction === 'both' ? 'in' : line.direction,
    protocol,
    source: oneOf(line.source, 2 + drawInteger(250, seed, n, 'host')),
    destination: line.destination,
    port: line.port ?? (hasPorts ? (pick([25, 53, 443], seed, n, 'port') ?? null) : null),
  };
};

/** Lines that some packet may meet: numbers that nobody here sends would only tease. */
const usual = ({ protocol }: FilterRule): boolean =>
  protocol === null || [1, PROTOCOL_TCP, PROTOCOL_UDP].includes(protocol);

/** Which line of a list never decides: one that stands behind a wider one. The lines stay in their order. */
export const idleLineQuestion = (
  { filter, spec }: NodeState,
  seed: string,
  n: number,
): Puzzle | null => {
  const all = (filter?.rules ?? []).filter(usual);
  const first = drawInteger(Math.max(1, all.length - MOST_LINES + 2), seed, n, 'first line');
  const lines = all.slice(first, first + MOST_LINES - 1);
  const wide = pick(lines, seed, n, 'wide');
  if (wide === undefined) return null;
  const narrow = narrowed(wide, seed, n);
  const from = lines.indexOf(wide) + 1;
  const at = from + drawInteger(lines.length - from + 1, seed, n, 'place');
  const list = lines.toSpliced(at, 0, narrow);
  const idle = list.filter((line, index) =>
    list.slice(0, index).some(before => takesAll(before, line)),
  );
  const choices = list.map(lineText);
  if (idle.length !== 1 || new Set(choices).size < choices.length) return null;
  return {
    facts: { question: 'idle-line', node: spec.name },
    choices,
    right: lineText(narrow),
    inOrder: true,
  };
};
