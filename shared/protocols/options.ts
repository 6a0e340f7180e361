import { concat } from '../base/bytes.ts';
import { shownBytes } from './field.ts';
import type { IssueCode } from './issue.ts';
import type { Unit } from './protocol.ts';
import type { Span } from './span.ts';
import { type OptionPlace, type TypeLengths, wrongLengthAmong } from './tlv-spans.ts';

/** One option of an IPv4 or TCP header: `data` without kind and length bytes. */
export interface HeaderOption {
  readonly kind: number;
  readonly data: Uint8Array;
}

const END_OF_LIST = 0;
const NO_OPERATION = 1;

/** An option's place in the bytes, its kind as `type`; `broken` when its length byte cannot be right, and where the next
 *  one begins is not known. */
type Place = Omit<OptionPlace, 'data'>;

const lengthAt = (bytes: Uint8Array, at: number, end: number): number | undefined => {
  const length = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
  return length < 2 || at + length > end ? undefined : length;
};

/** Walks kind, length, data until the list ends or a length cannot be right, RFC 791 §3.1 and
 *  RFC 9293 §3.1: kind 0 ends the list, kind 1 is a single byte. */
const optionPlaces = (bytes: Uint8Array, start: number, end: number): readonly Place[] => {
  const places: Place[] = [];
  let from = start;
  while (from < end) {
    const kind = bytes[from] ?? 0;
    const length = kind === NO_OPERATION ? 1 : lengthAt(bytes, from, end);
    const broken = kind !== END_OF_LIST && length === undefined;
    const to = kind === END_OF_LIST ? end : from + (length ?? end - from);
    places.push({ type: kind, from, to, broken });
    from = to;
  }
  return places;
};

/** The options up to the end of the list; a broken one ends it too. */
export const readOptions = (bytes: Uint8Array): readonly HeaderOption[] =>
  optionPlaces(bytes, 0, bytes.length)
    .filter(({ type, broken }) => type !== END_OF_LIST && !broken)
    .map(({ type: kind, from, to }) => ({ kind, data: bytes.slice(Math.min(from + 2, to), to) }));

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

/** Bytes `[from, to)` behind the option that ends the list, where one does not, RFC 9293 §3.1; undefined where all are zero. */
export const wrongPadding = (
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly from: number; readonly to: number } | undefined => {
  const last = optionPlaces(bytes, start, end).at(-1);
  if (last?.type !== END_OF_LIST) return undefined;
  const from = last.from + 1;
  return bytes.subarray(from, end).some(byte => byte !== 0) ? { from, to: end } : undefined;
};

type OptionsAround = Pick<Unit, 'bytes' | 'start' | 'headerEnd'>;

/** The rule that every length byte among the options of `id`, which begin at byte `offset` of the header, is right. */
export const optionLengthRule = <const Code extends IssueCode>(
  id: string,
  code: Code,
  offset: number,
  lengths: TypeLengths,
  rfc: string,
) => {
  const place = ({ bytes, start, headerEnd }: OptionsAround) =>
    wrongLengthAmong(id, bytes, optionPlaces(bytes, start + offset, headerEnd), lengths);
  const broken = (around: OptionsAround) => place(around) !== undefined;
  return { code, severity: 'error', field: 'options', rfc, broken, place } as const;
};

/** Kinds by number, for the spans of options. */
export type OptionNames = Readonly<Record<number, string>>;

/** One span an option, with its kind, length and data below it. */
export const optionSpans =
  (id: string, names: OptionNames, rfc: string) =>
  (bytes: Uint8Array, start: number, end: number): readonly Span[] =>
    optionPlaces(bytes, start, end).map((place, index) => {
      const path = `${id}.options.${index}`;
      const label = place.broken ? 'Broken option' : (names[place.type] ?? `Option ${place.type}`);
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
        value: place.type,
        rfc,
      };
      if (place.broken || place.type <= NO_OPERATION) return whole;
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
