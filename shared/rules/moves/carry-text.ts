import { text as textOf } from '../../base/bytes.ts';
import { formatIp } from '../../base/ip.ts';
import { cited, distinct, found, judgeSaying, type SituationOf, stationWith } from './checks.ts';
import type { FieldRule, Move } from './move.ts';

type ComposeText = SituationOf<'compose-text'>;
type ReadText = SituationOf<'read-text'>;

/** The same words with something small changed: what a careless hand would write. */
const variantsOf = (words: string): string[] => {
  const list = words.split(' ');
  const turned = [...list.slice(1), ...list.slice(0, 1)].join(' ');
  return [words.slice(0, -1), turned, words.toUpperCase(), `${words}.`, words.toLowerCase()].filter(
    variant => variant !== words && variant !== '',
  );
};

const hasNumbers = (words: string): boolean => /\d/.test(words);

const written: FieldRule<ComposeText> = {
  path: 'text',
  input: 'text',
  check: (scene, given) => {
    const expected = scene.situation.text;
    if (given === expected) return null;
    return found('text/changed', expected, {
      speaker: stationWith(scene, scene.situation.to),
    });
  },
  decoys: scene => distinct(variantsOf(scene.situation.text)),
};

/** A program writes a user's words into a message, as they are. RFC 1122 §1.1.3. */
export const composeText: Move<ComposeText> = {
  direction: 'down',
  protocol: 'none',
  fields: [written],
  opens: ['text'],
  offers: [{ action: 'send', choices: [] }],
  focus: () => 'text',
  kindOf: scene => {
    if (scene.situation.socket !== null) return 'text/answer';
    return hasNumbers(scene.situation.text) ? 'text/write-numbers' : 'text/write';
  },
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({
    program: scene.situation.program,
    to: formatIp(scene.situation.to),
    text: scene.situation.text,
  }),
  isNew: () => null,
};

const read: FieldRule<ReadText> = {
  path: 'text',
  input: 'text',
  action: 'deliver',
  check: (scene, given) => {
    const expected = scene.right.values.text;
    return given === expected ? null : found('text/changed', expected);
  },
  decoys: scene => distinct(variantsOf(textOf(scene.task.unit))),
};

/** A program reads the words of a message, byte by byte as characters. RFC 20, RFC 3629. */
export const readText: Move<ReadText> = {
  direction: 'up',
  protocol: 'none',
  fields: [read],
  opens: ['text'],
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'drop', choices: ['not-my-question', 'malformed', 'nothing-to-do'] },
  ],
  focus: () => 'text',
  kindOf: scene => {
    const socket = scene.node.sockets.find(({ id }) => id === scene.situation.socket);
    if (socket?.remote) return 'text/read-answer';
    return hasNumbers(textOf(scene.task.unit)) ? 'text/read-numbers' : 'text/read';
  },
  judgeAction: (scene, decision) =>
    cited(
      judgeSaying(
        scene,
        decision,
        { deliver: 'text/changed', drop: 'answer/dropped-mine' },
        'answer/wrong-reason',
      ),
      { 'answer/dropped-mine': 'RFC 1122 §1.1.3', 'answer/wrong-reason': 'RFC 1122 §1.1.3' },
    ),
  facts: scene => ({
    program: scene.situation.program,
    from: formatIp(scene.situation.from),
  }),
  isNew: () => null,
};
