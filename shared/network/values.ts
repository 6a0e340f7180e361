import type { Field } from '../protocols/field.ts';
import type { Value } from './task.ts';

/** Values of a decision by path. */
export type Values = Readonly<Record<string, Value>>;

/** What reading and writing header values needs of a protocol's table. */
export interface HeaderTable {
  readonly id: string;
  readonly fields: readonly Field[];
}

/** The value at `path` if it is a whole number of zero or more; else `fallback`. */
export const numberAt = (values: Values, path: string, fallback: number): number => {
  const value = values[path];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fallback;
};

/** The value at `path` as text; numbers are written in decimal. */
export const textAt = (values: Values, path: string, fallback: string): string => {
  const value = values[path];
  return value === undefined ? fallback : String(value);
};

/** A field that a decision may give: its name, and the first number that is too large for it. */
interface Written {
  readonly name: string;
  readonly limit: number;
}

const written = new WeakMap<HeaderTable, ReadonlyMap<string, Written>>();

// Made once a table: a path that is put together anew is looked up many times slower.
const writtenOf = (table: HeaderTable): ReadonlyMap<string, Written> => {
  const known = written.get(table);
  if (known !== undefined) return known;
  const made = new Map(
    table.fields
      .filter(({ bits }) => bits > 0)
      .map(({ name, bits }) => [`${table.id}.${name}`, { name, limit: 2 ** bits }] as const),
  );
  written.set(table, made);
  return made;
};

/**
 * The header fields among `values`, cut to the width of their fields, beside those of `others` that are not among them;
 * what is no whole number is left out.
 */
export const headerFrom = (
  table: HeaderTable,
  values: Values,
  others: Readonly<Record<string, number>> = {},
): Record<string, number> => {
  const header = { ...others };
  const fields = writtenOf(table);
  for (const path in values) {
    const field = fields.get(path);
    if (field === undefined) continue;
    const value = numberAt(values, path, -1);
    if (value >= 0) header[field.name] = value < field.limit ? value : value % field.limit;
  }
  return header;
};

const paths = new Map<string, Map<string, string>>();

// As above, made once a field; ids and names come from tables, so they are few.
const pathOf = (id: string, name: string): string => {
  let ofTable = paths.get(id);
  if (ofTable === undefined) {
    ofTable = new Map();
    paths.set(id, ofTable);
  }
  let path = ofTable.get(name);
  if (path === undefined) {
    path = `${id}.${name}`;
    ofTable.set(name, path);
  }
  return path;
};

/** The named fields of `header` as values of a decision. */
export const valuesOf = <Name extends string>(
  id: string,
  header: Readonly<Record<Name, number>>,
  names: readonly Name[],
): Record<string, Value> => {
  const values: Record<string, Value> = {};
  for (const name of names) values[pathOf(id, name)] = header[name];
  return values;
};

/** `given` without what cannot be a value of its kind: words for numbers where `own` has a number, and the reverse. */
export const sameKinds = (given: Values, own: Values): Values =>
  Object.fromEntries(
    Object.entries(given).filter(([path, value]) => {
      const kind = typeof own[path];
      if (kind === 'number') return numberAt(given, path, -1) >= 0;
      return kind === 'undefined' ? true : typeof value === kind;
    }),
  );
