import type { Field, HeaderOf } from './field.ts';
import { ETHER_TYPES } from './iana.ts';
import type { Explainable } from './protocol.ts';
import { tableProtocol } from './table-protocol.ts';

const RFC = 'IEEE 802.2 §3.2';
const SNAP = 0xaa;
const NAMES = { 66: 'spanning tree', 170: 'SNAP', 224: 'IPX', 254: 'OSI network layer' };

const SERVICES = [
  {
    name: 'destinationService',
    label: 'Destination service',
    bits: 8,
    kind: 'hex',
    default: SNAP,
    names: NAMES,
    about: 'Which protocol at the receiver the frame is for.',
    rfc: RFC,
  },
  {
    name: 'sourceService',
    label: 'Source service',
    bits: 8,
    kind: 'hex',
    default: SNAP,
    names: NAMES,
    about: 'Which protocol at the sender the frame comes from; its last bit marks an answer.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

const control = <const Name extends string>(name: Name, bits: number, about: string) =>
  ({ name, label: 'Control', bits, kind: 'hex', default: 3, about, rfc: RFC }) as const;

const UNNUMBERED_FIELDS = [
  ...SERVICES,
  {
    ...control('control', 8, 'What the frame does; 3 is a plain message without a number.'),
    samples: [3],
  },
] as const satisfies readonly Field[];

const NUMBERED_FIELDS = [
  ...SERVICES,
  control('numberedControl', 16, 'Numbers of this frame and of the next one expected.'),
] as const satisfies readonly Field[];

export type LlcHeader = HeaderOf<typeof UNNUMBERED_FIELDS>;
type NumberedHeader = HeaderOf<typeof NUMBERED_FIELDS>;

const UNNUMBERED = 3;

const isUnnumbered = (bytes: Uint8Array, start: number): boolean =>
  ((bytes[start + 2] ?? UNNUMBERED) & UNNUMBERED) === UNNUMBERED;

/** LLC header of a message without a number, IEEE 802.2 §3.2: three bytes. */
export const llc = tableProtocol({
  id: 'llc',
  title: 'Logical link control',
  rfc: RFC,
  fields: UNNUMBERED_FIELDS,
  rules: [],
});

const numbered = tableProtocol({
  id: 'llc',
  title: 'Logical link control',
  rfc: RFC,
  fields: NUMBERED_FIELDS,
  rules: [],
});

/** LLC of either length: a control field of two bytes, `numberedControl`, where the frame is numbered. */
export const llcFrame: Explainable & {
  readonly encode: (
    values: Partial<LlcHeader> | Partial<NumberedHeader>,
    payload?: Uint8Array,
  ) => Uint8Array;
} = {
  ...llc,
  encode: (values, payload) =>
    'numberedControl' in values ? numbered.encode(values, payload) : llc.encode(values, payload),
  dissect: (bytes, start, limit, context) =>
    (isUnnumbered(bytes, start) ? llc : numbered).dissect(bytes, start, limit, context),
};

/** Whether what LLC says is followed by an EtherType, RFC 1042. */
export const isSnap = (header: LlcHeader): boolean =>
  header.destinationService === SNAP &&
  (header.sourceService & 0xfe) === SNAP &&
  header.control === UNNUMBERED;

const SNAP_FIELDS = [
  {
    name: 'organization',
    label: 'Organization',
    bits: 24,
    kind: 'hex',
    names: { 0: 'EtherType follows' },
    about: 'Whose numbers follow; 0 means that it is an EtherType.',
    rfc: 'RFC 1042',
    samples: [0],
  },
  {
    name: 'protocol',
    label: 'Protocol',
    bits: 16,
    kind: 'hex',
    derived: true,
    default: 0x0800,
    names: ETHER_TYPES,
    about: 'What the frame carries.',
    rfc: 'RFC 1042',
  },
] as const satisfies readonly Field[];

/** SNAP, RFC 1042: the EtherType of a frame that has a length in its place. */
export const snap = tableProtocol({
  id: 'snap',
  title: 'Subnetwork access protocol',
  rfc: 'RFC 1042',
  fields: SNAP_FIELDS,
  derive: { protocol: ({ context }) => context.carries ?? 0x0800 },
  rules: [],
});
