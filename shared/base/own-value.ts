/** What a table of words says of `key`; undefined for a key that is only what every object has, as `constructor`. */
export const ownValue = <Value>(
  table: Readonly<Record<string, Value | undefined>> | undefined,
  key: string,
): Value | undefined => (table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined);
