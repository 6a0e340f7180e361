import { formatIpv4 } from '../base/address.ts';
import { read16, toHex } from '../base/bytes.ts';
import type { DnsOption } from './dns-message.ts';
import { type MessageReader, shownLabel } from './dns-name.ts';
import type { Part, PartValue } from './dns-record.ts';
import { shownBytes } from './field.ts';
import type { Span } from './span.ts';

/** A span of bytes `[from, to)` without parts. */
export const leafSpan = (
  path: string,
  label: string,
  from: number,
  to: number,
  shown: string,
): Span => ({
  path,
  label,
  bitOffset: from * 8,
  bitLength: (to - from) * 8,
  shown,
});

/** Labels, pointer and end of the name that lies in bytes `[from, to)`. */
const labelSpans = (
  { bytes }: MessageReader,
  path: string,
  from: number,
  to: number,
): readonly Span[] => {
  const spans: Span[] = [];
  let at = from;
  for (let index = 0; at < to; index++) {
    const length = bytes[at] ?? 0;
    if (length >= 0xc0) {
      const target = ((length & 0x3f) << 8) | (bytes[at + 1] ?? 0);
      const shown = `→ byte ${target} of the message`;
      spans.push(leafSpan(`${path}.pointer`, 'Compression pointer', at, to, shown));
      return spans;
    }
    const next = Math.min(at + length + 1, to);
    const shown = length === 0 ? 'end of the name' : shownLabel(bytes, at + 1, next - at - 1);
    spans.push(leafSpan(`${path}.${index}`, length === 0 ? 'End' : 'Label', at, next, shown));
    at = next;
  }
  return spans;
};

/** Code, length and data of each EDNS option in bytes `[from, to)`, which are known to be well-formed, RFC 6891
 *  §6.1.2. */
const optionSpans = (
  bytes: Uint8Array,
  path: string,
  from: number,
  to: number,
): readonly Span[] => {
  const spans: Span[] = [];
  let at = from;
  for (let index = 0; at + 4 <= to; index++) {
    const here = `${path}.${index}`;
    const end = Math.min(to, at + 4 + read16(bytes, at + 2));
    const [code, length] = [read16(bytes, at), read16(bytes, at + 2)];
    spans.push(leafSpan(`${here}.code`, 'Option code', at, at + 2, String(code)));
    spans.push(leafSpan(`${here}.length`, 'Option length', at + 2, at + 4, `${length} bytes`));
    if (end > at + 4) {
      const shown = shownBytes(bytes.subarray(at + 4, end));
      spans.push(leafSpan(`${here}.data`, 'Option data', at + 4, end, shown));
    }
    at = end;
  }
  return spans;
};

const shownNumber = ({ kind, names, unit }: Part, value: number): string => {
  if (kind === 'ipv4') return formatIpv4(value);
  const name = names?.[value];
  if (name !== undefined) return `${value} (${name})`;
  return unit === undefined ? String(value) : `${value} ${unit}`;
};

const shownItem = (item: Uint8Array | DnsOption): string =>
  item instanceof Uint8Array ? shownBytes(item) : String(item.code);

/** What a part holds as a person reads it. */
export const shownPart = (part: Part, value: PartValue): string => {
  if (typeof value === 'string') return value === '' ? '. (root)' : value;
  if (typeof value === 'number') return shownNumber(part, value);
  if (!(value instanceof Uint8Array)) return value.map(shownItem).join(' | ');
  return part.kind === 'ipv6' ? (toHex(value).match(/.{4}/g)?.join(':') ?? '') : shownBytes(value);
};

/** Parts of the part that was just read from byte `from` on: the labels of a name, the fields of options. */
export const childSpans = (
  reader: MessageReader,
  { kind }: Part,
  path: string,
  from: number,
): { readonly children?: readonly Span[] } => {
  if (kind === 'options') return { children: optionSpans(reader.bytes, path, from, reader.at) };
  const isName = kind === 'name' || kind === 'plain-name';
  return isName ? { children: labelSpans(reader, path, from, reader.at) } : {};
};
