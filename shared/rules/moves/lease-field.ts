import { mergeDecision } from '../../network/automaton.ts';
import type { Asked } from '../../network/programs/dhcp/server-words.ts';
import type { Value } from '../../network/task.ts';
import { askedIn, askerOf, type ServeLease } from './lease-sight.ts';
import type { FieldRule, Found, Scene, Values } from './move.ts';

/** A field of a server's answer. */
export type Rule = FieldRule<ServeLease>;
/** What is wrong with a number in a field. */
export type Wrong = (scene: Scene<ServeLease>, asked: Asked, given: number) => Found | null;

const answered = new WeakMap<Scene<ServeLease>, Values>();

/** The answer that the server would give if it gave one. */
const answerIn = (scene: Scene<ServeLease>): Values => {
  if (scene.right.action === 'send') return scene.right.values;
  const known = answered.get(scene);
  if (known !== undefined) return known;
  const { values } = mergeDecision(scene.world, scene.task, { action: 'send', values: {} });
  answered.set(scene, values);
  return values;
};

/** What is right in a field, or would be if there were an answer. */
export const rightIn = (scene: Scene<ServeLease>, path: string): Value | undefined =>
  answerIn(scene)[path];

/** The word for the answer, right or not. */
export const replyIn = (scene: Scene<ServeLease>): string => String(rightIn(scene, 'lease.reply'));

/** A field of the answer: `wrong` is asked about a number in it, where an answer is right at all. */
export const answerField = (
  path: string,
  wrong: Wrong,
  more: Pick<Rule, 'decoys' | 'note' | 'show'>,
): Rule => ({
  path,
  input: 'ipv4',
  bits: 32,
  tells: true,
  check: (scene, given) => {
    const asked = askedIn(scene);
    if (asked === undefined || typeof given !== 'number') return null;
    if (given === rightIn(scene, path)) return null;
    const found = wrong(scene, asked, given);
    return found === null ? null : { speaker: askerOf(scene), ...found };
  },
  ...more,
});
