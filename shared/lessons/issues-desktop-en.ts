import type { DESKTOP_ISSUES } from '../protocols/issue-codes/desktop.ts';
import type { WordsFor } from './issue-words.ts';

/** Objections to remote desktops and shared files. */
export const DESKTOP_ISSUE_WORDS: WordsFor<typeof DESKTOP_ISSUES> = {
  'rdp/credssp-without-tls': {
    means: 'The client offers CredSSP but not TLS, although CredSSP runs inside TLS.',
    look: 'Look at the two lowest bits of what is offered: the one without the other is unusual.',
  },
  'rdp/several-selected': {
    means: 'The server takes more than one lock, but only one can be used.',
    look: 'Look at how many bits of the answer are set.',
  },
};
