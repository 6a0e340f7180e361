import { shownBytes } from './field.ts';
import type { Issue } from './issue.ts';
import type { Span } from './span.ts';

/** One option of a list: its place as byte offsets, `data` where its content begins. */
export interface OptionPlace {
  readonly type: number;
  readonly from: number;
  readonly data: number;
  readonly to: number;
  readonly broken: boolean;
}

/** How long the option at `at` is in whole, by its own bytes; 0 where that cannot be. */
export type OptionLength = (bytes: Uint8Array, at: number) => number;

/** Walks the options in bytes `[start, end)`; the first whose length cannot be right is the last. */
export const optionPlacesOf = (
  bytes: Uint8Array,
  start: number,
  end: number,
  lengthAt: OptionLength,
): readonly OptionPlace[] => {
  const places: OptionPlace[] = [];
  for (let from = start; from < end; ) {
    const length = lengthAt(bytes, from);
    const broken = length === 0 || from + length > end;
    const to = broken ? end : from + length;
    places.push({ type: bytes[from] ?? 0, from, data: Math.min(from + 2, to), to, broken });
    from = to;
  }
  return places;
};

/** Whether an option of a type can be that long in whole, by its type; others may have any length. */
export type TypeLengths = Readonly<Record<number, (length: number) => boolean>>;

/** The first of the options of `id` whose length cannot be right: its length byte, or all that is left where the next one
 *  cannot be found. Offsets are bits. */
export const wrongLengthAmong = (
  id: string,
  bytes: Uint8Array,
  places: readonly Omit<OptionPlace, 'data'>[],
  lengths: TypeLengths,
): Pick<Issue, 'path' | 'bitOffset' | 'bitLength' | 'given'> | undefined => {
  const index = places.findIndex(
    ({ type, from, to, broken }) => broken || lengths[type]?.(to - from) === false,
  );
  const found = places[index];
  if (found === undefined) return undefined;
  const path = `${id}.options.${index}`;
  const { from, to, broken } = found;
  return broken
    ? { path, bitOffset: from * 8, bitLength: (to - from) * 8 }
    : {
        path: `${path}.length`,
        bitOffset: from * 8 + 8,
        bitLength: 8,
        given: bytes[from + 1] ?? 0,
      };
};

/** The same of the options in bytes `[start, end)`. */
export const wrongLength = (
  id: string,
  bytes: Uint8Array,
  [start, end]: readonly [number, number],
  lengthAt: OptionLength,
  lengths: TypeLengths,
) => wrongLengthAmong(id, bytes, optionPlacesOf(bytes, start, end, lengthAt), lengths);

/** A piece of an option's content: `bytes` long, the rest of the option where that is 0. */
export interface OptionPart {
  readonly name: string;
  readonly label: string;
  readonly bytes: number;
  /** As many of them as there is room for, numbered from 0. */
  readonly repeats?: true;
  readonly shown?: (bytes: Uint8Array, from: number, to: number) => string;
}

/** What a type of option is called and what it is made of. */
export interface OptionWords {
  readonly label: string;
  readonly rfc: string;
  readonly parts?: readonly OptionPart[];
}

const big = (bytes: Uint8Array, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 256 + (bytes[at] ?? 0);
  return value;
};

/** The number in a part, for people. */
export const shownNumber = (bytes: Uint8Array, from: number, to: number): string =>
  String(big(bytes, from, to));

const partSpan = (
  path: string,
  part: OptionPart,
  bytes: Uint8Array,
  from: number,
  to: number,
  rfc: string,
): Span => ({
  path: `${path}.${part.name}`,
  label: part.label,
  bitOffset: from * 8,
  bitLength: (to - from) * 8,
  shown: part.shown?.(bytes, from, to) ?? shownBytes(bytes.subarray(from, to)),
  ...(to - from <= 6 ? { value: big(bytes, from, to) } : {}),
  rfc,
});

const HEAD: readonly OptionPart[] = [
  { name: 'type', label: 'Type', bytes: 1, shown: shownNumber },
  { name: 'length', label: 'Length', bytes: 1, shown: shownNumber },
];

const REST: OptionPart = { name: 'data', label: 'Data', bytes: 0 };

const eachOf = (part: OptionPart, room: number): readonly OptionPart[] =>
  part.repeats === true
    ? Array.from({ length: Math.floor(room / part.bytes) }, (_, index) => ({
        ...part,
        name: `${part.name}.${index}`,
      }))
    : [part];

const contentSpans = (
  path: string,
  { parts = [], rfc }: OptionWords,
  bytes: Uint8Array,
  place: OptionPlace,
): Span[] => {
  const spans: Span[] = [];
  let from = place.from;
  for (const part of [...HEAD, ...parts, REST]) {
    for (const whole of eachOf(part, place.to - from)) {
      const to = whole.bytes === 0 ? place.to : Math.min(place.to, from + whole.bytes);
      if (to > from) spans.push(partSpan(path, whole, bytes, from, to, rfc));
      from = to;
    }
  }
  return spans;
};

/** Spans of a list of options, one each, with type, length and content below it. */
export const tlvSpans = (
  path: string,
  words: Readonly<Record<number, OptionWords>>,
  bytes: Uint8Array,
  places: readonly OptionPlace[],
  rfc: string,
): readonly Span[] =>
  places.map((place, index) => {
    const own = `${path}.${index}`;
    const known = words[place.type] ?? { label: `Option ${place.type}`, rfc };
    const whole: Span = {
      path: own,
      label: place.broken ? 'Broken option' : known.label,
      bitOffset: place.from * 8,
      bitLength: (place.to - place.from) * 8,
      shown: shownBytes(bytes.subarray(place.from, place.to)),
      value: place.type,
      rfc: known.rfc,
    };
    if (place.broken || place.to === place.from + 1) return whole;
    return { ...whole, children: contentSpans(own, known, bytes, place) };
  });
