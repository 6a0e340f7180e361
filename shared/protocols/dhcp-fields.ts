import type { Field, HeaderOf } from './field.ts';

const RFC = 'RFC 2131 §2';

/** First four bytes of the options, RFC 2131 §3: without them the rest is no list of options. */
export const MAGIC_COOKIE = 0x63825363;

/** Bytes of the areas behind the numbers, RFC 2131 §2. */
export const HARDWARE_BYTES = 16;
export const SERVER_NAME_BYTES = 64;
export const BOOT_FILE_BYTES = 128;

/** The numbers at the head of a DHCP message in wire order, RFC 2131 §2. */
export const DHCP_FIELDS = [
  {
    name: 'operation',
    label: 'Operation',
    bits: 8,
    kind: 'number',
    default: 1,
    names: { 1: 'request', 2: 'reply' },
    about: 'Who speaks: 1 when it goes to a server, 2 when a server answers.',
    rfc: RFC,
    samples: [1, 2],
  },
  {
    name: 'hardwareType',
    label: 'Hardware type',
    bits: 8,
    kind: 'number',
    default: 1,
    names: { 1: 'Ethernet' },
    about: 'Which kind of link the client sits on.',
    rfc: RFC,
    samples: [1],
  },
  {
    name: 'hardwareLength',
    label: 'Hardware address length',
    bits: 8,
    kind: 'number',
    default: 6,
    unit: 'bytes',
    about: 'How many bytes of the client hardware address count.',
    rfc: RFC,
    samples: [6],
  },
  {
    name: 'hops',
    label: 'Hops',
    bits: 8,
    kind: 'number',
    about: 'How many relays have passed the message on; a client writes 0.',
    rfc: RFC,
    samples: [0, 1, 2],
  },
  {
    name: 'transactionId',
    label: 'Transaction identifier',
    bits: 32,
    kind: 'hex',
    about:
      'A number that the client picks and every answer repeats, so that the two find together.',
    rfc: RFC,
  },
  {
    name: 'seconds',
    label: 'Seconds',
    bits: 16,
    kind: 'number',
    unit: 's',
    about: 'How long the client has been trying already.',
    rfc: RFC,
    samples: [0, 1, 8, 60],
  },
  {
    name: 'broadcast',
    label: 'Broadcast',
    bits: 1,
    kind: 'flag',
    about: 'Please answer to everybody: without an address I cannot take anything else in.',
    rfc: 'RFC 2131 §2, §4.1',
  },
  {
    name: 'reservedFlags',
    label: 'Reserved flags',
    bits: 15,
    kind: 'number',
    about: 'Bits without a meaning, which stay 0.',
    rfc: RFC,
    samples: [0],
  },
  {
    name: 'clientAddress',
    label: 'Client address',
    bits: 32,
    kind: 'ipv4',
    about:
      'The address that the client has already and answers at; 0.0.0.0 as long as it has none.',
    rfc: RFC,
    samples: [0, 0xc0000217],
  },
  {
    name: 'yourAddress',
    label: 'Your address',
    bits: 32,
    kind: 'ipv4',
    about: 'The address that the server gives to the client.',
    rfc: RFC,
  },
  {
    name: 'serverAddress',
    label: 'Next server address',
    bits: 32,
    kind: 'ipv4',
    about: 'Where the client finds its boot file, if it starts over the network.',
    rfc: RFC,
  },
  {
    name: 'relayAddress',
    label: 'Relay address',
    bits: 32,
    kind: 'ipv4',
    about: 'The relay on the LAN of the client: it tells the server which LAN that is.',
    rfc: RFC,
    samples: [0, 0xc6336401],
  },
] as const satisfies readonly Field[];

/** What follows the numbers, RFC 2131 §2; `options` are the bytes behind the magic cookie. */
export const DHCP_AREAS = [
  {
    name: 'clientHardwareAddress',
    label: 'Client hardware address',
    bits: HARDWARE_BYTES * 8,
    kind: 'bytes',
    about: 'The card of the client, filled up with zeros.',
    rfc: RFC,
  },
  {
    name: 'serverName',
    label: 'Server host name',
    bits: SERVER_NAME_BYTES * 8,
    kind: 'bytes',
    about: 'The name of the server as text; it may hold options instead when the others lack room.',
    rfc: 'RFC 2131 §2, RFC 2132 §9.3',
  },
  {
    name: 'bootFile',
    label: 'Boot file name',
    bits: BOOT_FILE_BYTES * 8,
    kind: 'bytes',
    about: 'The file to start from; it may hold options instead when the others lack room.',
    rfc: 'RFC 2131 §2, RFC 2132 §9.3',
  },
  {
    name: 'magicCookie',
    label: 'Magic cookie',
    bits: 32,
    kind: 'hex',
    default: MAGIC_COOKIE,
    about: 'Four fixed bytes, 99.130.83.99, which say that options follow.',
    rfc: 'RFC 2131 §3, RFC 2132 §2',
  },
  {
    name: 'options',
    label: 'Options',
    bits: 0,
    kind: 'bytes',
    about: 'Everything else that is asked for or given, each part with its own code and length.',
    rfc: 'RFC 2132 §2',
  },
] as const satisfies readonly Field[];

/** All fields in wire order. */
export const DHCP_ALL_FIELDS = [...DHCP_FIELDS, ...DHCP_AREAS] as const;

/** A DHCP message with its areas as on the wire, RFC 2131 §2. `options` are the bytes behind the cookie. */
export type DhcpHeader = HeaderOf<typeof DHCP_ALL_FIELDS>;
