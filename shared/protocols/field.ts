import { formatIpv4, formatMac } from '../base/address.ts';
import { toHex } from '../base/bytes.ts';
import { formatIpv6 } from '../base/ipv6.ts';

/** How a field is shown and typed. `options` and `bytes` hold a Uint8Array, `ipv6` (128 bits) and
 *  `wide` (64 bits, shown in hex) a bigint, all others a number of at most 48 bits. */
export type FieldKind =
  | 'number'
  | 'hex'
  | 'flag'
  | 'mac'
  | 'ipv4'
  | 'ipv6'
  | 'wide'
  | 'options'
  | 'bytes';

/** One row of a protocol's table, in wire order. */
export interface Field {
  /** The name in the RFC, in camelCase. */
  readonly name: string;
  readonly label: string;
  /** Width; 0 where the length is found on the wire (`options`, `bytes`: last in the header). */
  readonly bits: number;
  readonly kind: FieldKind;
  /** Written when nothing is given; 0 without it. */
  readonly default?: number;
  /** Computed when nothing is given: a length, a checksum, a number that names what comes next. */
  readonly derived?: true;
  /** Stands behind the payload. */
  readonly trailer?: true;
  /** What single values mean. */
  readonly names?: Readonly<Record<number, string>>;
  readonly unit?: string;
  /** One sentence for a beginner. */
  readonly about: string;
  readonly rfc: string;
  /** What a generator may choose from; anything that fits when left out. */
  readonly samples?: readonly (number | bigint)[];
}

export type FieldValue = number | bigint | Uint8Array;

/** Whether the field holds a bigint. */
export const isWide = ({ kind }: Field): boolean => kind === 'ipv6' || kind === 'wide';

type Fits<F extends Field> = F extends { readonly kind: 'ipv6' | 'wide' } ? bigint : number;

/** The plain header object of a table: one property a field. */
export type HeaderOf<Fields extends readonly Field[]> = {
  readonly [F in Fields[number] as F['name']]: F extends { readonly kind: 'options' | 'bytes' }
    ? Uint8Array
    : Fits<F>;
};

/** The fields at a fixed place before the payload, which a view can read. */
export type FixedOf<Fields extends readonly Field[]> = {
  readonly [F in Fields[number] as F extends
    | { readonly kind: 'options' | 'bytes' }
    | { readonly trailer: true }
    ? never
    : F['name']]: Fits<F>;
};

const hexOf = (value: number, bits: number): string =>
  `0x${value.toString(16).padStart(Math.ceil(bits / 4), '0')}`;

const plainShown = (field: Field, value: number): string => {
  if (field.kind === 'mac') return formatMac(value);
  if (field.kind === 'ipv4') return formatIpv4(value);
  return field.kind === 'hex' ? hexOf(value, field.bits) : String(value);
};

const LONGEST_SHOWN = 24;

/** Bytes for people: hex, cut after 24 bytes. */
export const shownBytes = (bytes: Uint8Array): string =>
  bytes.length > LONGEST_SHOWN
    ? `${toHex(bytes.subarray(0, LONGEST_SHOWN), ' ')} …`
    : toHex(bytes, ' ');

const shownWide = (field: Field, value: bigint): string =>
  field.kind === 'ipv6' ? formatIpv6(value) : `0x${value.toString(16).padStart(16, '0')}`;

/** A value for people: an address in its notation, a number with its name or unit. */
export const shownValue = (field: Field, value: FieldValue): string => {
  if (typeof value === 'bigint') return shownWide(field, value);
  if (typeof value !== 'number') return shownBytes(value);
  const plain = plainShown(field, value);
  const name = field.names?.[value];
  if (name !== undefined) return `${plain} (${name})`;
  return field.unit === undefined ? plain : `${plain} ${field.unit}`;
};

/** Where the fixed field `name` stands in the header, in bits from its start; undefined for fields
 *  whose place is found on the wire (options, data, trailer). */
export const fieldSpan = (
  protocol: { readonly fields: readonly Field[] },
  name: string,
): { readonly bitOffset: number; readonly bitLength: number } | undefined => {
  let bitOffset = 0;
  for (const field of protocol.fields) {
    if (field.bits === 0 || field.trailer) continue;
    if (field.name === name) return { bitOffset, bitLength: field.bits };
    bitOffset += field.bits;
  }
  return undefined;
};
