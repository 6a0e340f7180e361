import type { GuardType } from '../../network/guard/guarded.ts';
import type { FaultWord } from '../../network/guard/reading.ts';
import type { Decision } from '../../network/task.ts';
import type { KindId } from '../kinds.ts';
import { inTurn, type Question } from '../question.ts';
import { found, type SituationOf } from './checks.ts';
import { fault } from './guard-faults.ts';
import { order, read, spoken, sum, toldLength } from './guard-fields.ts';
import { faultPlace } from './guard-place.ts';
import {
  type Guarding,
  type GuardScene,
  guardFacts,
  lengthShown,
  readingIn,
  sectionFor,
  sortOf,
  TOOK,
} from './guard-sight.ts';
import type { FieldRule, Found, Move, NoveltyKey } from './move.ts';

const judgeTaking = (scene: GuardScene): Found | null => {
  const { taking, verdict, fault: wrong } = readingIn(scene);
  if (verdict === 'take' || verdict === 'wait' || taking === 'right') return null;
  const code = TOOK[wrong] ?? 'guard/took-malformed';
  return found(code, scene.right.action, { ...lengthShown(scene), rfc: sectionFor(scene) });
};

const refusedThough = (scene: GuardScene): Found => {
  const { verdict, fault: wrong } = readingIn(scene);
  if (verdict === 'take') return found('guard/refused-good', 'deliver');
  if (verdict === 'wait') return found('guard/refused-part', 'deliver', lengthShown(scene));
  return found(wrong === 'is-response' ? 'guard/answered-response' : 'guard/no-header', 'drop');
};

const judgeRefusing = (scene: GuardScene, { values }: Decision): Found | null => {
  const { codes, vague } = readingIn(scene);
  const code = values.answer;
  if (code === undefined) return found('value/missing');
  if (codes.some(right => right === code)) return null;
  const [usual] = codes;
  if (usual === undefined || readingIn(scene).verdict !== 'refuse') return refusedThough(scene);
  const rfc = sectionFor(scene);
  return vague.some(other => other === code)
    ? found('guard/code-vague', usual, { rfc, remark: true })
    : found('guard/code-other', usual, { rfc });
};

/** Reasons that are true of a fault; what breaks a rule is always malformed. */
const TRUE_REASONS: Readonly<Partial<Record<FaultWord, string>>> = {
  'other-protocol': 'not-my-protocol',
  'is-response': 'not-my-question',
};

const droppedThough = (scene: GuardScene): Found => {
  const { verdict } = readingIn(scene);
  if (verdict === 'take') return found('guard/dropped-good', 'deliver');
  if (verdict === 'wait') return found('guard/refused-part', 'deliver', lengthShown(scene));
  return found('guard/hung-up', 'answer');
};

const judgeDropping = (scene: GuardScene, { values: { reason } }: Decision): Found | null => {
  const { silence, fault: wrong } = readingIn(scene);
  if (reason === undefined) return found('value/missing');
  if (silence === 'wrong') return droppedThough(scene);
  const isTrue = reason === 'malformed' || reason === TRUE_REASONS[wrong];
  if (!isTrue) return found('guard/wrong-reason', TRUE_REASONS[wrong] ?? 'malformed');
  return silence === 'right' ? null : found('guard/kept-silent', 'answer', { remark: true });
};

const wrongAction = (scene: GuardScene, decision: Decision): Found | null => {
  if (decision.action === 'deliver') return judgeTaking(scene);
  return decision.action === 'answer'
    ? judgeRefusing(scene, decision)
    : judgeDropping(scene, decision);
};

const judgeAction = (scene: GuardScene, decision: Decision): Found | null => {
  const wrong = wrongAction(scene, decision);
  return wrong === null ? null : { bits: faultPlace(scene), ...wrong };
};

const noveltyOf = (scene: GuardScene): NoveltyKey | null => {
  const { fault: wrong, verdict, length } = readingIn(scene);
  if (wrong === 'other-protocol') return 'odd-protocol';
  if (wrong === 'out-of-order') return 'odd-order';
  if (wrong !== 'none') return 'odd-grammar';
  return verdict === 'wait' || length === 'more-came' ? 'odd-length' : null;
};

interface Guard {
  readonly protocol: Move['protocol'];
  readonly fields: readonly FieldRule<Guarding>[];
  readonly opens: readonly string[];
  readonly codes: readonly string[];
  /** What it asks by turns; the first is asked of all. */
  readonly questions: (scene: GuardScene) => readonly [Question, ...Question[]];
}

const guard = <Type extends GuardType>(
  _type: Type,
  { protocol, fields, opens, codes, questions }: Guard,
): Move<SituationOf<Type>> => {
  const put = (scene: GuardScene): Question =>
    inTurn(scene.world, scene.task, questions(scene), sortOf(scene));
  const move: Move<Guarding> = {
    direction: 'up',
    protocol,
    fields,
    opens,
    offers: [
      { action: 'deliver', choices: [] },
      { action: 'answer', choices: codes },
      { action: 'drop', choices: ['malformed', 'not-my-protocol', 'not-my-question'] },
    ],
    focus: scene => put(scene).focus,
    kindOf: scene => put(scene).kind,
    judgeAction,
    facts: guardFacts,
    isNew: noveltyOf,
  };
  // A guard of one protocol reads its own situations only.
  return move as unknown as Move<SituationOf<Type>>;
};

const SPEAKS: Question = { kind: 'guard/protocol', focus: 'spoken' };
const SUM: Question = { kind: 'guard/sum', focus: 'sum' };
const LENGTH: Question = { kind: 'guard/length', focus: 'toldLength' };

const REQUESTS: Readonly<Record<string, KindId>> = {
  take: 'guard/request-good',
  wait: 'guard/request-part',
};

/** A web server looks at what lies in its buffer before it does anything with it, RFC 9112 §2.2. */
export const guardRequest = guard('guard-request', {
  protocol: 'http',
  fields: [read, toldLength, spoken, fault, sum],
  opens: ['read', 'fault'],
  codes: ['400', '413', '414', '431', '501', '505'],
  questions: scene => [
    { kind: REQUESTS[readingIn(scene).verdict] ?? 'guard/request-bad', focus: 'read' },
    LENGTH,
    SPEAKS,
    { kind: 'guard/rule', focus: 'fault' },
  ],
});

/** A mail server looks at each command: its words, and whether it may come now, RFC 5321 §4.1.4. */
export const guardCommand = guard('guard-command', {
  protocol: 'smtp',
  fields: [fault, order, read, spoken, sum],
  opens: ['fault', 'order'],
  codes: ['500', '501', '502', '503', '554'],
  questions: scene => [
    {
      kind: readingIn(scene).verdict === 'refuse' ? 'guard/command-bad' : 'guard/command-good',
      focus: 'fault',
    },
    { kind: 'guard/order', focus: 'order' },
    SPEAKS,
    SUM,
  ],
});

/** A name server looks at a message before it follows any length or pointer in it, RFC 1035 §4.1. */
export const guardQuery = guard('guard-query', {
  protocol: 'dns',
  fields: [fault, toldLength, spoken, sum],
  opens: ['fault', 'toldLength'],
  codes: ['FORMERR', 'NOTIMP', 'REFUSED'],
  questions: scene => [
    {
      kind: readingIn(scene).verdict === 'take' ? 'guard/query-good' : 'guard/query-bad',
      focus: 'fault',
    },
    LENGTH,
    SPEAKS,
    SUM,
  ],
});
