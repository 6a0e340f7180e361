import type { Field } from './field.ts';
import type { Explainable } from './protocol.ts';
import { tableProtocol } from './table-protocol.ts';

const RFC = 'ITU-T X.25 §2';

const ADDRESS = [
  {
    name: 'address',
    label: 'Address',
    bits: 8,
    kind: 'hex',
    default: 1,
    samples: [1, 3],
    about: 'Which end of the line a command is for: 1 the network, 3 the terminal.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

const NUMBERED_FIELDS = [
  ...ADDRESS,
  {
    name: 'receiveSequence',
    label: 'Receive sequence N(R)',
    bits: 3,
    kind: 'number',
    about: 'Which frame is expected next from the other end.',
    rfc: RFC,
  },
  {
    name: 'poll',
    label: 'Poll',
    bits: 1,
    kind: 'flag',
    about: 'The other end must answer at once.',
    rfc: RFC,
  },
  {
    name: 'sendSequence',
    label: 'Send sequence N(S)',
    bits: 3,
    kind: 'number',
    about: 'The number of this frame on the line.',
    rfc: RFC,
  },
  {
    name: 'unnumbered',
    label: 'Control',
    bits: 1,
    kind: 'flag',
    samples: [0],
    about: '0 in a frame with data and number.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

const CONTROL_FIELDS = [
  ...ADDRESS,
  {
    name: 'control',
    label: 'Control',
    bits: 8,
    kind: 'hex',
    names: { 63: 'open (SABM)', 83: 'close (DISC)', 115: 'agreed (UA)' },
    about: 'What the frame does: open or close the line, confirm, ask for a pause.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

/** An LAPB frame with data, ITU-T X.25 §2, without flags and check sequence, which the line adds. */
export const lapbInformation = tableProtocol({
  id: 'lapb',
  title: 'Link access procedure, balanced',
  rfc: RFC,
  fields: NUMBERED_FIELDS,
  rules: [],
});

const control = tableProtocol({
  id: 'lapb-control',
  title: 'Link access procedure, balanced',
  rfc: RFC,
  fields: CONTROL_FIELDS,
  rules: [],
});

/** An LAPB frame of any kind, to be explained: the lowest bit of its control byte is 0 where it carries data. */
export const lapb: Explainable = {
  ...control,
  dissect: (bytes, start, limit, context) =>
    (((bytes[start + 1] ?? 0) & 1) === 0 ? lapbInformation : control).dissect(
      bytes,
      start,
      limit,
      context,
    ),
};
