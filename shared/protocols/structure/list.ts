import { readNamed } from './named.ts';
import type { Piece } from './piece.ts';
import { fail, type Reading, seenNumber } from './reading.ts';
import type { Words } from './words.ts';

/** Where a list ends; at the end of what is around it when left out. */
export interface ListOptions {
  /** The earlier row that counts the items (which is then derived). */
  readonly count?: string;
  /** Behind the item whose row of this name has this value (an end mark). */
  readonly last?: { readonly name: string; readonly value: number };
}

const MOST_GENERATED = 3;

const isLast = (item: unknown, last: ListOptions['last']): boolean =>
  last !== undefined &&
  typeof item === 'object' &&
  item !== null &&
  (item as Readonly<Record<string, unknown>>)[last.name] === last.value;

const readItems = <Value>(
  reading: Reading,
  item: Piece<Value>,
  { count, last }: ListOptions,
  words: Words,
): Value[] => {
  const items: Value[] = [];
  const most = count === undefined ? Number.POSITIVE_INFINITY : seenNumber(reading, count);
  const itemWords = { ...words, label: words.item ?? words.label };
  while (!reading.stopped && items.length < most) {
    const from = reading.at;
    if (count === undefined && from >= reading.end) break;
    const value = readNamed(reading, items.length, item, itemWords);
    items.push(value);
    if (isLast(value, last)) break;
    // An item of no bytes could be there any number of times.
    if (reading.at === from && !reading.stopped) {
      fail(reading, 'structure/empty-item', words, [from, reading.end]);
      reading.stopped = true;
    }
  }
  return items;
};

/** The same piece again and again. */
export const list = <Value>(
  item: Piece<Value>,
  options: ListOptions = {},
): Piece<readonly Value[]> => ({
  kind: 'list',
  compound: true,
  bits: 0,
  ...(options.count === undefined
    ? {}
    : {
        dependence: {
          name: options.count,
          from: value => (Array.isArray(value) ? value.length : 0),
        },
      }),
  initial: () => [],
  read: (reading, words) => readItems(reading, item, options, words),
  write: (writing, items) => {
    for (const value of items) item.write(writing, value);
  },
  generate: (random, depth, words) => {
    const items: Value[] = [];
    const count = depth <= 0 ? 0 : Math.floor(random() * (MOST_GENERATED + 1));
    while (items.length < count && !isLast(items.at(-1), options.last)) {
      items.push(item.generate(random, depth - 1, words));
    }
    return items;
  },
  form: path => item.form(`${path}.#`),
});

/** A piece that contains itself, by way of lists or vectors; it ends because depth is bounded. */
export const later = <Value>(
  kind: 'struct' | 'choice',
  piece: () => Piece<Value>,
): Piece<Value> => ({
  kind,
  compound: true,
  bits: 0,
  initial: () => piece().initial(),
  read: (reading, words) => piece().read(reading, words),
  write: (writing, value) => piece().write(writing, value),
  generate: (random, depth, words) => piece().generate(random, depth - 1, words),
  form: () => [],
});
