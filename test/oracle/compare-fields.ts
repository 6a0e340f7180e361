import { leavesOf, type Span } from '../../shared/protocols/span.ts';
import type { TsharkField, TsharkFrame } from './field-frames.ts';
import { FIELD_ROWS } from './field-rows.ts';

/** The quoted packet of a report has the same fields as any other. */
const QUOTED = /^(icmp\.data|icmpv6\.data|icmpv6\.options\.\d+\.packet)\./;

const rowOf = (path: string): readonly string[] => {
  const row = FIELD_ROWS[path.replace(QUOTED, '').replace(/\.\d+/g, '.*')];
  return row === undefined ? [] : typeof row === 'string' ? [row] : row;
};

const COMPARED = new Set(Object.values(FIELD_ROWS).flat());

interface Bits {
  readonly offset: number;
  readonly length: number;
}

/** Where a field stands by its mask. A mask may be wider than the bytes that tshark gives with it. */
const bitsOf = ({ at, length, mask }: TsharkField): Bits => {
  if (mask === 0) return { offset: at * 8, length: length * 8 };
  const binary = mask.toString(2);
  const bytes = Math.max(length, Math.ceil(binary.length / 8));
  return {
    offset: at * 8 + bytes * 8 - binary.length,
    length: binary.replace(/0+$/, '').length,
  };
};

const valueAt = (bytes: Uint8Array, { bitOffset, bitLength }: Span): bigint => {
  let value = 0n;
  for (let bit = bitOffset; bit < bitOffset + bitLength; bit++) {
    const byte = bytes[bit >> 3] ?? 0;
    value = (value << 1n) | BigInt((byte >> (7 - (bit & 7))) & 1);
  }
  return value;
};

// Of these tshark gives the whole byte and no mask.
const NIBBLES = new Set(['ip.version', 'ipv6.version', 'ip.hdr_len', 'tcp.hdr_len']);

const holds = (field: TsharkField, leaf: Span): boolean => {
  const from = field.at * 8;
  return leaf.bitOffset >= from && leaf.bitOffset + leaf.bitLength <= from + field.length * 8;
};

/** Why the two differ; undefined when they agree. */
const difference = (
  name: string,
  field: TsharkField,
  leaf: Span,
  bytes: Uint8Array,
): string | undefined => {
  if (NIBBLES.has(name)) return holds(field, leaf) ? undefined : 'elsewhere';
  const theirs = bitsOf(field);
  if (theirs.offset !== leaf.bitOffset || theirs.length !== leaf.bitLength) {
    return `bits ${leaf.bitOffset}+${leaf.bitLength}, tshark ${theirs.offset}+${theirs.length}`;
  }
  // Where a value does not fit its field, tshark says so in its place.
  if (/[^0-9a-f]/.test(field.hex)) return undefined;
  const ours = valueAt(bytes, leaf);
  return field.hex === '' || BigInt(`0x${field.hex}`) !== ours
    ? `value ${ours.toString(16)}, tshark ${field.hex}`
    : undefined;
};

const startOf = ({ at }: TsharkField): number => at;

/** What one frame's comparison found. */
export interface Comparison {
  readonly compared: number;
  readonly differences: readonly string[];
}

const judge = (
  leaf: Span,
  names: readonly string[],
  frame: TsharkFrame,
  bytes: Uint8Array,
  met: Set<TsharkField>,
): string | undefined => {
  const there = names.flatMap(name => (frame.get(name) ?? []).map(field => ({ name, field })));
  const verdicts = there.map(({ name, field }) => ({
    field,
    why: difference(name, field, leaf, bytes),
  }));
  const agreed = verdicts.find(({ why }) => why === undefined);
  if (agreed !== undefined) {
    met.add(agreed.field);
    return undefined;
  }
  const near = verdicts.find(({ field }) => startOf(field) === leaf.bitOffset >> 3);
  return `${leaf.path.replace(/\.\d+/g, '.*')}: ${near?.why ?? 'tshark has no such field here'}`;
};

/** Names that tshark uses for other places too, inside options that are one field for us. */
const ALSO_ELSEWHERE = new Set(['dhcp.hw.type']);

const onlyTheirs = (frame: TsharkFrame, met: ReadonlySet<TsharkField>): readonly string[] =>
  [...frame]
    .filter(([name]) => COMPARED.has(name) && !NIBBLES.has(name) && !ALSO_ELSEWHERE.has(name))
    .filter(([, fields]) => fields.some(field => !met.has(field)))
    .map(([name]) => `${name}: only tshark has it`);

/** Compares the spans of a frame with tshark's fields in both directions: value, place and mask of what
 *  we name, and whatever of the same kind tshark names and we do not. */
export const compareFields = (
  spans: readonly Span[],
  frame: TsharkFrame,
  bytes: Uint8Array,
): Comparison => {
  const met = new Set<TsharkField>();
  const leaves = leavesOf(spans).filter(({ path }) => rowOf(path).length > 0);
  const differences = leaves.flatMap(
    leaf => judge(leaf, rowOf(leaf.path), frame, bytes, met) ?? [],
  );
  // Behind the transport header of a first fragment tshark reads on; for us it waits for the others.
  const isPiece = spans.some(({ label }) => label === 'First fragment');
  const theirs = isPiece ? [] : onlyTheirs(frame, met);
  return { compared: leaves.length, differences: [...differences, ...theirs] };
};
