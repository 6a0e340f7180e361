import { type BitAccess, bitAccess } from './bit-access.ts';
import type { Field, FieldValue, FixedOf, HeaderOf } from './field.ts';

/** A header without its types: what the machinery reads and writes. */
export type HeaderRecord = Record<string, FieldValue>;
/** Values to write, by field name; what is missing is derived or takes its default. */
export type HeaderValues = Readonly<Record<string, FieldValue | undefined>>;

/** A field with its place: bits from the start of the header, or of the trailer. */
export interface Column extends BitAccess {
  readonly field: Field;
  readonly name: string;
  readonly path: string;
  readonly bitOffset: number;
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
}

const layOut = (id: string, fields: readonly Field[]): readonly Column[] => {
  let bitOffset = 0;
  return fields.map(field => {
    const column: Column = {
      ...bitAccess(bitOffset, field.bits),
      field,
      name: field.name,
      path: `${id}.${field.name}`,
      bitOffset,
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
  for (const { name, get } of columns) {
    Object.defineProperty(TableView.prototype, name, {
      enumerable: true,
      get(this: { readonly bytes: Uint8Array; readonly start: number }) {
        return get(this.bytes, this.start);
      },
    });
  }
  return TableView;
};

const put = (column: Column, bytes: Uint8Array, start: number, values: HeaderValues): void => {
  const { field } = column;
  const value = values[column.name] ?? field.default ?? 0;
  if (typeof value === 'number' && value !== 0) column.put(bytes, start, value);
};

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
  // Every header starts as a copy of one object, so that all have the same hidden shape.
  const blank: HeaderRecord = Object.fromEntries(fields.map(({ name }) => [name, 0]));
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
      for (const { name, get } of fixed) header[name] = get(bytes, start);
      if (tail !== undefined) {
        const from = start + fixedBytes;
        header[tail.name] = headerEnd > from ? bytes.subarray(from, headerEnd) : NO_BYTES;
      }
      for (const { name, get } of trailer) header[name] = get(bytes, end - trailerBytes);
      return header as HeaderOf<Fields>;
    },
    write: (bytes, start, end, values) => {
      for (const column of fixed) put(column, bytes, start, values);
      const rest = tail === undefined ? undefined : values[tail.name];
      if (rest instanceof Uint8Array) bytes.set(rest, start + fixedBytes);
      for (const column of trailer) put(column, bytes, end - trailerBytes, values);
    },
  };
};
