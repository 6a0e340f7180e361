import { formatIpv4 } from '../../base/address.ts';
import type { KindId } from '../kinds.ts';
import { inTurn, type Question } from '../question.ts';
import { judgeSaying, type SituationOf } from './checks.ts';
import type { Move, Scene } from './move.ts';
import {
  answerAuthority,
  answerRecursion,
  answerTtl,
  queryId,
  queryPort,
  server,
} from './resolver-fields.ts';
import { countsIn, rootsIn, senderOf, wantedIn } from './resolver-sight.ts';

type ResolveQuestion = SituationOf<'resolve-question'>;

const DENIALS: readonly unknown[] = ['no-such-name', 'no-data'];

const wordKind = (scene: Scene<ResolveQuestion>): KindId => {
  const { action, values } = scene.right;
  if (action === 'answer')
    return DENIALS.includes(values.answer) ? 'resolve/denied' : 'resolve/remembered';
  if (action !== 'send') return 'resolve/waits';
  return rootsIn(scene).includes(Number(values.server))
    ? 'resolve/from-root'
    : 'resolve/from-nearer';
};

const furtherFor = (scene: Scene<ResolveQuestion>): readonly Question[] => {
  const { action } = scene.right;
  if (action === 'answer') return [{ kind: 'resolve/remaining', focus: 'answerTtl' }];
  if (action !== 'send' || countsIn(scene)) return [];
  return [
    { kind: 'resolve/number', focus: 'queryId' },
    { kind: 'resolve/port', focus: 'queryPort' },
  ];
};

const questionPut = (scene: Scene<ResolveQuestion>): Question => {
  const whom = { kind: wordKind(scene), focus: 'server' };
  return inTurn(scene.world, scene.task, [whom, ...furtherFor(scene)]);
};

/** A resolver gets a client's question: does it know, or whom does it ask? RFC 1034 §5.3.3. */
export const resolveQuestion: Move<ResolveQuestion> = {
  direction: 'up',
  protocol: 'dns',
  fields: [server, queryId, queryPort, answerTtl, answerAuthority, answerRecursion],
  opens: ['server', 'queryId', 'queryPort'],
  offers: [
    { action: 'send', choices: [] },
    { action: 'answer', choices: ['records', 'no-such-name', 'no-data', 'failure'] },
    { action: 'deliver', choices: [] },
    { action: 'drop', choices: ['not-my-question', 'malformed', 'nothing-to-do'] },
  ],
  focus: scene => questionPut(scene).focus,
  kindOf: scene => questionPut(scene).kind,
  judgeAction: (scene, decision) =>
    judgeSaying(
      scene,
      decision,
      {
        send: scene.right.action === 'deliver' ? 'resolve/asked-already' : 'resolve/knows-already',
        answer: 'resolve/knows-nothing',
        deliver: 'resolve/waits-for-nothing',
        drop: 'resolve/dropped-client',
      },
      'resolve/other-answer',
    ),
  facts: scene => {
    const { name, type } = wantedIn(scene);
    return {
      program: scene.situation.program,
      about: name,
      recordType: type,
      client: formatIpv4(senderOf(scene)),
    };
  },
  isNew: scene => {
    const kind = wordKind(scene);
    return kind === 'resolve/denied' ? 'not-found' : null;
  },
};
