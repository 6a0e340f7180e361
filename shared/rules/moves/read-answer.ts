import { ownValue } from '../../base/own-value.ts';
import { dataText } from '../../network/programs/stub-resolver.ts';
import { dns } from '../../protocols/dns.ts';
import type { DnsMessage } from '../../protocols/dns-message.ts';
import type { KindId } from '../kinds.ts';
import { distinct, found, judgeSaying, type SituationOf } from './checks.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';

type ReadAnswer = SituationOf<'read-answer'>;

const TYPE_CNAME = 5;
const TYPE_PTR = 12;
const TYPE_MX = 15;
const NO_SUCH_NAME = 'no-such-name';

const NOTHINGS: Readonly<Record<string, string>> = {
  [NO_SUCH_NAME]: 'no such name',
  'no-data': 'no record of that type',
};

const messageOf = (scene: Scene<ReadAnswer>): DnsMessage | null => {
  const decoded = dns.decode(scene.task.unit);
  return decoded.ok ? decoded.value.header : null;
};

const recordsOf = (scene: Scene<ReadAnswer>) => {
  const message = messageOf(scene);
  return message === null
    ? []
    : [...message.answers, ...message.authorities, ...message.additionals];
};

const wrongAnswer = (scene: Scene<ReadAnswer>, given: string): Found => {
  const expected = String(scene.right.values.answer);
  if (given === NO_SUCH_NAME) return found('answer/exists', expected);
  if (expected === NO_SUCH_NAME) return found('answer/does-not-exist', expected);
  const record = recordsOf(scene).find(({ data }) => dataText(data) === given);
  if (record === undefined) return found('answer/not-in-message', expected);
  if (record.type === TYPE_CNAME) return found('answer/stopped-at-alias', expected);
  return found(
    record.type === TYPE_MX ? 'answer/worse-preference' : 'answer/other-record',
    expected,
  );
};

const answer: FieldRule<ReadAnswer> = {
  path: 'answer',
  input: 'choice',
  action: 'deliver',
  check: (scene, given) =>
    given === scene.right.values.answer ? null : wrongAnswer(scene, String(given)),
  decoys: scene =>
    distinct([
      ...recordsOf(scene).map(({ data }) => dataText(data)),
      ...recordsOf(scene).map(({ name }) => name),
      NO_SUCH_NAME,
      scene.situation.name,
      'no-data',
    ]),
  show: (_scene, value) => ownValue(NOTHINGS, String(value)) ?? String(value),
};

/** Whether a record of the message makes the name asked for another's alias. */
const hasAlias = (scene: Scene<ReadAnswer>): boolean =>
  scene.situation.recordType !== TYPE_CNAME &&
  recordsOf(scene).some(({ type }) => type === TYPE_CNAME);

const kindOf = (scene: Scene<ReadAnswer>): KindId => {
  if (scene.right.action === 'drop') return 'answer/not-mine';
  if (scene.right.values.answer === NO_SUCH_NAME) return 'answer/none';
  if (hasAlias(scene)) return 'answer/alias';
  if (scene.situation.recordType === TYPE_MX) return 'answer/mail';
  return scene.situation.recordType === TYPE_PTR ? 'answer/name' : 'answer/address';
};

/** A program reads what its name server answered: is it mine, and which record counts? RFC 5452 §9.1, RFC 1034 §3.6.2. */
export const readAnswer: Move<ReadAnswer> = {
  direction: 'up',
  protocol: 'dns',
  fields: [answer],
  opens: ['answer'],
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'drop', choices: ['not-my-question', 'malformed', 'nothing-to-do'] },
  ],
  focus: () => 'answer',
  kindOf,
  judgeAction: (scene, decision) =>
    judgeSaying(
      scene,
      decision,
      { deliver: 'answer/took-others', drop: 'answer/dropped-mine' },
      'answer/wrong-reason',
    ),
  facts: scene => ({
    program: scene.situation.program,
    about: scene.situation.name,
    recordType: String(scene.situation.recordType),
    id: `0x${scene.situation.id.toString(16).padStart(4, '0')}`,
  }),
  isNew: scene => {
    const kind = kindOf(scene);
    if (kind === 'answer/not-mine') return 'other-id';
    if (kind === 'answer/none') return 'not-found';
    return kind === 'answer/alias' ? 'alias-in-answer' : null;
  },
};
