import { ownValue } from '../../base/own-value.ts';
import { cited, found, judgeSaying, type SituationOf } from './checks.ts';
import type { FieldRule, Move } from './move.ts';

type ReadResponse = SituationOf<'read-response'>;

const PAGES: Readonly<Record<string, string>> = {
  shown: 'the page',
  'not-found': 'a note that it was not found',
  'bad-request': 'a note that the request was bad',
};

const page: FieldRule<ReadResponse> = {
  path: 'page',
  input: 'choice',
  action: 'deliver',
  check: (scene, given) => {
    const expected = scene.right.values.page;
    return given === expected ? null : found('page/misread', expected, { shows: 'http.status' });
  },
  decoys: () => ['shown', 'not-found', 'bad-request'],
  show: (_scene, value) => ownValue(PAGES, String(value)) ?? String(value),
};

const status: FieldRule<ReadResponse> = {
  path: 'status',
  input: 'number',
  action: 'deliver',
  bits: 10,
  check: (scene, given) => {
    const expected = scene.right.values.status;
    return given === expected ? null : found('page/misread', expected, { shows: 'http.status' });
  },
  decoys: () => [200, 404, 400, 500, 80],
};

/** The browser reads the answer's status line and shows the page, or says that there is none. RFC 9110 §15. */
export const readResponse: Move<ReadResponse> = {
  direction: 'up',
  protocol: 'http',
  fields: [page, status],
  opens: ['page', 'status'],
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'drop', choices: ['not-my-question', 'malformed', 'nothing-to-do'] },
  ],
  focus: () => 'page',
  kindOf: scene => (scene.right.values.page === 'shown' ? 'page/shown' : 'page/missing'),
  judgeAction: (scene, decision) =>
    cited(
      judgeSaying(
        scene,
        decision,
        { deliver: 'page/misread', drop: 'answer/dropped-mine' },
        'answer/wrong-reason',
      ),
      // A response belongs to the request that is answered next on its connection: there is no number to match.
      { 'answer/dropped-mine': 'RFC 9112 §9.2', 'answer/wrong-reason': 'RFC 9112 §9.2' },
    ),
  facts: scene => ({
    program: scene.situation.program,
    address: `http://${scene.situation.host}${scene.situation.target}`,
  }),
  isNew: scene => (scene.right.values.page === 'shown' ? null : 'not-found'),
};
