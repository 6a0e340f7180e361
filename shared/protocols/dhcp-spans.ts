import { formatIpv4, formatMac } from '../base/address.ts';
import { text, toHex } from '../base/bytes.ts';
import {
  DHCP_OPTION,
  type DhcpOptionKind,
  type DhcpOptionRow,
  dhcpOptionRow,
  fitsDhcpKind,
} from './dhcp-option-table.ts';
import { type DhcpOptionPlace, dhcpOptionPlaces } from './dhcp-options.ts';
import { dhcpAddresses, dhcpNumber } from './dhcp-values.ts';
import { shownBytes } from './field.ts';
import { plainSpan } from './header-spans.ts';
import type { Issue } from './issue.ts';
import type { Span } from './span.ts';

const named = (row: DhcpOptionRow, data: Uint8Array): string => {
  const value = dhcpNumber(data);
  const name = row.names?.[value];
  return name === undefined ? String(value) : `${value} (${name})`;
};

const HARDWARE_IDENTIFIER_BYTES = 7;

const identifier = (data: Uint8Array): string =>
  data.length === HARDWARE_IDENTIFIER_BYTES && data[0] === 1
    ? `Ethernet ${formatMac(Number.parseInt(toHex(data.subarray(1)), 16))}`
    : shownBytes(data);

const codes = (data: Uint8Array): string =>
  Array.from(data, code => dhcpOptionRow(code)?.label ?? `option ${code}`).join(', ');

const SHOWN: Readonly<Record<DhcpOptionKind, (data: Uint8Array, row: DhcpOptionRow) => string>> = {
  addresses: data => dhcpAddresses(data).map(formatIpv4).join(', '),
  address: data => formatIpv4(dhcpNumber(data)),
  seconds: data => (dhcpNumber(data) === 0xffffffff ? 'for ever' : `${dhcpNumber(data)} s`),
  byte: (data, row) => named(row, data),
  word: data => `${dhcpNumber(data)} bytes`,
  text: data => text(data),
  codes,
  identifier,
  parts: shownBytes,
  bytes: shownBytes,
};

const shownData = (row: DhcpOptionRow | undefined, data: Uint8Array): string =>
  row !== undefined && fitsDhcpKind(row.kind, data.length)
    ? SHOWN[row.kind](data, row)
    : shownBytes(data);

const leaf = (path: string, label: string, from: number, to: number, shown: string): Span => ({
  path,
  label,
  bitOffset: from * 8,
  bitLength: (to - from) * 8,
  shown,
});

const RELAY_PARTS: Readonly<Record<number, string>> = {
  1: 'Agent circuit identifier',
  2: 'Agent remote identifier',
};

const AGENT = 'RFC 3046 §2.0';

/** Parts of option 82, each with its own code and length, RFC 3046 §2.0; a broken one ends them. */
const partSpans = (path: string, bytes: Uint8Array, from: number, end: number): Span[] => {
  const spans: Span[] = [];
  let at = from;
  while (at + 2 <= end) {
    const code = bytes[at] ?? 0;
    const to = at + 2 + (bytes[at + 1] ?? 0);
    if (to > end) break;
    const label = RELAY_PARTS[code] ?? `Part ${code}`;
    const shown = shownBytes(bytes.subarray(at + 2, to));
    const children = [
      leaf(`${path}.${code}.code`, 'Code', at, at + 1, String(code)),
      leaf(`${path}.${code}.length`, 'Length', at + 1, at + 2, String(to - at - 2)),
      ...plainSpan(`${path}.${code}.data`, 'Data', bytes, at + 2, to),
    ];
    spans.push({ ...leaf(`${path}.${code}`, label, at, to, shown), rfc: AGENT, children });
    at = to;
  }
  return [...spans, ...plainSpan(`${path}.rest`, 'Unread rest', bytes, at, end)];
};

