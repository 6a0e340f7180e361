import type { KindId } from '../rules/kinds.ts';
import { APPLICATION_HINTS } from './hints-application-en.ts';
import { DEVICE_HINTS } from './hints-devices-en.ts';
import { FOES_HINTS } from './hints-foes-en.ts';
import { FORGER_HINTS } from './hints-forger-en.ts';
import { GUARD_HINTS } from './hints-guard-en.ts';
import { IPV6_HINTS } from './hints-ipv6-en.ts';
import { LEASE_HINTS } from './hints-leases-en.ts';
import { NAME_HINTS } from './hints-names-en.ts';
import { NETWORK_HINTS } from './hints-network-en.ts';
import { PERMIT_HINTS } from './hints-permit-en.ts';
import { TRANSLATION_HINTS } from './hints-translation-en.ts';
import { TRANSPORT_HINTS } from './hints-transport-en.ts';

/** Hints of a kind in the order in which they open: where to look, the rule, a worked sibling. `{name}` from the facts. */
export interface HintWords {
  readonly look: string;
  readonly rule: string;
  readonly sibling: string;
}

/** One entry per kind: a kind without hints does not compile. */
export const HINT_WORDS: Readonly<Record<KindId, HintWords>> = {
  ...APPLICATION_HINTS,
  ...NAME_HINTS,
  ...LEASE_HINTS,
  ...TRANSPORT_HINTS,
  ...NETWORK_HINTS,
  ...DEVICE_HINTS,
  ...PERMIT_HINTS,
  ...TRANSLATION_HINTS,
  ...IPV6_HINTS,
  ...FOES_HINTS,
  ...FORGER_HINTS,
  ...GUARD_HINTS,
};

/** The fourth hint: the answer, from facts that only it has. Keyed by what is right. */
const ANSWER_HINTS = {
  value: 'It is {answer}.',
  drop: 'Drop it. The reason: {saying}.',
  answer: 'Answer it: {saying}.',
  'answer with': 'Answer it ({saying}), with {answer}.',
} as const;

const ALSO = 'also ';

/** Words of the fourth hint for the facts of `hintFor`; `nameOf` names a field by its path. */
export const answerHint = (
  facts: Readonly<Record<string, string>>,
  nameOf: (path: string) => string,
): string => {
  if (facts.action === 'drop') return ANSWER_HINTS.drop;
  const others = Object.entries(facts).flatMap(([key, value]) =>
    key.startsWith(ALSO) && value !== '' ? `${nameOf(key.slice(ALSO.length))}: ${value}.` : [],
  );
  const value =
    others.length === 0 ? ANSWER_HINTS.value : `${nameOf(facts.field ?? '')}: {answer}.`;
  const said = facts.answer === undefined ? ANSWER_HINTS.answer : ANSWER_HINTS['answer with'];
  return [facts.saying === undefined ? value : said, ...others].join(' ');
};
