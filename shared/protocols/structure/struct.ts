import { readNamed } from './named.ts';
import { formOf, type Piece, type Row, type Values } from './piece.ts';
import type { Reading } from './reading.ts';
import { newWriting, type Writing } from './writing.ts';

type AnyRow = Row<string, unknown>;

/** The plain object of a struct: one property a row. */
type StructValue<Rows extends readonly AnyRow[]> = {
  readonly [R in Rows[number] as R['name']]: R extends Row<string, infer Value> ? Value : never;
};

/** What computes the rows that another row decides (its tag, count or length) or that have a rule of their own. */
const derivations = (
  rows: readonly AnyRow[],
): Readonly<Record<string, (values: Values) => number>> => {
  const found: Record<string, (values: Values) => number> = {};
  for (const { name, piece } of rows) {
    const { dependence } = piece;
    if (dependence !== undefined) found[dependence.name] = values => dependence.from(values[name]);
  }
  for (const { name, derive } of rows) {
    if (derive === undefined) continue;
    found[name] = values => derive(values, other => sizeOf(rows, other, values));
  }
  return found;
};

const sizeOf = (rows: readonly AnyRow[], name: string, values: Values): number => {
  const row = rows.find(candidate => candidate.name === name);
  const writing = newWriting();
  if (row !== undefined) writeRow(writing, row, values);
  return writing.length;
};

const writeRow = (writing: Writing, { name, piece }: AnyRow, values: Values): void => {
  const said = values[`${name}Length`];
  piece.write(writing, values[name], typeof said === 'number' ? said : undefined);
};

const readRows = (reading: Reading, rows: readonly AnyRow[]): Values => {
  const values: Record<string, unknown> = {};
  reading.scopes.push(values);
  for (const { name, piece, words } of rows) values[name] = readNamed(reading, name, piece, words);
  reading.scopes.pop();
  return values;
};

/** Rows one behind the other. */
export const struct = <const Rows extends readonly AnyRow[]>(
  ...rows: Rows
): Piece<StructValue<Rows>> => {
  const derived = derivations(rows);
  const filled = (given: Values): Values => {
    const values: Record<string, unknown> = { ...given };
    for (const { name, piece, words } of rows) {
      if (values[name] !== undefined || derived[name] !== undefined) continue;
      values[name] = words.constant ?? words.default ?? piece.initial();
    }
    for (const { name } of rows) values[name] ??= derived[name]?.(values);
    return values;
  };
  return {
    kind: 'struct',
    compound: true,
    bits: 0,
    initial: () => filled({}) as StructValue<Rows>,
    read: reading => readRows(reading, rows) as StructValue<Rows>,
    write: (writing, given) => {
      const values = filled(given);
      for (const row of rows) writeRow(writing, row, values);
    },
    generate: (random, depth) => {
      const plain = rows.filter(({ name }) => derived[name] === undefined);
      const values = plain.map(({ name, piece, words }) => [
        name,
        piece.generate(random, depth, words),
      ]);
      return filled(Object.fromEntries(values)) as StructValue<Rows>;
    },
    form: path => rows.flatMap(row => formOf(row, path, derived[row.name] !== undefined)),
  };
};
