import type { EncodeContext, HeaderWriter } from './protocol.ts';
import type { HeaderValues } from './table.ts';

/** What a stack needs of a protocol whose header has the values `Header`. */
export interface Stackable<Header> {
  readonly id: string;
  readonly writer?: HeaderWriter;
  readonly encode: (values: Partial<Header>, payload?: Uint8Array) => Uint8Array;
}

/** A header to write: its protocol and the values that are not derived. */
export type StackLayer<Header> = readonly [Stackable<Header>, Partial<Header>];

interface Planned {
  readonly writer: HeaderWriter;
  readonly values: HeaderValues;
  readonly start: number;
  readonly headerEnd: number;
  readonly context: EncodeContext;
}

const NO_BYTES = new Uint8Array(0);

const addressesIn = (id: string, values: HeaderValues): EncodeContext | undefined => {
  const { source, destination } = values;
  return id === 'ipv4' && typeof source === 'number' && typeof destination === 'number'
    ? { sourceAddress: source, destinationAddress: destination }
    : undefined;
};

const plan = (layers: readonly StackLayer<never>[]): readonly Planned[] => {
  const planned: Planned[] = [];
  let start = 0;
  let addresses: EncodeContext = {};
  for (const [index, [{ id, writer }, given]] of layers.entries()) {
    if (writer === undefined) break;
    const values: HeaderValues = given;
    const carries = layers[index + 1]?.[0].writer?.carriedAs;
    const context = carries === undefined ? addresses : { ...addresses, carries };
    const headerEnd = start + writer.measure(values);
    planned.push({ writer, values, start, headerEnd, context });
    addresses = addressesIn(id, values) ?? addresses;
    start = headerEnd;
  }
  return planned;
};

/** Encodes a whole unit in one array: `layers` from the outermost in, then `payload`. Each header
 *  is told what it carries, and transport headers the addresses of the IPv4 header around them.
 *  A protocol that writes whole messages (DNS) may stand last. */
export const stack = <const Headers extends readonly object[]>(
  layers: { readonly [Index in keyof Headers]: StackLayer<Headers[Index]> },
  payload: Uint8Array = NO_BYTES,
): Uint8Array => {
  const untyped = layers as readonly StackLayer<never>[];
  const planned = plan(untyped);
  const message = untyped[planned.length];
  const content = message === undefined ? payload : message[0].encode(message[1], payload);
  const contentStart = planned.at(-1)?.headerEnd ?? 0;

  const ends: { end: number; whole: number }[] = [];
  let whole = contentStart + content.length;
  for (const { writer, headerEnd } of planned.toReversed()) {
    const end = Math.max(whole, headerEnd + writer.minimumPayload);
    whole = end + writer.trailerBytes;
    ends.unshift({ end, whole });
  }

  const bytes = new Uint8Array(whole);
  bytes.set(content, contentStart);
  for (const [index, { writer, start, values }] of planned.entries()) {
    writer.write(bytes, start, ends[index]?.whole ?? whole, values);
  }
  // From the inside out: a checksum covers the finished fields of what it guards.
  for (const [index, { writer, start, headerEnd, context, values }] of [
    ...planned.entries(),
  ].reverse()) {
    writer.derive({ bytes, start, headerEnd, end: ends[index]?.end ?? whole, context }, values);
  }
  return bytes;
};
