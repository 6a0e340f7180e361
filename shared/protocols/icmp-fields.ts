import type { Field } from './field.ts';
import { ICMP_TYPES } from './iana.ts';

const RFC = 'RFC 792';

/** How every ICMP message begins, RFC 792. */
const START = [
  {
    name: 'type',
    label: 'Type',
    bits: 8,
    kind: 'number',
    default: 8,
    names: ICMP_TYPES,
    about: 'What the message is: a question, its answer, or news of a packet that failed.',
    rfc: RFC,
  },
  {
    name: 'code',
    label: 'Code',
    bits: 8,
    kind: 'number',
    about: 'The reason within the type: for type 3, code 1 is "no such host", 3 "no such port".',
    rfc: RFC,
    samples: [0],
  },
  {
    name: 'checksum',
    label: 'Checksum',
    bits: 16,
    kind: 'hex',
    derived: true,
    about: 'Guards the whole message; there is no pseudo header.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

const DATA = {
  name: 'data',
  label: 'Data',
  bits: 0,
  kind: 'bytes',
  about:
    'For an echo any bytes, which come back; for an error the start of the packet that failed.',
  rfc: RFC,
} as const satisfies Field;

const unused = (bits: number) =>
  ({
    name: 'unused',
    label: 'Unused',
    bits,
    kind: 'hex',
    about: 'Not used and 0.',
    rfc: RFC,
    samples: [0],
  }) as const satisfies Field;

const QUESTION = [
  ...START,
  {
    name: 'identifier',
    label: 'Identifier',
    bits: 16,
    kind: 'number',
    about: 'Which program asks, so that the answer finds it.',
    rfc: RFC,
  },
  {
    name: 'sequenceNumber',
    label: 'Sequence number',
    bits: 16,
    kind: 'number',
    about: 'Counts the questions, so that each answer finds its own.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

/** Echo and echo reply, RFC 792; the questions and answers of other types begin like them. */
export const ECHO_FIELDS = [...QUESTION, DATA] as const;

/** Any message of which only the start is known: the word behind the checksum is one number. */
export const REST_FIELDS = [
  ...START,
  {
    name: 'rest',
    label: 'Unused',
    bits: 32,
    kind: 'hex',
    about: 'Not used by most errors: 0.',
    rfc: RFC,
    samples: [0],
  },
  DATA,
] as const satisfies readonly Field[];

/** Destination unreachable with code 4, RFC 1191 §4. */
export const TOO_LONG_FIELDS = [
  ...START,
  unused(16),
  {
    name: 'nextHopMtu',
    label: 'MTU of the next link',
    bits: 16,
    kind: 'number',
    unit: 'bytes',
    about: 'How long a packet may be to fit on the link that this one was too long for.',
    rfc: 'RFC 1191 §4',
  },
  DATA,
] as const satisfies readonly Field[];

/** Redirect, RFC 792. */
export const REDIRECT_FIELDS = [
  ...START,
  {
    name: 'gateway',
    label: 'Better router',
    bits: 32,
    kind: 'ipv4',
    about: 'The router on the same link that should have been asked.',
    rfc: RFC,
  },
  DATA,
] as const satisfies readonly Field[];

/** Parameter problem, RFC 792. */
export const PARAMETER_FIELDS = [
  ...START,
  {
    name: 'pointer',
    label: 'Pointer',
    bits: 8,
    kind: 'number',
    about: 'Which byte of the packet could not be understood, counted from 0.',
    rfc: RFC,
  },
  unused(24),
  DATA,
] as const satisfies readonly Field[];

const timeField = (name: string, label: string, about: string) =>
  ({ name, label, bits: 32, kind: 'number', unit: 'ms', about, rfc: RFC }) as const satisfies Field;

/** Timestamp and its reply, RFC 792: milliseconds since midnight, universal time. */
export const TIMESTAMP_FIELDS = [
  ...QUESTION,
  timeField('originateTimestamp', 'Asked at', 'When the question left its sender.'),
  timeField('receiveTimestamp', 'Received at', 'When the other host received it.'),
  timeField('transmitTimestamp', 'Answered at', 'When the other host sent its answer.'),
  DATA,
] as const satisfies readonly Field[];

/** Address mask request and reply, RFC 950 Appendix I. */
export const MASK_FIELDS = [
  ...QUESTION,
  {
    name: 'addressMask',
    label: 'Network mask',
    bits: 32,
    kind: 'ipv4',
    about: 'Which bits of an address on this network are the network; 0 in the question.',
    rfc: 'RFC 950',
  },
  DATA,
] as const satisfies readonly Field[];
