import { concat } from '../base/bytes.ts';
import { shownBytes } from './field.ts';
import type { IssueCode } from './issue.ts';
import type { Unit } from './protocol.ts';
import type { Span } from './span.ts';

/** One option of an IPv4 or TCP header: `data` without kind and length bytes. */
export interface HeaderOption {
  readonly kind: number;
  readonly data: Uint8Array;
}

const END_OF_LIST = 0;
const NO_OPERATION = 1;

/** An option's place in the bytes; `broken` when its length byte cannot be right, and where the next one begins is not
 *  known. */
interface OptionPlace {
  readonly kind: number;
  readonly from: number;
  readonly to: number;
  readonly broken: boolean;
}

/** Whether an option of a kind can be that long in whole, by its kind; others may have any length. */
export type OptionLengths = Readonly<Record<number, (length: number) => boolean>>;

const lengthAt = (bytes: Uint8Array, at: number, end: number): number | undefined => {
  const length = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
  return length < 2 || at + length > end ? undefined : length;
};

/** Walks kind, length, data until the list ends or a length cannot be right, RFC 791 §3.1 and
 *  RFC 9293 §3.1: kind 0 ends the list, kind 1 is a single byte. */
const optionPlaces = (bytes: Uint8Array, start: number, end: number): readonly OptionPlace[] => {
  const places: OptionPlace[] = [];
  let from = start;
  while (from < end) {
    const kind = bytes[from] ?? 0;
    const length = kind === NO_OPERATION ? 1 : lengthAt(bytes, from, end);
    const broken = kind !== END_OF_LIST && length === undefined;
    const to = kind === END_OF_LIST ? end : from + (length ?? end - from);
    places.push({ kind, from, to, broken });
    from = to;
  }
  return places;
};

/** The options up to the end of the list; a broken one ends it too. */
export const readOptions = (bytes: Uint8Array): readonly HeaderOption[] =>
  optionPlaces(bytes, 0, bytes.length)
    .filter(({ kind, broken }) => kind !== END_OF_LIST && !broken)
    .map(({ kind, from, to }) => ({ kind, data: bytes.slice(Math.min(from + 2, to), to) }));

/** The bytes of `options`, padded with zeros to whole 4-byte words. */
export const writeOptions = (options: readonly HeaderOption[]): Uint8Array => {
  const written = concat(
    ...options.map(({ kind, data }) =>
      kind === END_OF_LIST || kind === NO_OPERATION
        ? Uint8Array.of(kind)
        : Uint8Array.of(kind, data.length + 2, ...data),
    ),
  );
  return concat(written, new Uint8Array((4 - (written.length % 4)) % 4));
};

/** The first option in `bytes[start, end)` whose length byte cannot be right: its number, counted from 0, where it begins,
 *  and whether the list can be read on behind it. */
export const wrongOption = (
  bytes: Uint8Array,
  start: number,
  end: number,
  lengths: OptionLengths = {},
): { readonly index: number; readonly from: number; readonly goesOn: boolean } | undefined => {
  const places = optionPlaces(bytes, start, end);
  const index = places.findIndex(
    ({ kind, from, to, broken }) => broken || lengths[kind]?.(to - from) === false,
  );
  const found = places[index];
  return found === undefined ? undefined : { index, from: found.from, goesOn: !found.broken };
};

/** Bytes `[from, to)` behind the option that ends the list, where one does not, RFC 9293 §3.1; undefined where all are zero. */
export const wrongPadding = (
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly from: number; readonly to: number } | undefined => {
  const last = optionPlaces(bytes, start, end).at(-1);
  if (last?.kind !== END_OF_LIST) return undefined;
  const from = last.from + 1;
  return bytes.subarray(from, end).some(byte => byte !== 0) ? { from, to: end } : undefined;
};

/** The rule that every length byte among the options of `id`, which begin at byte `offset` of the header, is right. */
export const optionLengthRule = <const Code extends IssueCode>(
  id: string,
  code: Code,
  offset: number,
  lengths: OptionLengths,
  rfc: string,
) =>
  ({
    code,
    severity: 'error',
    field: 'options',
    rfc,
    broken: ({ bytes, start, headerEnd }: OptionsAround) =>
      wrongOption(bytes, start + offset, headerEnd, lengths) !== undefined,
    place: ({ bytes, start, headerEnd }: OptionsAround) => {
      const wrong = wrongOption(bytes, start + offset, headerEnd, lengths);
      if (wrong === undefined) return undefined;
      const { index, from, goesOn } = wrong;
      const path = `${id}.options.${index}`;
      return goesOn
        ? {
            path: `${path}.length`,
            bitOffset: from * 8 + 8,
            bitLength: 8,
            given: bytes[from + 1] ?? 0,
          }
        : { path, bitOffset: from * 8, bitLength: (headerEnd - from) * 8 };
    },
  }) as const;

type OptionsAround = Pick<Unit, 'bytes' | 'start' | 'headerEnd'>;

/** Kinds by number, for the spans of options. */
export type OptionNames = Readonly<Record<number, string>>;

/** One span an option, with its kind, length and data below it. */
export const optionSpans =
  (id: string, names: OptionNames, rfc: string) =>
  (bytes: Uint8Array, start: number, end: number): readonly Span[] =>
    optionPlaces(bytes, start, end).map((place, index) => {
      const path = `${id}.options.${index}`;
      const label = place.broken ? 'Broken option' : (names[place.kind] ?? `Option ${place.kind}`);
      const span = (name: string, what: string, from: number, to: number): Span => ({
        path: `${path}.${name}`,
        label: what,
        bitOffset: from * 8,
        bitLength: (to - from) * 8,
        shown: name === 'data' ? shownBytes(bytes.subarray(from, to)) : String(bytes[from] ?? 0),
        rfc,
      });
      const whole = {
        path,
        label,
        bitOffset: place.from * 8,
        bitLength: (place.to - place.from) * 8,
        shown: shownBytes(bytes.subarray(place.from, place.to)),
        value: place.kind,
        rfc,
      };
      if (place.broken || place.kind <= NO_OPERATION) return whole;
      const data = place.from + 2;
      return {
        ...whole,
        children: [
          span('kind', 'Kind', place.from, place.from + 1),
          span('length', 'Length', place.from + 1, data),
          ...(place.to > data ? [span('data', 'Data', data, place.to)] : []),
        ],
      };
    });
