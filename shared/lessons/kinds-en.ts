import type { KindId } from '../rules/kinds.ts';
import { APPLICATION_KINDS } from './kinds-application-en.ts';
import { DEVICE_KINDS } from './kinds-devices-en.ts';
import { FOES_KINDS } from './kinds-foes-en.ts';
import { FORGER_KINDS } from './kinds-forger-en.ts';
import { GUARD_KINDS } from './kinds-guard-en.ts';
import { IPV6_KINDS } from './kinds-ipv6-en.ts';
import { LEASE_KINDS } from './kinds-leases-en.ts';
import { LINK_KINDS } from './kinds-link-en.ts';
import { NAME_KINDS } from './kinds-names-en.ts';
import { NETWORK_KINDS } from './kinds-network-en.ts';
import { PERMIT_KINDS } from './kinds-permit-en.ts';
import { TRANSLATION_KINDS } from './kinds-translation-en.ts';
import { TRANSPORT_KINDS } from './kinds-transport-en.ts';

/**
 * Words of a kind. `title`, `question` and `sentence` (with one gap, `___`) stand on tray and bench and do not tell
 * kinds apart that look alike on arrival; `name` is for summaries and apprentices, when it is done. `{name}` is
 * filled from the facts of the bench.
 */
export interface KindWords {
  readonly title: string;
  readonly question: string;
  readonly sentence: string;
  readonly name: string;
}

/** One entry per kind: a kind without words does not compile. */
export const KIND_WORDS: Readonly<Record<KindId, KindWords>> = {
  ...APPLICATION_KINDS,
  ...NAME_KINDS,
  ...LEASE_KINDS,
  ...TRANSPORT_KINDS,
  ...NETWORK_KINDS,
  ...IPV6_KINDS,
  ...LINK_KINDS,
  ...DEVICE_KINDS,
  ...PERMIT_KINDS,
  ...TRANSLATION_KINDS,
  ...FOES_KINDS,
  ...FORGER_KINDS,
  ...GUARD_KINDS,
};
