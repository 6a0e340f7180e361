import { type Field, type FieldValue, type HeaderOf, shownBytes, shownValue } from './field.ts';
import type { Issue } from './issue.ts';
import type { Dissection, EncodeContext, Rule, Subject } from './protocol.ts';
import type { Span } from './span.ts';
import { type Column, type Table, valueAt } from './table.ts';
import { clamp, extentOf, type TableSpec } from './table-spec.ts';

/** A span without value or words: bytes `[from, to)`, or none when there are none. */
export const plainSpan = (
  path: string,
  label: string,
  bytes: Uint8Array,
  from: number,
  to: number,
): Span[] =>
  to > from
    ? [
        {
          path,
          label,
          bitOffset: from * 8,
          bitLength: (to - from) * 8,
          shown: shownBytes(bytes.subarray(from, to)),
        },
      ]
    : [];

const columnSpan = (column: Column, base: number, value: number | bigint): Span => ({
  path: column.path,
  label: column.field.label,
  bitOffset: base * 8 + column.bitOffset,
  bitLength: column.field.bits,
  shown: shownValue(column.field, value),
  value: typeof value === 'bigint' ? shownValue(column.field, value) : value,
  rfc: column.field.rfc,
  about: column.field.about,
});

/** Spans of the fields that lie before `limit` in whole. */
export const columnSpans = (
  columns: readonly Column[],
  bytes: Uint8Array,
  base: number,
  limit: number,
): Span[] =>
  columns
    .filter(column => base * 8 + column.bitOffset + column.field.bits <= limit * 8)
    .map(column => columnSpan(column, base, valueAt(bytes, base, column)));

const tailSpan = <Fields extends readonly Field[]>(
  spec: TableSpec<Fields>,
  tail: Field,
  bytes: Uint8Array,
  from: number,
  to: number,
): Span[] =>
  plainSpan(`${spec.id}.${tail.name}`, tail.label, bytes, from, to).map(span => ({
    ...span,
    rfc: tail.rfc,
    about: tail.about,
    ...(spec.tailSpans === undefined ? {} : { children: spec.tailSpans(bytes, from, to) }),
  }));

/** The header does not fit: the fields that do, and the rest as one span. Where the missing bytes are
 *  among `cutBytes` that were not captured, that is no fault of the header. */
export const dissectTruncated = <Fields extends readonly Field[]>(
  spec: { readonly id: string; readonly rfc: string },
  table: Table<Fields>,
  bytes: Uint8Array,
  start: number,
  limit: number,
  needed: number,
  cutBytes = 0,
): Dissection => {
  const spans = columnSpans(table.fixed, bytes, start, limit);
  const read = spans.reduce((bits, span) => bits + span.bitLength, 0);
  // A field cut in the middle may leave a rest that starts inside a byte.
  const from = start * 8 + read;
  if (from < limit * 8) {
    spans.push({
      path: `${spec.id}.rest`,
      label: 'Cut off',
      bitOffset: from,
      bitLength: limit * 8 - from,
      shown: shownBytes(bytes.subarray(from >> 3, limit)),
    });
  }
  const isCut = cutBytes > 0 && limit - start + cutBytes >= needed;
  const issue: Issue = {
    severity: isCut ? 'note' : 'error',
    code: isCut ? 'header/not-captured' : 'header/truncated',
    path: spec.id,
    bitOffset: start * 8,
    bitLength: (limit - start) * 8,
    given: limit - start,
    expected: needed,
    rfc: spec.rfc,
  };
  return {
    layer: undefined,
    spans,
    trailer: [],
    issues: [issue],
    headerEnd: limit,
    payloadEnd: limit,
    end: limit,
    opens: false,
  };
};

interface Place {
  readonly bitOffset: number;
  readonly bitLength: number;
}

