import { concat } from '../base/bytes.ts';
import type { Explainable } from './protocol.ts';
import {
  DO,
  escaped,
  IAC,
  itemAt,
  type PlacedItem,
  SB,
  SE,
  TELNET_OPTIONS,
  type TelnetItem,
  type TelnetVerb,
  unescaped,
  WILL,
} from './telnet-items.ts';
import { dissectTelnet } from './telnet-spans.ts';

/** Items read, and how many bytes they took; the rest is the start of a command whose end has not come. */
export interface DecodedTelnet {
  readonly items: readonly TelnetItem[];
  readonly lengthBytes: number;
}

const itemOf = (bytes: Uint8Array, { kind, start, end, hasEnd }: PlacedItem): TelnetItem => {
  const option = bytes[start + 2] ?? 0;
  switch (kind) {
    case 'data':
      return { kind, bytes: unescaped(bytes.subarray(start, end)) };
    case 'command':
      return { kind, command: bytes[start + 1] ?? 0 };
    case 'negotiation':
      return { kind, verb: (bytes[start + 1] ?? DO) as TelnetVerb, option };
    case 'subnegotiation': {
      return { kind, option, bytes: unescaped(bytes.subarray(start + 3, hasEnd ? end - 2 : end)) };
    }
  }
};

/** Reads as many whole items as there are, RFC 854. Never throws; whatever bytes come are characters or commands. */
export const decodeTelnet = (bytes: Uint8Array): DecodedTelnet => {
  const items: TelnetItem[] = [];
  let at = 0;
  while (at < bytes.length) {
    const placed = itemAt(bytes, at, bytes.length);
    if (!placed.isWhole) break;
    items.push(itemOf(bytes, placed));
    at = placed.end;
  }
  return { items, lengthBytes: at };
};

const bytesOf = (item: TelnetItem): Uint8Array => {
  switch (item.kind) {
    case 'data':
      return escaped(item.bytes);
    case 'command':
      return Uint8Array.of(IAC, item.command);
    case 'negotiation':
      return Uint8Array.of(IAC, item.verb, item.option);
    case 'subnegotiation':
      return concat(
        Uint8Array.of(IAC, SB, item.option),
        escaped(item.bytes),
        Uint8Array.of(IAC, SE),
      );
  }
};

/** The bytes of items one after the other, RFC 854 and RFC 855. */
export const encodeTelnet = (...items: readonly TelnetItem[]): Uint8Array =>
  concat(...items.map(bytesOf));

const chosen = (list: readonly number[], random: () => number): number =>
  list[Math.floor(random() * list.length)] ?? 0;

const someBytes = (random: () => number, most: number): Uint8Array =>
  Uint8Array.from({ length: 1 + Math.floor(random() * most) }, () =>
    random() < 0.1 ? IAC : Math.floor(random() * 256),
  );

/** An item that a sender may really send. `random` gives numbers in [0, 1). */
export const generateTelnet = (random: () => number): TelnetItem => {
  const option = chosen(Object.keys(TELNET_OPTIONS).map(Number), random);
  const kinds: readonly (() => TelnetItem)[] = [
    () => ({ kind: 'data', bytes: someBytes(random, 20) }),
    () => ({ kind: 'command', command: 241 + Math.floor(random() * 9) }),
    () => ({
      kind: 'negotiation',
      verb: (WILL + Math.floor(random() * 4)) as TelnetVerb,
      option,
    }),
    () => ({ kind: 'subnegotiation', option: 31, bytes: Uint8Array.of(0, 255, 0, 24) }),
    () => ({ kind: 'subnegotiation', option: 24, bytes: Uint8Array.of(0, 0x58, 0x54) }),
    () => ({ kind: 'subnegotiation', option: 5, bytes: someBytes(random, 8) }),
  ];
  return kinds[Math.floor(random() * kinds.length)]?.() ?? { kind: 'command', command: 241 };
};

/** TELNET, RFC 854: characters with commands between them, the same in both directions. */
export const telnet: Explainable = {
  id: 'telnet',
  title: 'Telnet',
  rfc: 'RFC 854',
  fields: [],
  dissect: (bytes, start, limit) => ({
    layer: {
      id: 'telnet',
      header: decodeTelnet(bytes.subarray(start, limit)),
      start,
      headerEnd: limit,
      end: limit,
    },
    ...dissectTelnet(bytes, start, limit),
    trailer: [],
    headerEnd: limit,
    payloadEnd: limit,
    end: limit,
    opens: false,
  }),
};
