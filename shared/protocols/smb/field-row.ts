import { u16le } from '../structure/number.ts';
import { type Piece, type Row, row } from '../structure/piece.ts';
import type { Words } from '../structure/words.ts';

/** Rows that all stand in section `section` of MS-SMB2. */
export const rowsOf =
  (section: string) =>
  <const Name extends string, Value>(
    name: Name,
    piece: Piece<Value>,
    label: string,
    about: string,
    more: Partial<Words> = {},
  ): Row<Name, Value> =>
    row(name, piece, { label, about, rfc: `MS-SMB2 §${section}`, ...more });

type RowsOf = ReturnType<typeof rowsOf>;

/** The size that every body begins with; an odd one counts a first byte of what varies, there or not. */
export const sizeRow = (field: RowsOf, size: number) =>
  field('structureSize', u16le, 'Structure size', 'The size of the fixed part of this message.', {
    constant: size,
  });

/** Where something that varies begins, counted from the SMB2 header; here it always follows at once. */
export const offsetRow = <const Name extends string>(field: RowsOf, name: Name, offset: number) =>
  field(name, u16le, 'Offset', 'Where the varying part begins, from the header on.', {
    constant: offset,
  });