const placeOf = <Fields extends readonly Field[]>(
  table: Table<Fields>,
  subject: Subject<HeaderOf<Fields>>,
  name: string,
): Place => {
  const column = table.fixed.find(candidate => candidate.name === name);
  if (column !== undefined) {
    return { bitOffset: subject.start * 8 + column.bitOffset, bitLength: column.field.bits };
  }
  const behind = table.trailer.find(candidate => candidate.name === name);
  if (behind !== undefined) {
    const base = subject.limit - table.trailerBytes;
    return { bitOffset: base * 8 + behind.bitOffset, bitLength: behind.field.bits };
  }
  const from = subject.start + table.fixedBytes;
  return { bitOffset: from * 8, bitLength: (subject.headerEnd - from) * 8 };
};

const issueOf = <Fields extends readonly Field[]>(
  spec: TableSpec<Fields>,
  table: Table<Fields>,
  rule: Rule<HeaderOf<Fields>>,
  subject: Subject<HeaderOf<Fields>>,
): Issue => {
  const header = subject.header as Readonly<Record<string, FieldValue>>;
  const given = header[rule.field];
  const expected = rule.expected?.(subject);
  return {
    severity: rule.severity,
    code: rule.code,
    path: `${spec.id}.${rule.field}`,
    ...placeOf(table, subject, rule.field),
    ...(typeof given === 'number' ? { given } : {}),
    ...rule.place?.(subject),
    ...(expected === undefined ? {} : { expected }),
    rfc: rule.rfc,
  };
};

const subjectOf = <Fields extends readonly Field[]>(
  spec: TableSpec<Fields>,
  header: HeaderOf<Fields>,
  trailerBytes: number,
  unit: { bytes: Uint8Array; start: number; headerEnd: number; context: EncodeContext },
  limit: number,
): Subject<HeaderOf<Fields>> => {
  const said = spec.end === undefined ? limit : spec.end(header, unit.start, limit);
  const end = clamp(said - trailerBytes, unit.headerEnd, limit - trailerBytes);
  return { ...unit, header, end, limit };
};

const sealedWords = <Fields extends readonly Field[]>(
  spec: TableSpec<Fields>,
  subject: Subject<HeaderOf<Fields>>,
  opens: boolean,
): Pick<Dissection, 'sealed'> => {
  const sealed = opens ? undefined : spec.sealed?.(subject);
  return sealed === undefined ? {} : { sealed };
};

/** Spans and issues of one header and its trailer; the payload is left to the caller. */
export const dissectHeader = <Fields extends readonly Field[]>(
  spec: TableSpec<Fields>,
  table: Table<Fields>,
  bytes: Uint8Array,
  start: number,
  limit: number,
  context: EncodeContext,
): Dissection => {
  const { headerEnd, needed } = extentOf(spec, table, bytes, start, limit);
  const cut = context.cutBytes ?? 0;
  if (limit - start < needed) {
    return dissectTruncated(spec, table, bytes, start, limit, needed, cut);
  }
  const { fixed, tail, trailer, fixedBytes, trailerBytes } = table;
  const header = table.read(bytes, start, headerEnd, limit);
  const unit = { bytes, start, headerEnd, context };
  const subject = subjectOf(spec, header, trailerBytes, unit, limit + cut);
  const payloadEnd = Math.min(subject.end, limit);
  const opens = spec.opens?.(subject) ?? true;
  const tails =
    tail === undefined ? [] : tailSpan(spec, tail, bytes, start + fixedBytes, headerEnd);
  // A trailer stands at the end of what was sent, behind any padding; it is lost where the end is.
  const end = trailerBytes > 0 ? limit : payloadEnd;
  const lost = cut > 0 ? trailer.map(({ name }) => name) : [];
  return {
    layer: { id: spec.id, header, start, headerEnd, end },
    spans: [...columnSpans(fixed, bytes, start, headerEnd), ...tails],
    trailer: cut > 0 ? [] : columnSpans(trailer, bytes, limit - trailerBytes, limit),
    issues: spec.rules
      .filter(rule => !lost.includes(rule.field) && rule.broken(subject))
      .map(rule => issueOf(spec, table, rule, subject)),
    headerEnd,
    payloadEnd,
    end,
    opens,
    ...(subject.end > limit ? { cutBytes: subject.end - limit } : {}),
    ...sealedWords(spec, subject, opens),
  };
};
