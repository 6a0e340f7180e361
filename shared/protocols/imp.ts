import type { Field } from './field.ts';
import { tableProtocol } from './table-protocol.ts';

const RFC = 'BBN Report 1822 §3';

const TYPES = {
  0: 'regular message',
  4: 'nothing',
  5: 'ready for next message',
  7: 'destination dead',
};

const OLD_FIELDS = [
  {
    name: 'priority',
    label: 'Priority',
    bits: 1,
    kind: 'flag',
    about: 'A message with this bit goes ahead of the others.',
    rfc: RFC,
  },
  {
    name: 'forImp',
    label: 'For the IMP',
    bits: 1,
    kind: 'flag',
    about: 'The message is meant for the packet switch itself, not for a computer behind it.',
    rfc: RFC,
  },
  {
    name: 'trace',
    label: 'Trace',
    bits: 1,
    kind: 'flag',
    about: 'Every switch on the way reports when the message passed.',
    rfc: RFC,
  },
  {
    name: 'octal',
    label: 'Octal',
    bits: 1,
    kind: 'flag',
    about: 'How a printing switch shows the message: as octal digits instead of text.',
    rfc: RFC,
  },
  {
    name: 'messageType',
    label: 'Message type',
    bits: 4,
    kind: 'number',
    names: TYPES,
    about: 'What the message is: data, or a word between computer and switch.',
    rfc: RFC,
  },
  {
    name: 'host',
    label: 'Host',
    bits: 2,
    kind: 'number',
    about: 'Which of at most four computers at the destination switch.',
    rfc: RFC,
  },
  {
    name: 'imp',
    label: 'IMP',
    bits: 6,
    kind: 'number',
    about: 'Which of at most 63 packet switches the destination computer hangs on.',
    rfc: RFC,
  },
  {
    name: 'link',
    label: 'Link',
    bits: 8,
    kind: 'number',
    about: 'Which of several conversations between the same two computers.',
    rfc: RFC,
  },
  {
    name: 'unused',
    label: 'Unused',
    bits: 4,
    kind: 'number',
    about: 'Not used.',
    rfc: RFC,
  },
  {
    name: 'subtype',
    label: 'Subtype',
    bits: 4,
    kind: 'number',
    about: 'A finer distinction within the message type.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

/** The old leader between a host and its IMP, BBN Report 1822 §3: 32 bits; the source is known from the wire it came by. */
export const impLeader = tableProtocol({
  id: 'imp',
  title: 'IMP leader (32 bits)',
  rfc: RFC,
  fields: OLD_FIELDS,
  rules: [],
});

const LONG_FIELDS = [
  {
    name: 'unusedBefore',
    label: 'Unused',
    bits: 4,
    kind: 'number',
    about: 'Not used.',
    rfc: RFC,
  },
  {
    name: 'newFormat',
    label: 'Format',
    bits: 4,
    kind: 'number',
    default: 15,
    samples: [15],
    about: '15 says that this is a long leader, which no old one could say.',
    rfc: RFC,
  },
  {
    name: 'network',
    label: 'Network',
    bits: 8,
    kind: 'number',
    about: 'Which network the destination is on; 0 is the own one.',
    rfc: RFC,
  },
  {
    name: 'unusedBehind',
    label: 'Unused',
    bits: 4,
    kind: 'number',
    about: 'Not used.',
    rfc: RFC,
  },
  {
    name: 'trace',
    label: 'Trace',
    bits: 1,
    kind: 'flag',
    about: 'Every switch on the way reports when the message passed.',
    rfc: RFC,
  },
  {
    name: 'leaderFlags',
    label: 'Leader flags',
    bits: 3,
    kind: 'number',
    about: 'The highest of them asks a printing switch for octal digits.',
    rfc: RFC,
  },
  {
    name: 'messageType',
    label: 'Message type',
    bits: 8,
    kind: 'number',
    names: TYPES,
    about: 'What the message is: data, or a word between computer and switch.',
    rfc: RFC,
  },
  {
    name: 'handlingType',
    label: 'Handling type',
    bits: 8,
    kind: 'number',
    about: 'How urgently and in how many packets the message may travel.',
    rfc: RFC,
  },
  {
    name: 'host',
    label: 'Host',
    bits: 8,
    kind: 'number',
    about: 'Which computer at the destination switch.',
    rfc: RFC,
  },
  {
    name: 'imp',
    label: 'IMP',
    bits: 16,
    kind: 'number',
    about: 'Which packet switch the destination computer hangs on.',
    rfc: RFC,
  },
  {
    name: 'messageId',
    label: 'Message ID',
    bits: 12,
    kind: 'number',
    about: 'By which an answer of the network names this message.',
    rfc: RFC,
  },
  {
    name: 'subtype',
    label: 'Subtype',
    bits: 4,
    kind: 'number',
    about: 'A finer distinction within the message type.',
    rfc: RFC,
  },
  {
    name: 'messageLength',
    label: 'Message length',
    bits: 16,
    kind: 'number',
    about: 'Bits of the message where the switch says it; not used towards the switch.',
    rfc: RFC,
  },
] as const satisfies readonly Field[];

/** The later leader of 96 bits, BBN Report 1822 §3 as RFC 704 had it grow, for more than 63 IMPs. */
export const impLongLeader = tableProtocol({
  id: 'imp-long',
  title: 'IMP leader (96 bits)',
  rfc: RFC,
  fields: LONG_FIELDS,
  rules: [],
});
