import { utf8 } from '../base/bytes.ts';
import { DHCP_FIELDS, type DhcpHeader, HARDWARE_BYTES } from './dhcp-fields.ts';
import {
  DHCP_MESSAGE,
  DHCP_OPTION,
  DHCP_OPTION_ROWS,
  type DhcpOptionKind,
} from './dhcp-option-table.ts';
import { type DhcpOption, placeDhcpOptions } from './dhcp-options.ts';
import { generateBytes, generateValues } from './generate.ts';

type Random = () => number;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);

const WORDS = ['pc7.game.example', 'a', 'printer', 'no address left on this LAN', 'x'.repeat(200)];

const DATA: Readonly<Record<DhcpOptionKind, (random: Random) => Uint8Array>> = {
  addresses: random => generateBytes(random, 4 * (1 + below(random, 4))),
  address: random => generateBytes(random, 4),
  seconds: random => generateBytes(random, 4),
  byte: random => Uint8Array.of(1 + below(random, 3)),
  word: random => Uint8Array.of(2 + below(random, 4), 64),
  text: random => utf8(WORDS[below(random, WORDS.length)] ?? ''),
  codes: random => Uint8Array.of(1, 3, 6, 15, 51, 58, 59).subarray(0, 1 + below(random, 7)),
  identifier: random => Uint8Array.of(1, 2, 0, 0, 0, 0, below(random, 256)),
  parts: random => Uint8Array.of(1, 3, 101, 116, 104, 2, 1, below(random, 256)),
  bytes: random => generateBytes(random, 1 + below(random, 20)),
};

const FIXED: readonly number[] = [DHCP_OPTION.overload, DHCP_OPTION.messageType];

const CHOSEN = DHCP_OPTION_ROWS.filter(({ code }) => !FIXED.includes(code));

const NEEDED: readonly number[] = [
  DHCP_OPTION.serverIdentifier,
  DHCP_OPTION.leaseSeconds,
  DHCP_OPTION.requestedAddress,
];

/** Options that some type must have come first, so that they fit; then any others. */
const options = (type: number, random: Random): readonly DhcpOption[] => {
  const needed = CHOSEN.filter(({ code }) => NEEDED.includes(code));
  const others = CHOSEN.filter(({ code }) => !NEEDED.includes(code) && random() < 0.3);
  return [
    { code: DHCP_OPTION.messageType, data: Uint8Array.of(type) },
    ...[...needed, ...others].map(({ code, kind }) => ({ code, data: DATA[kind](random) })),
  ];
};

const FROM_SERVERS: readonly number[] = [
  DHCP_MESSAGE.offer,
  DHCP_MESSAGE.acknowledge,
  DHCP_MESSAGE.refuse,
];

const ROOMS = [308, 308, 100];

/** A message as a client or a server may send it; some have too little room and overload their areas. */
export const generateDhcp = (random: Random): Partial<DhcpHeader> => {
  const type = 1 + below(random, 8);
  const hardware = new Uint8Array(HARDWARE_BYTES);
  hardware.set([2, 0, 0, 0, 0, below(random, 256)]);
  return {
    ...generateValues(DHCP_FIELDS, random),
    operation: FROM_SERVERS.includes(type) ? 2 : 1,
    clientHardwareAddress: hardware,
    ...placeDhcpOptions(options(type, random), ROOMS[below(random, ROOMS.length)] ?? 308),
  };
};
