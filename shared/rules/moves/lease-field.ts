import type { Asked } from '../../network/programs/dhcp/server-words.ts';
import type { Value } from '../../network/task.ts';
import { valuesFor } from '../completed.ts';
import { askedIn, askerOf, type ServeLease } from './lease-sight.ts';
import type { FieldRule, Found, Scene } from './move.ts';

/** A field of a server's answer. */
export type Rule = FieldRule<ServeLease>;
/** What is wrong with a number in a field. */
export type Wrong = (scene: Scene<ServeLease>, asked: Asked, given: number) => Found | null;

/** What is right in a field, or would be if there were an answer. */
export const rightIn = (scene: Scene<ServeLease>, path: string): Value | undefined =>
  valuesFor(scene, 'send')[path];

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
