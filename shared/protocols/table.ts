import { type BitPlace, bitPlace, getterAt, readBits, writeBits } from './bit-access.ts';
import { type Field, type FieldValue, type FixedOf, type HeaderOf, isWide } from './field.ts';
import { readWide, wideGetterAt, writeWide } from './wide-access.ts';

/** A header without its types: what the machinery reads and writes. */
export type HeaderRecord = Record<string, FieldValue>;
/** Values to write, by field name; what is missing is derived or takes its default. */
export type HeaderValues = Readonly<Record<string, FieldValue | undefined>>;

/** A field with its place: bits from the start of the header, or of the trailer. */
export interface Column extends BitPlace {
  readonly field: Field;
  readonly name: string;
  readonly path: string;
  readonly bitOffset: number;
  readonly wide: boolean;
  /** Written when nothing is given. */
  readonly fallback: number;
}

/** A protocol's fields, laid out: the fixed header, at most one tail of a length found on the wire,
 *  and the trailer behind the payload. */
export interface Table<Fields extends readonly Field[]> {
  readonly fields: Fields;
  readonly fixed: readonly Column[];
  readonly tail: Field | undefined;
  readonly trailer: readonly Column[];
  readonly fixedBytes: number;
  readonly trailerBytes: number;
  /** Getters over `bytes`, nothing copied: each reads its field when asked. */
  readonly view: (bytes: Uint8Array, start: number) => FixedOf<Fields>;
  /** The plain header object; the header must be there in whole. */
  readonly read: (
    bytes: Uint8Array,
    start: number,
    headerEnd: number,
    end: number,
  ) => HeaderOf<Fields>;
  /** Writes the header, and the trailer before `end`; derived fields that are not given stay 0. */
  readonly write: (bytes: Uint8Array, start: number, end: number, values: HeaderValues) => void;
  /** Writes those fixed fields that are given, and leaves all else. */
  readonly rewrite: (bytes: Uint8Array, start: number, values: HeaderValues) => void;
}

const layOut = (id: string, fields: readonly Field[]): readonly Column[] => {
  let bitOffset = 0;
  return fields.map(field => {
    const column: Column = {
      ...bitPlace(bitOffset, field.bits),
      field,
      name: field.name,
      path: `${id}.${field.name}`,
      bitOffset,
      wide: isWide(field),
      fallback: field.default ?? 0,
    };
    bitOffset += field.bits;
    return column;
  });
};

const bytesOf = (columns: readonly Column[]): number =>
  columns.reduce((bits, column) => bits + column.field.bits, 0) / 8;

const NO_BYTES = new Uint8Array(0);

class View {
  protected readonly bytes: Uint8Array;
  protected readonly start: number;
  constructor(bytes: Uint8Array, start: number) {
    this.bytes = bytes;
    this.start = start;
  }
}

const viewOf = (columns: readonly Column[]): (new (bytes: Uint8Array, start: number) => View) => {
  class TableView extends View {}
  for (const column of columns) {
    Object.defineProperty(TableView.prototype, column.name, {
      enumerable: true,
      get: column.wide ? wideGetterAt(column) : getterAt(column),
    });
  }
  return TableView;
};

const put = (column: Column, bytes: Uint8Array, start: number, values: HeaderValues): void => {
  const value = values[column.name] ?? column.fallback;
  if (typeof value === 'number') {
    if (value !== 0) writeBits(bytes, start, column, value);
  } else if (typeof value === 'bigint') writeWide(bytes, start, column, value);
};

/** Writes only what is given, and looks only at that: most headers that are written over change in a few fields. */
const rewriterOf = (columns: readonly Column[]): Table<readonly Field[]>['rewrite'] => {
  const byName = new Map(columns.map(column => [column.name, column]));
  return (bytes, start, values) => {
    for (const name in values) {
      const column = byName.get(name);
      const value = values[name];
      if (column === undefined) continue;
      if (typeof value === 'number') writeBits(bytes, start, column, value);
      else if (typeof value === 'bigint') writeWide(bytes, start, column, value);
    }
  };
};

/** The value of any column: a bigint where it is wide. */
export const valueAt = (bytes: Uint8Array, start: number, column: Column): number | bigint =>
  column.wide ? readWide(bytes, start, column) : readBits(bytes, start, column);

/** Every field in its order and worth nothing. Copied and filled in, it is made far faster than by adding one after another. */
const blankOf = (fields: readonly Field[]): HeaderRecord =>
  Object.fromEntries(
    fields.map(field => [field.name, field.bits === 0 ? NO_BYTES : isWide(field) ? 0n : 0]),
  );

/** Lays out `fields`: fixed ones in order, then the tail, then the trailer. */
export const tableOf = <const Fields extends readonly Field[]>(
  id: string,
  fields: Fields,
): Table<Fields> => {
  const fixed = layOut(
    id,
    fields.filter(field => field.bits > 0 && field.trailer !== true),
  );
  const trailer = layOut(
    id,
    fields.filter(field => field.trailer === true),
  );
  const tail = fields.find(field => field.bits === 0);
  const fixedBytes = bytesOf(fixed);
  const trailerBytes = bytesOf(trailer);
  const TableView = viewOf(fixed);
  const narrow = fixed.filter(column => !column.wide);
  const wide = fixed.filter(column => column.wide);
  const blank = blankOf(fields);
  return {
    fields,
    fixed,
    tail,
    trailer,
    fixedBytes,
    trailerBytes,
    view: (bytes, start) => new TableView(bytes, start) as unknown as FixedOf<Fields>,
    read: (bytes, start, headerEnd, end) => {
      const header: HeaderRecord = { ...blank };
      for (const column of narrow) header[column.name] = readBits(bytes, start, column);
      for (const column of wide) header[column.name] = readWide(bytes, start, column);
      if (tail !== undefined) {
        const from = start + fixedBytes;
        header[tail.name] = headerEnd > from ? bytes.subarray(from, headerEnd) : NO_BYTES;
      }
      for (const column of trailer) {
        header[column.name] = readBits(bytes, end - trailerBytes, column);
      }
      return header as HeaderOf<Fields>;
    },
    write: (bytes, start, end, values) => {
      for (const column of fixed) put(column, bytes, start, values);
      const rest = tail === undefined ? undefined : values[tail.name];
      if (rest instanceof Uint8Array) bytes.set(rest, start + fixedBytes);
      for (const column of trailer) put(column, bytes, end - trailerBytes, values);
    },
    rewrite: rewriterOf(fixed),
  };
};
