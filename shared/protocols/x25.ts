import type { Field } from './field.ts';
import { plainSpan } from './header-spans.ts';
import type { Explainable } from './protocol.ts';
import type { Span } from './span.ts';
import { tableProtocol } from './table-protocol.ts';

const RFC = 'ITU-T X.25 §5';
const CALL_REQUEST = 0x0b;
const CLEAR_REQUEST = 0x13;
const TYPES = {
  [CALL_REQUEST]: 'call request',
  15: 'call accepted',
  [CLEAR_REQUEST]: 'clear request',
  23: 'clear confirmation',
};

const IDENTIFIER = [
  {
    name: 'qualifier',
    label: 'Qualifier',
    bits: 1,
    kind: 'flag',
    samples: [0],
    about: 'Tells two kinds of data apart, as for a terminal and for the box that serves it.',
    rfc: RFC,
  },
  {
    name: 'delivery',
    label: 'Delivery',
    bits: 1,
    kind: 'flag',
    about: 'The far end itself confirms what arrived, not only the next exchange.',
    rfc: RFC,
  },
  {
    name: 'modulo',
    label: 'Modulo',
    bits: 2,
    kind: 'number',
    default: 1,
    samples: [1],
    about: 'How far sequence numbers count: 1 up to 7, 2 up to 127.',
    rfc: RFC,
  },
  {
    name: 'channelGroup',
    label: 'Channel group',
    bits: 4,
    kind: 'number',
    about: 'The upper part of the number of the call.',
    rfc: RFC,
  },
  {
    name: 'channel',
    label: 'Channel',
    bits: 8,
    kind: 'number',
    about:
      'The number of the call on this line alone; each exchange on the way gives it another one.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

const typeField = (value: number) =>
  ({
    name: 'type',
    label: 'Packet type',
    bits: 8,
    kind: 'hex',
    default: value,
    samples: [value],
    names: TYPES,
    about: 'What the packet asks for or confirms.',
    rfc: RFC,
  }) as const;

const DATA_FIELDS = [
  ...IDENTIFIER,
  {
    name: 'receiveSequence',
    label: 'Receive sequence P(R)',
    bits: 3,
    kind: 'number',
    about: 'Which packet is expected next from the other side.',
    rfc: RFC,
  },
  {
    name: 'more',
    label: 'More',
    bits: 1,
    kind: 'flag',
    about: 'The message goes on in the next packet.',
    rfc: RFC,
  },
  {
    name: 'sendSequence',
    label: 'Send sequence P(S)',
    bits: 3,
    kind: 'number',
    about: 'The number of this packet in the call.',
    rfc: RFC,
  },
  {
    name: 'control',
    label: 'Control',
    bits: 1,
    kind: 'flag',
    samples: [0],
    about: '0 in a packet of data.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

const CALL_FIELDS = [
  ...IDENTIFIER,
  typeField(CALL_REQUEST),
  {
    name: 'callingLength',
    label: 'Calling address length',
    bits: 4,
    kind: 'number',
    unit: 'digits',
    samples: [0],
    about: 'How many digits the number of the caller has.',
    rfc: RFC,
  },
  {
    name: 'calledLength',
    label: 'Called address length',
    bits: 4,
    kind: 'number',
    unit: 'digits',
    samples: [0],
    about: 'How many digits the number that is called has.',
    rfc: RFC,
  },
  {
    name: 'addresses',
    label: 'Addresses and facilities',
    bits: 0,
    kind: 'bytes',
    about:
      'The called number, then that of the caller, two digits a byte; then what the call may use.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

const CLEAR_FIELDS = [
  ...IDENTIFIER,
  typeField(CLEAR_REQUEST),
  {
    name: 'cause',
    label: 'Cause',
    bits: 8,
    kind: 'number',
    names: { 0: 'hung up', 1: 'number busy', 9: 'out of order' },
    about: 'Why the call ends; 0 means that one of the two hung up.',
    rfc: RFC,
  },
  {
    name: 'diagnostic',
    label: 'Diagnostic',
    bits: 8,
    kind: 'number',
    about: 'A closer reason; 0 when there is nothing to add.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

/** A packet of data in a call, ITU-T X.25 §5: three bytes, then the data. */
export const x25Data = tableProtocol({
  id: 'x25-data',
  title: 'X.25 data',
  rfc: RFC,
  fields: DATA_FIELDS,
  rules: [],
});

const FIXED_BYTES = 4;
const addressBytes = (bytes: Uint8Array, start: number): number => {
  const lengths = bytes[start + 3] ?? 0;
  return ((lengths >> 4) + (lengths & 15) + 1) >> 1;
};

/** Bytes of the header up to the data of the caller: addresses, length of the facilities, facilities. */
const callLength = (bytes: Uint8Array, start: number, limit: number): number => {
  const facilities = start + FIXED_BYTES + addressBytes(bytes, start);
  if (facilities >= limit) return Math.min(limit, facilities) - start;
  return facilities + 1 + (bytes[facilities] ?? 0) - start;
};

const callSpans = (bytes: Uint8Array, from: number, to: number): readonly Span[] => {
  const facilities = Math.min(to, from + addressBytes(bytes, from - FIXED_BYTES));
  const behind = Math.min(to, facilities + 1);
  return [
    ...plainSpan('x25-call.numbers', 'Called and calling number', bytes, from, facilities),
    ...plainSpan(
      'x25-call.facilitiesLength',
      'Length of the facilities',
      bytes,
      facilities,
      behind,
    ),
    ...plainSpan('x25-call.facilities', 'Facilities', bytes, behind, to),
  ];
};

/** A request for a call, ITU-T X.25 §5: numbers of decimal digits, facilities, data for the called one. */
export const x25Call = tableProtocol({
  id: 'x25-call',
  title: 'X.25 call request',
  rfc: RFC,
  fields: CALL_FIELDS,
  wordBytes: 1,
  headerLength: callLength,
  tailSpans: callSpans,
  generateTail: () => Uint8Array.of(0),
  rules: [],
});

const ruleless = { rfc: RFC, rules: [] } as const;

/** The end of a call, ITU-T X.25 §5. */
export const x25Clear = tableProtocol({
  id: 'x25-clear',
  title: 'X.25 clear request',
  fields: CLEAR_FIELDS,
  ...ruleless,
});

const other = tableProtocol({
  id: 'x25',
  title: 'X.25 packet',
  fields: [...IDENTIFIER, typeField(0x0f)],
  ...ruleless,
});

const kindOf = (bytes: Uint8Array, start: number, limit: number): Explainable => {
  const type = limit - start < 3 ? CLEAR_REQUEST : (bytes[start + 2] ?? 0);
  if ((type & 1) === 0) return x25Data;
  if (type === CALL_REQUEST) return x25Call;
  return type === CLEAR_REQUEST ? x25Clear : other;
};

/** An X.25 packet of any type, to be explained: the third byte says which. */
export const x25: Explainable = {
  ...other,
  dissect: (bytes, start, limit, context) =>
    kindOf(bytes, start, limit).dissect(bytes, start, limit, context),
};
