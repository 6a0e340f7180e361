import type { Field, HeaderOf } from './field.ts';
import type { SealedWords } from './fragment-words.ts';
import type { Rule, Subject, Unit } from './protocol.ts';
import type { Span } from './span.ts';
import type { Table } from './table.ts';

/** What a protocol adds to its table. Offsets are bytes. */
export interface TableSpec<Fields extends readonly Field[]> {
  readonly id: string;
  readonly title: string;
  readonly rfc: string;
  readonly carriedAs?: number;
  readonly minimumPayload?: number;
  readonly fields: Fields;
  /** Options are padded so that the header is a multiple of this; 4 when left out. */
  readonly wordBytes?: number;
  /** Header length as the header says, at least the fixed part; the fixed part when left out. */
  readonly headerLength?: (bytes: Uint8Array, start: number, limit: number) => number;
  /** End of the unit as the header says; `limit` when left out. */
  readonly end?: (header: HeaderOf<Fields>, start: number, limit: number) => number;
  readonly derive?: { readonly [Name in keyof HeaderOf<Fields>]?: (unit: Unit) => number };
  readonly rules: readonly Rule<HeaderOf<Fields>>[];
  /** Whether the payload can be read as the next protocol; yes when left out. */
  readonly opens?: (subject: Subject<HeaderOf<Fields>>) => boolean;
  /** What a payload that does not open is. */
  readonly sealed?: (subject: Subject<HeaderOf<Fields>>) => SealedWords | undefined;
  /** Spans of the tail, which starts at byte `start`; one span for all of it when left out. */
  readonly tailSpans?: (bytes: Uint8Array, start: number, end: number) => readonly Span[];
  /** Bytes of a generated tail. */
  readonly generateTail?: (random: () => number) => Uint8Array;
}

/** `value`, or the nearer limit. */
export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, high));

/** Where the parts of a unit stand, or how many bytes its header lacks. */
export interface Extent {
  readonly headerEnd: number;
  readonly needed: number;
}

/** Header end of the unit at `start`; `needed` counts the bytes that header and trailer take. */
export const extentOf = <Fields extends readonly Field[]>(
  spec: TableSpec<Fields>,
  table: Table<Fields>,
  bytes: Uint8Array,
  start: number,
  limit: number,
): Extent => {
  const least = table.fixedBytes + table.trailerBytes;
  const said =
    limit - start >= table.fixedBytes ? (spec.headerLength?.(bytes, start, limit) ?? 0) : 0;
  const headerBytes = Math.max(said, table.fixedBytes);
  return {
    headerEnd: start + headerBytes,
    needed: Math.max(least, headerBytes + table.trailerBytes),
  };
};
