type Seen = Map<object, unknown>;

const copyMap = (value: ReadonlyMap<unknown, unknown>, seen: Seen): Map<unknown, unknown> => {
  const map = new Map<unknown, unknown>();
  seen.set(value, map);
  for (const [key, item] of value) map.set(key, copyInto(item, seen));
  return map;
};

const copyList = (value: readonly unknown[], seen: Seen): unknown[] => {
  const list: unknown[] = [];
  seen.set(value, list);
  for (const item of value) list.push(copyInto(item, seen));
  return list;
};

const copyPlain = (value: object, seen: Seen): Record<string, unknown> => {
  // Spread first: most of what an object holds are numbers and words, which need no look.
  const plain: Record<string, unknown> = { ...value };
  seen.set(value, plain);
  for (const key of Object.keys(plain)) {
    const item = plain[key];
    if (typeof item === 'object' && item !== null) plain[key] = copyInto(item, seen);
  }
  return plain;
};

const copyInto = (value: unknown, seen: Seen): unknown => {
  // Bytes are never changed in place: sharing them keeps a copy cheap.
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const before = seen.get(value);
  if (before !== undefined) return before;
  if (Array.isArray(value)) return copyList(value, seen);
  if (value instanceof Map) return copyMap(value, seen);
  if (value instanceof Set) return new Set(copyList([...value], seen));
  return copyPlain(value, seen);
};

/**
 * A structural copy of plain data with maps and sets; what is shared inside stays shared. Byte arrays and the objects in
 * `unchanging` are not copied.
 */
export const deepCopy = <T>(value: T, unchanging: Iterable<object> = []): T => {
  const seen: Seen = new Map();
  for (const one of unchanging) seen.set(one, one);
  return copyInto(value, seen) as T;
};
