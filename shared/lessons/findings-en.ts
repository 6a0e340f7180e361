import type { FindingCode } from '../rules/findings.ts';
import type { FindingWords } from './finding-words.ts';
import { APPLICATION_FINDINGS } from './findings-application-en.ts';
import { BOUNDARY_FINDINGS } from './findings-boundary-en.ts';
import { FOES_FINDINGS } from './findings-foes-en.ts';
import { FORGER_FINDINGS_WORDS } from './findings-forger-en.ts';
import { FRAGMENT_FINDINGS } from './findings-fragments-en.ts';
import { GUARD_FINDINGS_WORDS } from './findings-guard-en.ts';
import { JOIN_FINDINGS_WORDS } from './findings-join-en.ts';
import { LEASE_FINDINGS_WORDS } from './findings-leases-en.ts';
import { LINK_FINDINGS } from './findings-link-en.ts';
import { NAME_FINDINGS_WORDS } from './findings-names-en.ts';
import { NETWORK_FINDINGS } from './findings-network-en.ts';
import { PERMIT_FINDINGS } from './findings-permit-en.ts';
import { RESOLVER_FINDINGS_WORDS } from './findings-resolver-en.ts';
import { SWITCH_FINDINGS } from './findings-switch-en.ts';
import { TRANSLATION_FINDINGS_WORDS } from './findings-translation-en.ts';
import { TRANSPORT_FINDINGS } from './findings-transport-en.ts';

/** One entry per finding: a code without words does not compile. `{name}` is filled from the finding's facts. */
export const FINDING_WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  'value/not-a-number': {
    happened: '{given} is not a number that fits here.',
    why: 'A header field holds a whole number, so many bits wide.',
    look: 'Look at the kind of field: a count, a port, an address.',
  },
  'value/out-of-range': {
    happened: '{given} does not fit into the field.',
    why: 'A field has a fixed number of bits; this one counts from 0 to {max}.',
    look: 'Look at how wide the field is drawn.',
  },
  'value/not-a-choice': {
    happened: '{given} is none of the things that can stand here.',
    why: 'The layers agree on what may be said; nothing else is understood.',
    look: 'Look at the choices below the field.',
  },
  'value/missing': {
    happened: 'The decision says what to do, but not why or what with.',
    why: 'A unit that ends here ends for a reason, an answer has a type, and a header has no empty fields.',
    look: 'Look for a field that is still empty, or choose from the list that opens with the button.',
  },
  'header/not-yours': {
    happened: 'That field belongs to another layer.',
    why: 'Each layer writes its own header and carries the rest unopened.',
    look: 'Look at the fields on your bench; the others are for your neighbours.',
  },
  'header/fixed-field': {
    happened: 'The field was changed to {given}, and nobody here decides it.',
    why: 'Some fields are the same in every unit, or were set before it came to you.',
    look: 'Leave the fields with a lock as they are.',
  },
  'header/derived-wrong': {
    happened: '{given} does not follow from the rest of the header.',
    why: 'Lengths and checksums are worked out from the other bytes; the receiver does the same sum.',
    look: 'Let it be filled in for you, or work it out anew after the last change.',
  },
  'action/not-here': {
    happened: 'This layer cannot do that with this unit.',
    why: 'What a layer may do depends on where the unit comes from and what it is.',
    look: 'Look at the buttons under the bench.',
  },
  ...LINK_FINDINGS,
  ...NETWORK_FINDINGS,
  ...TRANSPORT_FINDINGS,
  ...APPLICATION_FINDINGS,
  ...SWITCH_FINDINGS,
  ...BOUNDARY_FINDINGS,
  ...PERMIT_FINDINGS,
  ...TRANSLATION_FINDINGS_WORDS,
  ...FOES_FINDINGS,
  ...FORGER_FINDINGS_WORDS,
  ...NAME_FINDINGS_WORDS,
  ...LEASE_FINDINGS_WORDS,
  ...JOIN_FINDINGS_WORDS,
  ...RESOLVER_FINDINGS_WORDS,
  ...FRAGMENT_FINDINGS,
  ...GUARD_FINDINGS_WORDS,
};
