import { concat } from '../base/bytes.ts';
import { BOOT_FILE_BYTES, MAGIC_COOKIE, SERVER_NAME_BYTES } from './dhcp-fields.ts';
import { DHCP_OPTION } from './dhcp-option-table.ts';

/** One option: `data` without code and length byte. */
export interface DhcpOption {
  readonly code: number;
  readonly data: Uint8Array;
}

/** An option's place in the bytes: a run of pads and everything behind the end are places too. `broken` when its length
 *  leads beyond the area. Offsets are bytes. */
export interface DhcpOptionPlace {
  readonly code: number;
  readonly from: number;
  readonly to: number;
  readonly broken: boolean;
}

const LONGEST_DATA = 255;

const runOfPads = (bytes: Uint8Array, from: number, end: number): number => {
  let at = from;
  while (at < end && bytes[at] === DHCP_OPTION.pad) at++;
  return at;
};

const endOf = (bytes: Uint8Array, from: number, end: number): number | undefined => {
  const code = bytes[from];
  if (code === DHCP_OPTION.pad) return runOfPads(bytes, from, end);
  if (code === DHCP_OPTION.end) return from + 1;
  const to = from + 2 + (bytes[from + 1] ?? 0);
  return from + 1 < end && to <= end ? to : undefined;
};

/** Walks the options of `bytes[start, end)`, RFC 2132 §2: code 0 is a single byte, code 255 ends the area. What stands
 *  behind the end is not walked. */
export const dhcpOptionPlaces = (
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly DhcpOptionPlace[] => {
  const places: DhcpOptionPlace[] = [];
  let from = start;
  while (from < end) {
    const code = bytes[from] ?? 0;
    const to = endOf(bytes, from, end);
    places.push({ code, from, to: to ?? end, broken: to === undefined });
    from = to ?? end;
    if (code === DHCP_OPTION.end) break;
  }
  return places;
};

const optionsIn = (area: Uint8Array): readonly DhcpOption[] =>
  dhcpOptionPlaces(area, 0, area.length)
    .filter(({ code, broken }) => !broken && code !== DHCP_OPTION.pad && code !== DHCP_OPTION.end)
    .map(({ code, from, to }) => ({ code, data: area.subarray(from + 2, to) }));

/** Data of the first `code` among `options`, undefined when it is not there. */
export const dhcpOptionData = (
  options: readonly DhcpOption[],
  code: number,
): Uint8Array | undefined => options.find(option => option.code === code)?.data;

/** The areas of a message that can hold options. */
export interface DhcpAreas {
  readonly serverName: Uint8Array;
  readonly bootFile: Uint8Array;
  readonly magicCookie: number;
  readonly options: Uint8Array;
}

/** Which of the two fields hold options, RFC 2132 §9.3. */
export const dhcpOverload = (options: Uint8Array): { bootFile: boolean; serverName: boolean } => {
  const value = dhcpOptionData(optionsIn(options), DHCP_OPTION.overload)?.[0] ?? 0;
  return { bootFile: value === 1 || value === 3, serverName: value === 2 || value === 3 };
};

/** All options of a message: those of the options field, then of the boot file and the server name where the overload
 *  option says so (RFC 2131 §4.1), each code once with its parts joined in that order (RFC 3396 §7). */
export const readDhcpOptions = (message: DhcpAreas): readonly DhcpOption[] => {
  if (message.magicCookie !== MAGIC_COOKIE) return [];
  const overload = dhcpOverload(message.options);
  const found = [
    ...optionsIn(message.options),
    ...(overload.bootFile ? optionsIn(message.bootFile) : []),
    ...(overload.serverName ? optionsIn(message.serverName) : []),
  ];
  const joined = new Map<number, Uint8Array[]>();
  for (const { code, data } of found) {
    const parts = joined.get(code);
    if (parts === undefined) joined.set(code, [data]);
    else parts.push(data);
  }
  return [...joined].map(([code, parts]) => ({ code, data: concat(...parts) }));
};

const cut = (data: Uint8Array): readonly Uint8Array[] => {
  const parts = [data.subarray(0, LONGEST_DATA)];
  for (let at = LONGEST_DATA; at < data.length; at += LONGEST_DATA) {
    parts.push(data.subarray(at, at + LONGEST_DATA));
  }
  return parts;
};

/** Options as they stand on the wire, without the end; data of more than 255 bytes is cut and its code repeated
 *  (RFC 3396 §6). */
export const writeDhcpOptions = (options: readonly DhcpOption[]): Uint8Array =>
  concat(
    ...options.flatMap(({ code, data }) =>
      cut(data).map(part => concat(Uint8Array.of(code, part.length), part)),
    ),
  );

const ended = (options: Uint8Array, length: number): Uint8Array => {
  const area = new Uint8Array(Math.max(length, options.length + 1));
  area.set(options);
  area[options.length] = DHCP_OPTION.end;
  return area;
};

/** How many leading `pieces` fit into `room` bytes with an end behind them. */
const fitting = (pieces: readonly Uint8Array[], room: number): number => {
  let left = room - 1;
  let count = 0;
  for (const piece of pieces) {
    left -= piece.length;
    if (left < 0) break;
    count++;
  }
  return count;
};

// Shortest message that a BOOTP relay need let pass, RFC 1542 §2.1: 300 bytes, of which 240 are no options.
const LEAST_OPTION_BYTES = 60;
const OVERLOAD_BYTES = 3;

/** The areas of a message with `options` in them. Where they do not fit into `room` bytes of the options field they go
 *  on in the boot file and then in the server name, and an overload option says so (RFC 2131 §4.1). What fits nowhere
 *  is left out, last ones first. */
export const placeDhcpOptions = (
  options: readonly DhcpOption[],
  room: number,
): Pick<DhcpAreas, 'options'> & Partial<Pick<DhcpAreas, 'bootFile' | 'serverName'>> => {
  const pieces = options.flatMap(({ code, data }) =>
    cut(data).map(part => writeDhcpOptions([{ code, data: part }])),
  );
  if (fitting(pieces, room) === pieces.length) {
    return { options: ended(concat(...pieces), LEAST_OPTION_BYTES) };
  }
  const first = fitting(pieces, room - OVERLOAD_BYTES);
  const second = first + fitting(pieces.slice(first), BOOT_FILE_BYTES);
  const third = second + fitting(pieces.slice(second), SERVER_NAME_BYTES);
  const value = third > second ? 3 : 1;
  const overload = Uint8Array.of(DHCP_OPTION.overload, 1, value);
  return {
    options: ended(concat(...pieces.slice(0, first), overload), LEAST_OPTION_BYTES),
    bootFile: ended(concat(...pieces.slice(first, second)), BOOT_FILE_BYTES),
    ...(third > second
      ? { serverName: ended(concat(...pieces.slice(second, third)), SERVER_NAME_BYTES) }
      : {}),
  };
};
