import type { Field } from './field.ts';
import { ICMPV6_TYPES } from './iana.ts';

const RFC = 'RFC 4443 §2.1';

/** How every ICMPv6 message begins, RFC 4443 §2.1. */
export const START = [
  {
    name: 'type',
    label: 'Type',
    bits: 8,
    kind: 'number',
    default: 128,
    names: ICMPV6_TYPES,
    about: 'What the message is; up to 127 it reports an error.',
    rfc: RFC,
  },
  {
    name: 'code',
    label: 'Code',
    bits: 8,
    kind: 'number',
    about: 'The reason within the type.',
    rfc: RFC,
    samples: [0],
  },
  {
    name: 'checksum',
    label: 'Checksum',
    bits: 16,
    kind: 'hex',
    derived: true,
    about: 'Guards the whole message and both addresses of the packet around it.',
    rfc: 'RFC 4443 §2.3',
  },
] as const satisfies readonly Field[];

/** A field of `bits` bits that is not used. */
export const reserved = (bits: number) =>
  ({
    name: 'reserved',
    label: 'Reserved',
    bits,
    kind: 'number',
    about: 'Not used and 0.',
    rfc: RFC,
    samples: [0],
  }) as const satisfies Field;

/** Four bytes that are not used. */
export const UNUSED = reserved(32);

const QUOTED = {
  name: 'data',
  label: 'Start of the packet that failed',
  bits: 0,
  kind: 'bytes',
  about: 'As much of the packet as fits, so that its sender knows which one is meant.',
  rfc: 'RFC 4443 §3.1',
} as const satisfies Field;

/** Destination unreachable and time exceeded, RFC 4443 §3.1 and §3.3. */
export const ERROR_FIELDS = [...START, UNUSED, QUOTED] as const;

/** A type without a table of its own. */
export const OTHER_FIELDS = [
  ...START,
  {
    name: 'data',
    label: 'Data',
    bits: 0,
    kind: 'bytes',
    about: 'What the message holds, as its type says.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

/** Packet too big, RFC 4443 §3.2. */
export const TOO_BIG_FIELDS = [
  ...START,
  {
    name: 'mtu',
    label: 'MTU',
    bits: 32,
    kind: 'number',
    unit: 'bytes',
    about: 'The largest packet that the next link can carry.',
    rfc: 'RFC 4443 §3.2',
    samples: [1280, 1400, 1500],
  },
  QUOTED,
] as const satisfies readonly Field[];

/** Parameter problem, RFC 4443 §3.4. */
export const PARAMETER_FIELDS = [
  ...START,
  {
    name: 'pointer',
    label: 'Pointer',
    bits: 32,
    kind: 'number',
    about: 'Which byte of the packet could not be understood.',
    rfc: 'RFC 4443 §3.4',
    samples: [0, 6, 40],
  },
  QUOTED,
] as const satisfies readonly Field[];

/** Echo request and reply, RFC 4443 §4. */
export const ECHO_FIELDS = [
  ...START,
  {
    name: 'identifier',
    label: 'Identifier',
    bits: 16,
    kind: 'number',
    about: 'Which program asks, so that the answer finds it.',
    rfc: 'RFC 4443 §4.1',
  },
  {
    name: 'sequenceNumber',
    label: 'Sequence number',
    bits: 16,
    kind: 'number',
    about: 'Counts the questions, so that each answer finds its own.',
    rfc: 'RFC 4443 §4.1',
  },
  {
    name: 'data',
    label: 'Data',
    bits: 0,
    kind: 'bytes',
    about: 'Any bytes; they come back as they went.',
    rfc: 'RFC 4443 §4.1',
  },
] as const satisfies readonly Field[];
