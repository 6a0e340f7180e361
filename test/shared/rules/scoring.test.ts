import { expect, test } from 'vitest';
import {
  afterRefusal,
  afterRight,
  levelBeside,
  type Skill,
} from '../../../shared/rules/apprentices.ts';
import {
  HINT_PENALTY_MS,
  PENALTY_MS,
  type RankKey,
  ranked,
} from '../../../shared/rules/scoring.ts';
import { placeForNewcomer, rotated, seatOfStation } from '../../../shared/rules/seating.ts';

const key = (more: Partial<RankKey>): RankKey => ({
  points: 3,
  penaltyMs: 1000,
  errors: 0,
  lastScoringMs: 500,
  ...more,
});

test.each([
  ['more points', key({ points: 4 })],
  ['less time', key({ penaltyMs: 999 })],
  ['an earlier last delivery', key({ lastScoringMs: 499 })],
])('%s leads', (_what, better) => {
  expect(ranked([key({ errors: 1 }), better])[0]).toEqual({ item: better, rank: 1 });
});

test('equal keys share a rank, and the next one leaves a gap', () => {
  expect(ranked([key({}), key({}), key({ points: 1 })]).map(({ rank }) => rank)).toEqual([1, 1, 3]);
});

test('the answer costs as much as an error', () => {
  expect(4 * HINT_PENALTY_MS).toBe(PENALTY_MS);
});

const SKILL: Skill = { level: 'words', streak: 0, refusals: 0, right: 0, apprentice: 'learning' };

test('three right first tries raise the level, and the apprentice offers itself', () => {
  const learned = [true, true, true].reduce((skill, first) => afterRight(skill, first), SKILL);
  expect(learned).toMatchObject({ level: 'fields', streak: 0, right: 3, apprentice: 'offers' });
});

test('a repaired one breaks the streak', () => {
  const learned = [true, true, false, true].reduce((one, first) => afterRight(one, first), SKILL);
  expect(learned).toMatchObject({ level: 'words', streak: 1, right: 4 });
});

test('two refusals lower the level, the lowest stays', () => {
  const skill = { ...SKILL, level: 'hex' } as const;
  expect(afterRefusal(afterRefusal(skill)).level).toBe('fields');
  expect(levelBeside('words', -1)).toBe('words');
  expect(levelBeside('hex', 1)).toBe('hex');
});

test.each([
  [
    'the first free seat',
    [
      ['a', null],
      [null, null],
    ],
    { crew: 0, seat: 1 },
  ],
  ['a further crew where all are taken', [['a', 'b']], { crew: 1, seat: 0 }],
  ['the first crew of all', [], { crew: 0, seat: 0 }],
])('a newcomer gets %s', (_where, crews, place) => {
  expect(placeForNewcomer(crews)).toEqual(place);
});

test('everybody moves on by one seat', () => {
  expect(rotated(['a', 'b', 'c'])).toEqual(['c', 'a', 'b']);
  expect(rotated(['a'])).toEqual(['a']);
});

test('a station that no seat holds is a bot’s', () => {
  const seats = [{ stations: ['a.link' as const] }, { stations: ['b.link' as const] }];
  expect(seatOfStation(seats, 'b.link')).toBe(1);
  expect(seatOfStation(seats, 'c.link')).toBe(-1);
});
