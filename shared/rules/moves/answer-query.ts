import { ownValue } from '../../base/own-value.ts';
import { REPLIES } from '../../network/played/name-server.ts';
import { RECORD_TYPE_NUMBERS } from '../../network/programs/zone.ts';
import type { Value } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';
import { inTurn, type Question } from '../question.ts';
import { additional, answers, authority } from './answer-sections.ts';
import { distinct, found, HOP_COUNTS, judgeSaying, shownBy } from './checks.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';
import {
  type AnswerQuery,
  asker,
  ownZones,
  questionIn,
  rightRecords,
  rightWord,
  typeShown,
  zoneShown,
} from './zone-sight.ts';

const { CNAME } = RECORD_TYPE_NUMBERS;

/** What a wrong word shows, by the right one and the one given. */
const WRONG: Readonly<Record<string, Readonly<Record<string, FindingCode>>>> = {
  referral: {
    answer: 'serve/answered-below',
    'no-such-name': 'serve/denied-below',
    'no-data': 'serve/denied-below',
    refused: 'serve/refused-mine',
  },
  answer: {
    referral: 'serve/referred-mine',
    'no-such-name': 'serve/denied-existing',
    'no-data': 'serve/denied-existing',
    refused: 'serve/refused-mine',
  },
  'no-such-name': {
    answer: 'serve/invented',
    referral: 'serve/referred-mine',
    'no-data': 'serve/name-missing',
    refused: 'serve/refused-mine',
  },
  'no-data': {
    answer: 'serve/other-type',
    referral: 'serve/referred-mine',
    'no-such-name': 'serve/only-type-missing',
    refused: 'serve/refused-mine',
  },
};

const REPLY_WORDS: Readonly<Record<string, string>> = {
  answer: 'the records of that name',
  referral: 'the servers of the zone below',
  'no-such-name': 'there is no such name',
  'no-data': 'the name is there, that type is not',
  refused: 'refused: that is no zone of mine',
};

const reply: FieldRule<AnswerQuery> = {
  path: 'reply',
  input: 'choice',
  check: (scene, given) => {
    const right = rightWord(scene);
    if (given === right) return null;
    return found(ownValue(WRONG[right], String(given)) ?? 'serve/not-mine', right, {
      speaker: asker(scene),
    });
  },
  decoys: () => REPLIES,
  show: shownBy(REPLY_WORDS),
};

const wrongAuthority = (scene: Scene<AnswerQuery>, given: Value): FindingCode => {
  if (given === 0) return 'serve/authority-missing';
  return rightWord(scene) === 'referral' ? 'serve/authority-on-referral' : 'serve/not-mine';
};

const authorityBit: FieldRule<AnswerQuery> = {
  path: 'dns.aa',
  input: 'number',
  bits: 1,
  tells: true,
  check: (scene, given) => {
    const right = scene.right.values['dns.aa'];
    if (given === right) return null;
    return found(wrongAuthority(scene, given), right, { speaker: asker(scene) });
  },
  decoys: () => [0, 1],
  note: (_scene, value) => (value === 1 ? 'I have the last word on that name' : 'others know more'),
};

const RCODE_NAMES: Readonly<Record<number, string>> = {
  0: 'no error',
  1: 'format error',
  2: 'server failure',
  3: 'no such name',
  5: 'refused',
};

const code: FieldRule<AnswerQuery> = {
  path: 'dns.rcode',
  input: 'number',
  bits: 4,
  tells: true,
  check: (scene, given) => {
    const right = scene.right.values['dns.rcode'];
    return given === right ? null : found('serve/code-wrong', right, { speaker: asker(scene) });
  },
  decoys: () => [3, 0, 5, 2],
  note: (_scene, value) => RCODE_NAMES[Number(value)] ?? '',
};

const wrongTtl = (right: Value, given: Value): Found =>
  found(HOP_COUNTS.includes(given) ? 'serve/ttl-is-hops' : 'serve/ttl-wrong', right);

const timeToLive: FieldRule<AnswerQuery> = {
  path: 'dns.ttl',
  input: 'number',
  bits: 32,
  tells: true,
  check: (scene, given) => {
    const right = scene.right.values['dns.ttl'] ?? 0;
    return given === right ? null : { ...wrongTtl(right, given), speaker: asker(scene) };
  },
  decoys: scene => {
    const right = Number(scene.right.values['dns.ttl'] ?? 0);
    return distinct([64, right * 60, 1, 255, Math.floor(right / 60)]);
  },
};

const hasAlias = (scene: Scene<AnswerQuery>): boolean =>
  questionIn(scene).type !== CNAME &&
  rightRecords(scene, 'answers').some(({ type }) => type === CNAME);

const KINDS: Readonly<Record<string, KindId>> = {
  answer: 'serve/answer',
  referral: 'serve/refer',
  'no-such-name': 'serve/missing',
  'no-data': 'serve/no-data',
};

/** The sort of question by what the server has to say to it. */
const wordKind = (scene: Scene<AnswerQuery>): KindId => {
  if (hasAlias(scene)) return 'serve/alias';
  return KINDS[rightWord(scene)] ?? 'serve/refuse';
};

const POINTERS: Question = { kind: 'serve/pointers', focus: 'dns.authority' };
const LASTS: Question = { kind: 'serve/lasts', focus: 'dns.ttl' };
const AUTHORITY: Question = { kind: 'serve/authority', focus: 'dns.aa' };
const GLUE: Question = { kind: 'serve/glue', focus: 'dns.additional' };
const RECORDS: Question = { kind: 'serve/records', focus: 'dns.answers' };

/** What may be asked besides, by the word that is right. */
const FURTHER: Readonly<Record<string, readonly Question[]>> = {
  referral: [GLUE, POINTERS, AUTHORITY],
  answer: [RECORDS, LASTS, AUTHORITY],
  'no-such-name': [POINTERS, AUTHORITY],
  'no-data': [POINTERS, AUTHORITY],
};

const questionPut = (scene: Scene<AnswerQuery>): Question =>
  inTurn(scene.world, scene.task, [
    { kind: wordKind(scene), focus: 'reply' },
    ...(FURTHER[rightWord(scene)] ?? []),
  ]);

/** A name server answers for its zones, points to those below, or says that it cannot: RFC 1034 §4.3.2. */
export const answerQuery: Move<AnswerQuery> = {
  direction: 'down',
  protocol: 'dns',
  fields: [reply, code, authorityBit, answers, authority, additional, timeToLive],
  opens: ['reply', 'dns.aa', 'dns.authority', 'dns.additional'],
  offers: [
    { action: 'send', choices: [] },
    { action: 'drop', choices: ['malformed', 'nothing-to-do'] },
  ],
  focus: scene => questionPut(scene).focus,
  kindOf: scene => questionPut(scene).kind,
  judgeAction: (scene, decision) =>
    judgeSaying(scene, decision, { drop: 'serve/silent' }, 'action/not-here'),
  facts: scene => {
    const { name, type } = questionIn(scene);
    return {
      program: scene.situation.program,
      about: name,
      recordType: typeShown(type),
      zones: ownZones(scene)
        .map(zone => zone || 'the root')
        .join(', '),
      zone: zoneShown(scene),
    };
  },
  isNew: scene => {
    const kind = wordKind(scene);
    if (kind === 'serve/alias') return 'alias-in-answer';
    if (kind === 'serve/missing') return 'not-found';
    return kind === 'serve/no-data' ? 'other-type' : null;
  },
};
