/** What an option's data is: a list of addresses, one, seconds, a number of one or two bytes, text, codes of other
 *  options, hardware type and address, parts with a code and a length of their own, or bytes of any meaning. */
export type DhcpOptionKind =
  | 'addresses'
  | 'address'
  | 'seconds'
  | 'byte'
  | 'word'
  | 'text'
  | 'codes'
  | 'identifier'
  | 'parts'
  | 'bytes';

/** One option of RFC 2132 and what it means. */
export interface DhcpOptionRow {
  readonly code: number;
  readonly label: string;
  readonly kind: DhcpOptionKind;
  readonly about: string;
  readonly rfc: string;
  readonly names?: Readonly<Record<number, string>>;
}

/** Option codes that programs read and write. */
export const DHCP_OPTION = {
  pad: 0,
  subnetMask: 1,
  router: 3,
  nameServer: 6,
  hostName: 12,
  domainName: 15,
  requestedAddress: 50,
  leaseSeconds: 51,
  overload: 52,
  messageType: 53,
  serverIdentifier: 54,
  parameterList: 55,
  message: 56,
  maximumSize: 57,
  renewalSeconds: 58,
  rebindingSeconds: 59,
  vendorClass: 60,
  clientIdentifier: 61,
  relayInformation: 82,
  end: 255,
} as const;

/** Message types, RFC 2132 §9.6. */
export const DHCP_MESSAGE = {
  discover: 1,
  offer: 2,
  request: 3,
  decline: 4,
  acknowledge: 5,
  refuse: 6,
  release: 7,
  inform: 8,
} as const;

/** Message types as RFC 2131 writes them. */
export const DHCP_MESSAGE_NAMES: Readonly<Record<number, string>> = {
  1: 'DHCPDISCOVER',
  2: 'DHCPOFFER',
  3: 'DHCPREQUEST',
  4: 'DHCPDECLINE',
  5: 'DHCPACK',
  6: 'DHCPNAK',
  7: 'DHCPRELEASE',
  8: 'DHCPINFORM',
};

const OVERLOADS = { 1: 'boot file', 2: 'server name', 3: 'both' };

/** The options of the course; an option without a row here is a run of bytes. */
export const DHCP_OPTION_ROWS: readonly DhcpOptionRow[] = [
  {
    code: 1,
    label: 'Subnet mask',
    kind: 'address',
    about: 'Which bits of an address name the LAN.',
    rfc: 'RFC 2132 §3.3',
  },
  {
    code: 3,
    label: 'Router',
    kind: 'addresses',
    about: 'The routers of the LAN, the preferred one first.',
    rfc: 'RFC 2132 §3.5',
  },
  {
    code: 6,
    label: 'Domain name server',
    kind: 'addresses',
    about: 'Whom to ask about names, the preferred one first.',
    rfc: 'RFC 2132 §3.8',
  },
  {
    code: 12,
    label: 'Host name',
    kind: 'text',
    about: 'The name of the client.',
    rfc: 'RFC 2132 §3.14',
  },
  {
    code: 15,
    label: 'Domain name',
    kind: 'text',
    about: 'The domain that is put behind short names.',
    rfc: 'RFC 2132 §3.17',
  },
  {
    code: 50,
    label: 'Requested IP address',
    kind: 'address',
    about: 'The address that the client would like to have.',
    rfc: 'RFC 2132 §9.1',
  },
  {
    code: 51,
    label: 'Lease time',
    kind: 'seconds',
    about: 'How long the address may be used.',
    rfc: 'RFC 2132 §9.2',
  },
  {
    code: 52,
    label: 'Option overload',
    kind: 'byte',
    names: OVERLOADS,
    about: 'Options go on in the fields for the boot file or the server name.',
    rfc: 'RFC 2132 §9.3',
  },
  {
    code: 53,
    label: 'Message type',
    kind: 'byte',
    names: DHCP_MESSAGE_NAMES,
    about: 'What the message is for.',
    rfc: 'RFC 2132 §9.6',
  },
  {
    code: 54,
    label: 'Server identifier',
    kind: 'address',
    about: 'Which server speaks, or which one is meant.',
    rfc: 'RFC 2132 §9.7',
  },
  {
    code: 55,
    label: 'Parameter request list',
    kind: 'codes',
    about: 'The options that the client would like to be told, by their codes.',
    rfc: 'RFC 2132 §9.8',
  },
  {
    code: 56,
    label: 'Message',
    kind: 'text',
    about: 'A sentence for people about what went wrong.',
    rfc: 'RFC 2132 §9.9',
  },
  {
    code: 57,
    label: 'Maximum message size',
    kind: 'word',
    about: 'The longest message that the client takes, in bytes.',
    rfc: 'RFC 2132 §9.10',
  },
  {
    code: 58,
    label: 'Renewal time (T1)',
    kind: 'seconds',
    about: 'When the client starts to ask its own server for more time.',
    rfc: 'RFC 2132 §9.11',
  },
  {
    code: 59,
    label: 'Rebinding time (T2)',
    kind: 'seconds',
    about: 'When the client starts to ask any server for more time.',
    rfc: 'RFC 2132 §9.12',
  },
  {
    code: 60,
    label: 'Vendor class identifier',
    kind: 'text',
    about: 'Which program the client is.',
    rfc: 'RFC 2132 §9.13',
  },
  {
    code: 61,
    label: 'Client identifier',
    kind: 'identifier',
    about: 'The name under which the server remembers the client: a type and bytes.',
    rfc: 'RFC 2132 §9.14',
  },
  {
    code: 82,
    label: 'Relay agent information',
    kind: 'parts',
    about: 'Where the relay heard the client; the server sends it back as it is.',
    rfc: 'RFC 3046 §2.0',
  },
];

const BY_CODE = new Map(DHCP_OPTION_ROWS.map(row => [row.code, row]));

/** The row of option `code`; undefined where its data is only bytes here. */
export const dhcpOptionRow = (code: number): DhcpOptionRow | undefined => BY_CODE.get(code);

/** Whether data of `length` bytes can be of that kind, by the lengths that RFC 2132 gives for each option. */
export const fitsDhcpKind = (kind: DhcpOptionKind, length: number): boolean => {
  switch (kind) {
    case 'addresses':
      return length > 0 && length % 4 === 0;
    case 'address':
    case 'seconds':
      return length === 4;
    case 'byte':
      return length === 1;
    case 'word':
      return length === 2;
    case 'identifier':
    case 'parts':
      return length >= 2;
    case 'text':
    case 'codes':
      return length >= 1;
    case 'bytes':
      return true;
  }
};
