import { fromHex } from '../base/bytes.ts';
import type { Value } from '../network/task.ts';
import { arp } from '../protocols/arp.ts';
import { ethernet } from '../protocols/ethernet.ts';
import type { Field, FieldValue } from '../protocols/field.ts';
import { icmp } from '../protocols/icmp.ts';
import { ipv4 } from '../protocols/ipv4.ts';
import { CONTROL_BITS, flagsOf, tcp } from '../protocols/tcp.ts';
import { udp } from '../protocols/udp.ts';

/** Protocols whose headers are tables. */
export const HEADER_TABLES = { ethernet, arp, ipv4, icmp, udp, tcp } as const;
export type HeaderId = keyof typeof HEADER_TABLES;

export const isHeaderId = (id: string): id is HeaderId => Object.hasOwn(HEADER_TABLES, id);

const FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.values(HEADER_TABLES).flatMap(({ id, fields }) =>
    fields.map((field: Field) => [`${id}.${field.name}`, field] as const),
  ),
);

/** The table's row for 'ipv4.timeToLive', if the path names one. */
export const fieldAt = (path: string): Field | undefined => FIELDS.get(path) ?? otherField(path);

/** Of a path that goes on behind a field. */
const otherField = (path: string): Field | undefined => {
  const [id = '', name] = path.split('.');
  if (!isHeaderId(id)) return undefined;
  const fields: readonly Field[] = HEADER_TABLES[id].fields;
  return fields.find(field => field.name === name);
};

const numberOf = (value: Value, bits: number): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value % 2 ** bits
    : undefined;

const bytesOf = (value: Value): Uint8Array | undefined => {
  const bytes = fromHex(String(value));
  return bytes.ok ? bytes.value : undefined;
};

const controlBits = (flags: string): Record<string, number> => {
  const set = new Set(flags.toLowerCase().split(/[^a-z]+/));
  return Object.fromEntries(CONTROL_BITS.map(bit => [bit, set.has(bit) ? 1 : 0]));
};

/** Header values of protocol `id` among values by path, cut to their width; what cannot be written is left out. */
export const headerOf = (
  id: HeaderId,
  values: Readonly<Record<string, Value>>,
): Record<string, FieldValue> => {
  const header: Record<string, FieldValue> = {};
  const fields: readonly Field[] = HEADER_TABLES[id].fields;
  for (const { name, bits } of fields) {
    const value = values[`${id}.${name}`];
    if (value === undefined) continue;
    const written = bits === 0 ? bytesOf(value) : numberOf(value, bits);
    if (written !== undefined) header[name] = written;
  }
  const flags = values['tcp.flags'];
  return id === 'tcp' && flags !== undefined
    ? { ...header, ...controlBits(String(flags)) }
    : header;
};

/** The other way: a decoded header as values by path; control bits also as 'tcp.flags'. */
export const valuesOfHeader = (
  id: HeaderId,
  header: Readonly<Record<string, unknown>>,
): Record<string, Value> => {
  const values: Record<string, Value> = {};
  const fields: readonly Field[] = HEADER_TABLES[id].fields;
  for (const { name } of fields) {
    const value = header[name];
    if (typeof value === 'number') values[`${id}.${name}`] = value;
  }
  if (id === 'tcp') {
    const bit = (name: string) => Number(header[name] ?? 0);
    const [cwr, ece, urg, ack, psh, rst, syn, fin] = CONTROL_BITS.map(bit);
    values['tcp.flags'] = flagsOf({
      cwr: cwr ?? 0,
      ece: ece ?? 0,
      urg: urg ?? 0,
      ack: ack ?? 0,
      psh: psh ?? 0,
      rst: rst ?? 0,
      syn: syn ?? 0,
      fin: fin ?? 0,
    });
  }
  return values;
};
