import { freshBytes } from '../base/bytes.ts';
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
  /** Ends of the payload and of the trailer behind it; known when all headers are measured. */
  end: number;
  whole: number;
}

const NO_BYTES = new Uint8Array(0);

const addressesIn = (id: string, values: HeaderValues): EncodeContext | undefined => {
  const { source, destination } = values;
  const wanted = id === 'ipv4' ? 'number' : id === 'ipv6' ? 'bigint' : undefined;
  if (wanted === undefined || typeof source !== wanted || typeof destination !== wanted) {
    return undefined;
  }
  return {
    sourceAddress: source as number | bigint,
    destinationAddress: destination as number | bigint,
  };
};

/** A packet inside a packet is named by its protocol number, RFC 2003 §3.1 and RFC 2473 §3. */
const INSIDE_PACKETS: Readonly<Record<number, number>> = { 2048: 4, 34525: 41 };
const NAMED_BY_ETHER_TYPE = ['ethernet', 'vlan', 'snap'];

/** How the layer `id` names what it carries. */
const nameFor = (id: string, carriedAs: number | undefined): number | undefined =>
  carriedAs === undefined || NAMED_BY_ETHER_TYPE.includes(id)
    ? carriedAs
    : (INSIDE_PACKETS[carriedAs] ?? carriedAs);

const contextOf = (addresses: EncodeContext, carries: number | undefined): EncodeContext =>
  carries === undefined ? addresses : { ...addresses, carries };

const plan = (layers: readonly StackLayer<never>[]): Planned[] => {
  const planned: Planned[] = [];
  let start = 0;
  let addresses: EncodeContext = {};
  for (let index = 0; index < layers.length; index++) {
    const layer = layers[index];
    const writer = layer?.[0].writer;
    if (layer === undefined || writer === undefined) break;
    const values: HeaderValues = layer[1];
    const carried = layers[index + 1]?.[0].writer?.carriedAs;
    const context = contextOf(addresses, nameFor(layer[0].id, carried));
    const headerEnd = start + writer.measure(values);
    planned.push({ writer, values, start, headerEnd, context, end: 0, whole: 0 });
    addresses = addressesIn(layer[0].id, values) ?? addresses;
    start = headerEnd;
  }
  return planned;
};

/** Each unit ends where the one inside it does, or later when it must be padded or has a trailer. */
const settleEnds = (planned: readonly Planned[], contentEnd: number): number => {
  let whole = contentEnd;
  for (let index = planned.length - 1; index >= 0; index--) {
    const layer = planned[index];
    if (layer === undefined) continue;
    layer.end = Math.max(whole, layer.headerEnd + layer.writer.minimumPayload);
    layer.whole = layer.end + layer.writer.trailerBytes;
    whole = layer.whole;
  }
  return whole;
};

/** Encodes a whole unit in one array: `layers` from the outermost in, then `payload`. Each header
 *  is told what it carries, and transport headers the addresses of the IP header around them.
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

  const bytes = freshBytes(settleEnds(planned, contentStart + content.length));
  bytes.set(content, contentStart);
  for (const { writer, start, values, whole } of planned) {
    writer.write(bytes, start, whole, values);
  }
  // From the inside out: a checksum covers the finished fields of what it guards.
  for (let index = planned.length - 1; index >= 0; index--) {
    const layer = planned[index];
    if (layer === undefined) continue;
    const { writer, start, headerEnd, end, context, values } = layer;
    writer.derive({ bytes, start, headerEnd, end, context }, values);
  }
  return bytes;
};
