/** Names of the commands behind the escape byte, RFC 854 and RFC 1184 §1 (236 to 238), RFC 885 (239). */
export const TELNET_COMMANDS: Readonly<Record<number, string>> = {
  236: 'EOF',
  237: 'SUSP',
  238: 'ABORT',
  239: 'EOR',
  240: 'SE',
  241: 'NOP',
  242: 'DM',
  243: 'BRK',
  244: 'IP',
  245: 'AO',
  246: 'AYT',
  247: 'EC',
  248: 'EL',
  249: 'GA',
  250: 'SB',
  251: 'WILL',
  252: 'WONT',
  253: 'DO',
  254: 'DONT',
};

/** Options of the course, IANA "Telnet Options". */
export const TELNET_OPTIONS: Readonly<Record<number, string>> = {
  0: 'binary transmission',
  1: 'echo',
  3: 'suppress go ahead',
  5: 'status',
  6: 'timing mark',
  24: 'terminal type',
  31: 'window size',
  32: 'terminal speed',
  33: 'remote flow control',
  34: 'line mode',
  35: 'X display location',
  39: 'new environment',
};

export const IAC = 255;
export const SB = 250;
export const SE = 240;
export const WILL = 251;
export const WONT = 252;
export const DO = 253;
export const DONT = 254;

/** The byte that a talk about the terminal type begins with, RFC 1091. */
export const TERMINAL_IS = 0;
export const TERMINAL_SEND = 1;

/** Words for the two sides of an option, RFC 854. */
export type TelnetVerb = typeof WILL | typeof WONT | typeof DO | typeof DONT;

/** What a stream of TELNET consists of, RFC 854: characters, and commands between them. Bytes 255 in characters and in
 *  talks about options stand here once, on the wire twice. */
export type TelnetItem =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'command'; readonly command: number }
  | { readonly kind: 'negotiation'; readonly verb: TelnetVerb; readonly option: number }
  | { readonly kind: 'subnegotiation'; readonly option: number; readonly bytes: Uint8Array };

/** Where an item lies: bytes `[start, end)`; not whole when the bytes end before it does. */
export interface PlacedItem {
  readonly kind: TelnetItem['kind'];
  readonly start: number;
  readonly end: number;
  readonly isWhole: boolean;
  /** Ends with IAC SE, as a talk about an option has to. */
  readonly hasEnd?: true;
}

const isVerb = (byte: number | undefined): byte is TelnetVerb =>
  byte !== undefined && byte >= WILL && byte <= DONT;

/** The end of a talk about an option: behind IAC SE, or where another command breaks in. */
const subnegotiationEnd = (bytes: Uint8Array, start: number, limit: number): PlacedItem => {
  const kind = 'subnegotiation';
  for (let at = start + 3; at < limit; at += 1) {
    if (bytes[at] !== IAC) continue;
    if (at + 1 >= limit) break;
    if (bytes[at + 1] === SE) return { kind, start, end: at + 2, isWhole: true, hasEnd: true };
    // Another command breaks in: the talk has lost its end.
    if (bytes[at + 1] !== IAC) return { kind, start, end: at, isWhole: true };
    at += 1;
  }
  return { kind, start, end: limit, isWhole: false };
};

const dataEnd = (bytes: Uint8Array, start: number, limit: number): number => {
  let at = start;
  while (at < limit) {
    if (bytes[at] !== IAC) at += 1;
    else if (bytes[at + 1] === IAC && at + 1 < limit) at += 2;
    else break;
  }
  return at;
};

/** The item that starts at `start`, before `limit`. Always takes at least one byte. */
export const itemAt = (bytes: Uint8Array, start: number, limit: number): PlacedItem => {
  const end = dataEnd(bytes, start, limit);
  if (end > start) return { kind: 'data', start, end, isWhole: true };
  const command = start + 1 < limit ? bytes[start + 1] : undefined;
  if (command === SB) return subnegotiationEnd(bytes, start, limit);
  const lengthBytes = isVerb(command) ? 3 : 2;
  const kind = isVerb(command) ? 'negotiation' : 'command';
  const isWhole = start + lengthBytes <= limit;
  return { kind, start, end: Math.min(limit, start + lengthBytes), isWhole };
};

/** Bytes with each pair of 255 made one, RFC 854. */
export const unescaped = (bytes: Uint8Array): Uint8Array => {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    kept[length] = bytes[at] ?? 0;
    length += 1;
    if (bytes[at] === IAC && bytes[at + 1] === IAC) at += 1;
  }
  return kept.slice(0, length);
};

/** Bytes with each 255 doubled, RFC 854. */
export const escaped = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from([...bytes].flatMap(byte => (byte === IAC ? [IAC, IAC] : [byte])));
