import { formatIpv4 } from '../../base/address.ts';
import { KEEPS } from '../../network/played/resolver-reply.ts';
import { namesOutside } from '../../network/played/resolver-sight.ts';
import { RECORD_TYPE_NUMBERS } from '../../network/programs/zone.ts';
import type { Decision } from '../../network/task.ts';
import { dns } from '../../protocols/dns.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';
import { inTurn, type Question } from '../question.ts';
import { found, judgeSaying, type SituationOf } from './checks.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';
import {
  answerAuthority,
  answerRecursion,
  answerTtl,
  queryId,
  queryPort,
  server,
} from './resolver-fields.ts';
import { claimedIn, countsIn, momentIn, senderOf, wantedIn } from './resolver-sight.ts';

type ResolveReply = SituationOf<'resolve-reply'>;

const outsideOf = (scene: Scene<ResolveReply>): readonly string[] => {
  const moment = momentIn(scene);
  return moment === null ? [] : namesOutside(moment);
};

const zoneOf = (scene: Scene<ResolveReply>): string => claimedIn(scene)?.zone || 'the root';

const keep: FieldRule<ResolveReply> = {
  path: 'keep',
  input: 'choice',
  alsoFor: 'answer',
  check: (scene, given) => {
    const [name] = outsideOf(scene);
    if (given === 'in-zone' || name === undefined) return null;
    return found('reply/kept-all', 'in-zone', { facts: { name, zone: zoneOf(scene) } });
  },
  decoys: () => KEEPS,
  show: (scene, value) =>
    value === 'all' ? 'everything it says' : `what it says about names in ${zoneOf(scene)}`,
};

const { CNAME } = RECORD_TYPE_NUMBERS;

const hasAlias = ({ task }: Scene<ResolveReply>): boolean => {
  const decoded = dns.decode(task.unit);
  return decoded.ok && decoded.value.header.answers.some(({ type }) => type === CNAME);
};

const wordKind = (scene: Scene<ResolveReply>): KindId => {
  const { action, values } = scene.right;
  if (action === 'drop') return 'reply/not-mine';
  if (action === 'send') return hasAlias(scene) ? 'reply/alias' : 'reply/go-on';
  return values.answer === 'records' ? 'reply/answer' : 'reply/denial';
};

const furtherFor = (scene: Scene<ResolveReply>): readonly Question[] => {
  const { action } = scene.right;
  if (action === 'send') {
    if (countsIn(scene)) return [];
    return [
      { kind: 'reply/number', focus: 'queryId' },
      { kind: 'reply/port', focus: 'queryPort' },
    ];
  }
  return action === 'answer' ? [{ kind: 'reply/say', focus: 'answerAuthority' }] : [];
};

const questionPut = (scene: Scene<ResolveReply>): Question => {
  const whom = { kind: wordKind(scene), focus: 'server' };
  const isPoisoned = outsideOf(scene).length > 0 && scene.right.action !== 'drop';
  if (isPoisoned) return { kind: 'reply/keep', focus: 'keep' };
  return inTurn(scene.world, scene.task, [whom, ...furtherFor(scene)]);
};

/** Why a message that is taken should not be: from whom it is, or what it says. */
const tookWrong = (scene: Scene<ResolveReply>): FindingCode =>
  claimedIn(scene)?.server === senderOf(scene) ? 'reply/took-other' : 'reply/took-stranger';

const judgeTaking = (scene: Scene<ResolveReply>, decision: Decision): Found | null => {
  const isMine = scene.right.action !== 'drop';
  const taken = isMine ? 'reply/is-answer' : tookWrong(scene);
  return judgeSaying(
    scene,
    decision,
    {
      send: taken,
      answer: isMine ? 'reply/is-referral' : taken,
      deliver: isMine ? 'resolve/waits-for-nothing' : taken,
      drop: 'reply/dropped-mine',
    },
    scene.right.action === 'drop' ? 'resolve/wrong-reason' : 'resolve/other-answer',
  );
};

/** A resolver gets what may be the answer of a server: is it, what of it counts, and what then? RFC 5452 §9.1. */
export const resolveReply: Move<ResolveReply> = {
  direction: 'up',
  protocol: 'dns',
  fields: [server, queryId, queryPort, keep, answerTtl, answerAuthority, answerRecursion],
  opens: ['server', 'queryId', 'queryPort'],
  offers: [
    { action: 'send', choices: [] },
    { action: 'answer', choices: ['records', 'no-such-name', 'no-data', 'failure'] },
    { action: 'drop', choices: ['not-my-question', 'malformed', 'nothing-to-do'] },
  ],
  focus: scene => questionPut(scene).focus,
  kindOf: scene => questionPut(scene).kind,
  judgeAction: judgeTaking,
  facts: scene => {
    const { name, type } = wantedIn(scene);
    return {
      program: scene.situation.program,
      about: name,
      recordType: type,
      replyFrom: formatIpv4(senderOf(scene)),
      zone: zoneOf(scene),
    };
  },
  isNew: scene => {
    const kind = wordKind(scene);
    if (kind === 'reply/not-mine') return 'other-id';
    if (kind === 'reply/denial') return 'not-found';
    return kind === 'reply/alias' ? 'alias-in-answer' : null;
  },
};