const optionSpan = (path: string, bytes: Uint8Array, { code, from, to }: DhcpOptionPlace): Span => {
  const row = dhcpOptionRow(code);
  const data = bytes.subarray(from + 2, to);
  const rfc = row?.rfc ?? 'RFC 2132 §2';
  const words = row === undefined ? { rfc } : { rfc, about: row.about };
  const shown = shownData(row, data);
  const dataPath = `${path}.data`;
  const inside =
    row?.kind === 'parts'
      ? partSpans(dataPath, bytes, from + 2, to)
      : plainSpan(dataPath, 'Data', bytes, from + 2, to).map(span => ({
          ...span,
          shown,
          ...words,
        }));
  return {
    ...leaf(path, row?.label ?? `Option ${code}`, from, to, shown),
    value: code,
    ...words,
    children: [
      { ...leaf(`${path}.code`, 'Code', from, from + 1, String(code)), value: code, rfc },
      { ...leaf(`${path}.length`, 'Length', from + 1, from + 2, `${data.length} bytes`), rfc },
      ...inside,
    ],
  };
};

const END = { rfc: 'RFC 2132 §3.2', about: 'Here the options end.' };
const PAD = { rfc: 'RFC 2132 §3.1', about: 'A byte that only fills up.' };

const placeSpan = (path: string, bytes: Uint8Array, place: DhcpOptionPlace): Span => {
  const { code, from, to, broken } = place;
  const shown = shownBytes(bytes.subarray(from, to));
  if (broken) return leaf(path, 'Broken option', from, to, shown);
  if (code === DHCP_OPTION.pad) return { ...leaf(path, 'Padding', from, to, shown), ...PAD };
  if (code === DHCP_OPTION.end) return { ...leaf(path, 'End', from, to, shown), ...END };
  return optionSpan(path, bytes, place);
};

const lengthIssues = (path: string, place: DhcpOptionPlace): Issue[] => {
  const { code, from, to } = place;
  const row = dhcpOptionRow(code);
  const given = to - from - 2;
  if (row === undefined || fitsDhcpKind(row.kind, given)) return [];
  return [
    {
      severity: 'error',
      code: 'dhcp/option-length',
      path: `${path}.length`,
      bitOffset: (from + 1) * 8,
      bitLength: 8,
      given,
      rfc: row.rfc,
    },
  ];
};

/** Codes that stand here once: a part of a longer option may have any length, RFC 3396 §7. */
const wholeCodes = (places: readonly DhcpOptionPlace[]): ReadonlySet<number> => {
  const counts = new Map<number, number>();
  for (const { code } of places) counts.set(code, (counts.get(code) ?? 0) + 1);
  const once = [...counts].filter(([, count]) => count === 1).map(([code]) => code);
  return new Set(once.filter(code => code !== DHCP_OPTION.pad && code !== DHCP_OPTION.end));
};

/** What one area of options says. */
export interface DhcpAreaReading {
  readonly spans: readonly Span[];
  readonly issues: readonly Issue[];
}

/** Spans and issues of the options in `bytes[start, end)`; `path` names the area. */
export const dhcpOptionSpans = (
  path: string,
  bytes: Uint8Array,
  start: number,
  end: number,
): DhcpAreaReading => {
  const places = dhcpOptionPlaces(bytes, start, end);
  const whole = wholeCodes(places);
  const spans: Span[] = [];
  const issues: Issue[] = [];
  for (const [index, place] of places.entries()) {
    const name = `${path}.${index}`;
    const at = { bitOffset: place.from * 8, bitLength: (place.to - place.from) * 8 };
    spans.push(placeSpan(name, bytes, place));
    if (place.broken) {
      const rfc = 'RFC 2132 §2';
      issues.push({ severity: 'error', code: 'dhcp/option-overruns', path: name, ...at, rfc });
    } else if (whole.has(place.code)) {
      issues.push(...lengthIssues(name, place));
    }
  }
  const last = places.at(-1);
  const read = last?.to ?? start;
  if (last !== undefined && last.code !== DHCP_OPTION.end && !last.broken) {
    const at = { bitOffset: last.from * 8, bitLength: (last.to - last.from) * 8 };
    const rfc = 'RFC 2131 §4.1';
    issues.push({ severity: 'error', code: 'dhcp/no-end-option', path, ...at, rfc });
  }
  return {
    spans: [...spans, ...plainSpan(`${path}.rest`, 'After the end', bytes, read, end)],
    issues,
  };
};
