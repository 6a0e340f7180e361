import type { DHCP_ISSUES } from '../protocols/issue-codes/dhcp.ts';
import type { WordsFor } from './issue-words.ts';

const OPTION = 'Look at the option: its code, its length, its data.';
const TYPE = 'Look at the option that says what the message is for.';

/** Objections to DHCP messages. */
export const DHCP_ISSUE_WORDS: WordsFor<typeof DHCP_ISSUES> = {
  'dhcp/bad-operation': {
    means: 'The first byte says neither that a client speaks nor that a server does.',
    look: 'Look at the first byte of the message.',
  },
  'dhcp/wrong-direction': {
    means: 'The message is of a type that the other side sends.',
    look: 'Compare the first byte with the message type among the options.',
  },
  'dhcp/bad-hardware-length': {
    means: 'No card of that kind has an address so long, or there is no room for it here.',
    look: 'Look at the hardware type and the length behind it.',
  },
  'dhcp/reserved-flags-set': {
    means: 'Bits that have no meaning are set.',
    look: 'Only the first of the flags means something.',
  },
  'dhcp/bad-magic-cookie': {
    means:
      'The four bytes that announce options are not there, so nothing behind them can be read.',
    look: 'They stand right behind the name of the boot file.',
  },
  'dhcp/no-message-type': {
    means: 'Nothing says what the message is for: it may come from an older protocol, BOOTP.',
    look: TYPE,
  },
  'dhcp/unknown-message-type': {
    means: 'There is no message of that type.',
    look: TYPE,
  },
  'dhcp/missing-option': {
    means: 'A message of this type is of no use without one more option.',
    look: 'Which server speaks, which address, how long: see what is not among the options.',
  },
  'dhcp/bad-overload': {
    means: 'The number says of no field that options go on there.',
    look: 'One means the boot file, two the server name, three both.',
  },
  'dhcp/option-overruns': {
    means: 'An option claims more bytes than are left.',
    look: OPTION,
  },
  'dhcp/option-length': {
    means: 'Data of this option cannot have that length.',
    look: OPTION,
  },
  'dhcp/no-end-option': {
    means: 'The options break off; a last byte of all ones has to say that they are over.',
    look: 'Look at the last byte of the options.',
  },
};
