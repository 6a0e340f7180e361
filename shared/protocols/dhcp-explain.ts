import { formatMac } from '../base/address.ts';
import { text, toHex } from '../base/bytes.ts';
import { DHCP_AREAS, type DHCP_FIELDS, type DhcpHeader, MAGIC_COOKIE } from './dhcp-fields.ts';
import { dhcpOverload, readDhcpOptions } from './dhcp-options.ts';
import { dhcpIssues } from './dhcp-rules.ts';
import { type DhcpAreaReading, dhcpOptionSpans } from './dhcp-spans.ts';
import { shownBytes, shownValue } from './field.ts';
import { columnSpans } from './header-spans.ts';
import type { Dissection } from './protocol.ts';
import type { Span } from './span.ts';
import type { Table } from './table.ts';

const ETHERNET_BYTES = 6;

const shownHardware = (address: Uint8Array, length: number): string =>
  length === ETHERNET_BYTES
    ? formatMac(Number.parseInt(toHex(address.subarray(0, ETHERNET_BYTES)), 16))
    : shownBytes(address.subarray(0, length));

const shownText = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0);
  const characters = text(bytes.subarray(0, end === -1 ? bytes.length : end));
  return characters === '' ? 'empty' : characters;
};

type AreaName = (typeof DHCP_AREAS)[number]['name'];

const shownArea = (name: AreaName, header: DhcpHeader): string => {
  switch (name) {
    case 'clientHardwareAddress':
      return shownHardware(header.clientHardwareAddress, header.hardwareLength);
    case 'magicCookie':
      return shownValue(DHCP_AREAS[3], header.magicCookie);
    case 'options':
      return shownBytes(header.options);
    default:
      return shownText(header[name]);
  }
};

const EMPTY: DhcpAreaReading = { spans: [], issues: [] };

/** The options that stand in an area; none where it holds something else. */
const areaOptions = (
  name: AreaName,
  header: DhcpHeader,
  bytes: Uint8Array,
  from: number,
  to: number,
): DhcpAreaReading => {
  if (header.magicCookie !== MAGIC_COOKIE) return EMPTY;
  const overload = dhcpOverload(header.options);
  const holds =
    name === 'options' ||
    (name === 'bootFile' && overload.bootFile) ||
    (name === 'serverName' && overload.serverName);
  return holds ? dhcpOptionSpans(`dhcp.${name}`, bytes, from, to) : EMPTY;
};

/** The card's bytes and what fills them up are told apart. */
const hardwareParts = (header: DhcpHeader, path: string, from: number, to: number): Span[] => {
  const used = Math.min(header.hardwareLength, to - from);
  const { about, rfc } = DHCP_AREAS[0];
  const part = (name: string, label: string, start: number, end: number, shown: string): Span => ({
    path: `${path}.${name}`,
    label,
    bitOffset: start * 8,
    bitLength: (end - start) * 8,
    shown,
    about,
    rfc,
  });
  const shown = shownHardware(header.clientHardwareAddress, used);
  const rest = shownBytes(header.clientHardwareAddress.subarray(used));
  return [
    ...(used > 0 ? [part('address', 'Address', from, from + used, shown)] : []),
    ...(from + used < to ? [part('padding', 'Padding', from + used, to, rest)] : []),
  ];
};

/** Spans and issues of the whole message in bytes `[start, limit)`, which has at least all areas before the options. */
export const dissectDhcp = (
  table: Table<typeof DHCP_FIELDS>,
  header: DhcpHeader,
  bytes: Uint8Array,
  start: number,
  limit: number,
): Dissection => {
  const issues = dhcpIssues(header, readDhcpOptions(header), start, limit);
  const spans = columnSpans(table.fixed, bytes, start, limit);
  let from = start + table.fixedBytes;
  for (const { name, label, bits, about, rfc } of DHCP_AREAS) {
    const to = bits === 0 ? limit : from + bits / 8;
    const path = `dhcp.${name}`;
    const place = { bitOffset: from * 8, bitLength: (to - from) * 8 };
    const area = areaOptions(name, header, bytes, from, to);
    const parts =
      name === 'clientHardwareAddress' ? hardwareParts(header, path, from, to) : area.spans;
    const span = { path, label, ...place, shown: shownArea(name, header), about, rfc };
    if (to > from) spans.push(parts.length === 0 ? span : { ...span, children: parts });
    issues.push(...area.issues);
    from = to;
  }
  return {
    layer: { id: 'dhcp', header, start, headerEnd: limit, end: limit },
    spans,
    trailer: [],
    issues,
    headerEnd: limit,
    payloadEnd: limit,
    end: limit,
    opens: false,
  };
};
