import type { Level } from './bench.ts';
import { LEVELS } from './bench.ts';
import type { KindId } from './kinds.ts';

/** Right decisions of a kind before the apprentice offers itself (GAME §2.5). */
export const RIGHT_FOR_APPRENTICE = 3;

/** Forging is not handed on: nobody has an apprentice for it (GAME §5). */
export const hasApprentice = (kind: KindId): boolean => !kind.startsWith('forge/');

/** One in so many of an apprentice's units comes back as something to verify. */
export const UNITS_PER_VERIFY = 8;

/** Right first tries in a row that raise the level, refusals in a row that lower it (GAME §4). */
const RISES_AFTER = 3;
const FALLS_AFTER = 2;

/** One scaffold level up or down; the ends stay. */
export const levelBeside = (level: Level, by: 1 | -1): Level =>
  LEVELS[LEVELS.indexOf(level) + by] ?? level;

/** The part of a person's record of one kind that decides about level and apprentice. */
export interface Skill {
  readonly level: Level;
  readonly streak: number;
  readonly refusals: number;
  readonly right: number;
  readonly apprentice: 'learning' | 'offers' | 'works';
}

/** The skill after a right decision. A level that rises starts its streak anew. */
export const afterRight = (skill: Skill, firstTry: boolean): Skill => {
  const streak = firstTry ? skill.streak + 1 : 0;
  const right = skill.right + 1;
  const rises = streak >= RISES_AFTER && levelBeside(skill.level, 1) !== skill.level;
  return {
    level: rises ? levelBeside(skill.level, 1) : skill.level,
    streak: rises ? 0 : streak,
    refusals: 0,
    right,
    apprentice:
      skill.apprentice === 'learning' && right >= RIGHT_FOR_APPRENTICE
        ? 'offers'
        : skill.apprentice,
  };
};

/** The skill after a refusal: two in a row step down. */
export const afterRefusal = (skill: Skill): Skill => {
  const refusals = skill.refusals + 1;
  const falls = refusals >= FALLS_AFTER;
  return {
    ...skill,
    level: falls ? levelBeside(skill.level, -1) : skill.level,
    streak: 0,
    refusals: falls ? 0 : refusals,
  };
};
