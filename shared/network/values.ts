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

/** The header fields among `values`, cut to the width of their fields; what is no whole number is left out. */
export const headerFrom = (table: HeaderTable, values: Values): Record<string, number> => {
  const header: Record<string, number> = {};
  for (const { name, bits } of table.fields) {
    const value = numberAt(values, `${table.id}.${name}`, -1);
    if (value >= 0 && bits > 0) header[name] = value % 2 ** bits;
  }
  return header;
};

/** The named fields of `header` as values of a decision. */
export const valuesOf = <Name extends string>(
  id: string,
  header: Readonly<Record<Name, number>>,
  names: readonly Name[],
): Record<string, Value> => {
  const values: Record<string, Value> = {};
  for (const name of names) values[`${id}.${name}`] = header[name];
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
