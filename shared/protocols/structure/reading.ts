import { plainSpan } from '../header-spans.ts';
import type { Issue, IssueCode } from '../issue.ts';
import type { Span } from '../span.ts';
import type { Words } from './words.ts';

/** Why bytes are no such message. `at` is a byte offset. */
export interface StructureProblem {
  readonly code: IssueCode;
  readonly protocol: string;
  readonly path: string;
  readonly at: number;
  /** Bytes from the start that it would take as far as is known; only where more bytes could help. */
  readonly needed?: number;
}

/** Spans and issues so far; absent where only the values are wanted. */
export interface Trace {
  spans: Span[];
  readonly issues: Issue[];
}

/** The place in a message that is being read. Offsets are bytes. */
export interface Reading {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly limit: number;
  at: number;
  /** Where the innermost vector ends. */
  end: number;
  readonly path: (string | number)[];
  /** Values read so far, of the innermost struct last. */
  readonly scopes: Record<string, unknown>[];
  /** Nothing more can be read up to `end`. */
  stopped: boolean;
  /** Around what is read there is no length that fits: more bytes could follow. */
  open: boolean;
  /** The end that a length too long was cut to: what is missing there has been objected to. */
  cut: number | undefined;
  problem: StructureProblem | undefined;
  readonly trace: Trace | undefined;
  /** The bytes are a piece of a stream: a message that goes on behind them is not wrong. */
  readonly stream: boolean;
}

/** A reading of bytes `[start, limit)` of protocol `id`. */
export const readingOf = (
  id: string,
  bytes: Uint8Array,
  start: number,
  limit: number,
  trace?: Trace,
  stream = false,
): Reading => ({
  bytes,
  start,
  limit,
  at: start,
  end: limit,
  path: [id],
  scopes: [],
  stopped: false,
  open: true,
  cut: undefined,
  problem: undefined,
  trace,
  stream,
});

/** The nearest earlier row of that name, inner structs first; 0 without one. */
export const seenNumber = ({ scopes }: Reading, name: string): number => {
  for (let index = scopes.length - 1; index >= 0; index--) {
    const value = scopes[index]?.[name];
    if (typeof value === 'number') return value;
  }
  return 0;
};

/** An objection to bytes `[from, to)` of what is being read. */
export const object = (
  { path, trace }: Reading,
  severity: Issue['severity'],
  code: IssueCode,
  { rfc }: Words,
  [from, to]: readonly [number, number],
  values: Pick<Issue, 'given' | 'expected'> = {},
): void => {
  trace?.issues.push({
    severity,
    code,
    path: path.join('.'),
    bitOffset: from * 8,
    bitLength: (to - from) * 8,
    ...values,
    rfc,
  });
};

/** An error. The first one is why a plain decode fails; an explanation goes on where it can. */
export const fail = (
  reading: Reading,
  code: IssueCode,
  words: Words,
  range: readonly [number, number],
  values: Pick<Issue, 'given' | 'expected'> & { readonly needed?: number } = {},
): void => {
  const { needed, ...shown } = values;
  const goesOn = reading.stream && needed !== undefined;
  object(
    reading,
    goesOn ? 'note' : 'error',
    goesOn ? 'structure/continues' : code,
    words,
    range,
    shown,
  );
  reading.problem ??= {
    code,
    protocol: String(reading.path[0]),
    path: reading.path.join('.'),
    at: range[0],
    ...(needed === undefined ? {} : { needed }),
  };
  if (reading.trace === undefined) reading.stopped = true;
};

/** Whether `count` more bytes are there; if not, reading stops. */
export const has = (reading: Reading, count: number, words: Words): boolean => {
  if (reading.stopped) return false;
  const { at, end, start, open } = reading;
  if (at + count <= end) return true;
  reading.stopped = true;
  if (reading.cut === end) return false;
  const more = open ? { needed: at + count - start } : {};
  fail(reading, 'header/truncated', words, [at, end], {
    given: end - at,
    expected: count,
    ...more,
  });
  return false;
};

/** Records the span of bytes `[from, reading.at)` as a leaf; nothing where there are none. */
export const leaf = (
  reading: Reading,
  { label, about, rfc }: Words,
  from: number,
  shown: string,
  value?: number | string,
): void => {
  const { trace, at, path } = reading;
  if (trace === undefined || at <= from) return;
  trace.spans.push({
    path: path.join('.'),
    label,
    bitOffset: from * 8,
    bitLength: (at - from) * 8,
    shown,
    ...(value === undefined ? {} : { value }),
    rfc,
    about,
  });
};

/** Records bytes up to `to` as read by nobody. */
export const skipTo = (reading: Reading, to: number): void => {
  const { trace, bytes, at, path } = reading;
  trace?.spans.push(...plainSpan(`${path.join('.')}.rest`, 'Unread rest', bytes, at, to));
  reading.at = to;
};
