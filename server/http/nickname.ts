import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';

export const NICKNAME_LENGTH = 24;

export type NicknameProblem = 'empty' | 'too-long' | 'word';

const WORDS = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });

// Controls, invisible signs, direction marks, private use and unassigned: a name must not change how its neighbours are drawn.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u115f\u1160\u2800\u3164\uffa0]/gu;
const BLANKS = /[\p{Z}\s]+/gu;
/** A letter with more marks on it than any language needs runs over the lines above and below. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** A nickname as it is shown: composed (NFC), without invisible signs, one blank between words; or why it cannot be taken. */
export const cleanNickname = (
  given: string,
): { readonly nickname: string } | { readonly problem: NicknameProblem } => {
  const nickname = given
    .slice(0, 1000)
    .replace(BLANKS, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(PILED_MARKS, '$1')
    .replace(BLANKS, ' ')
    .trim();
  const length = [...nickname].length;
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(nickname)) return { problem: 'empty' };
  if (length > NICKNAME_LENGTH) return { problem: 'too-long' };
  if (WORDS.hasMatch(nickname) || WORDS.hasMatch(nickname.normalize('NFKC'))) {
    return { problem: 'word' };
  }
  return { nickname };
};

export const NICKNAME_TEXT: Readonly<Record<NicknameProblem, string>> = {
  empty: 'Type a name of 1 to 24 letters, or take the one that was proposed.',
  'too-long': `This name is too long: at most ${NICKNAME_LENGTH} letters, please.`,
  word: 'Please choose another name: this one holds a word that does not belong in a class.',
};

const HOW = [
  'Brave',
  'Bright',
  'Calm',
  'Clever',
  'Cosy',
  'Daring',
  'Eager',
  'Fair',
  'Fleet',
  'Gentle',
  'Happy',
  'Jolly',
  'Keen',
  'Kind',
  'Lively',
  'Lucky',
  'Merry',
  'Mighty',
  'Nimble',
  'Noble',
  'Patient',
  'Polite',
  'Proud',
  'Quick',
  'Quiet',
  'Ready',
  'Sharp',
  'Shiny',
  'Steady',
  'Sunny',
  'Swift',
  'Tidy',
  'Tireless',
  'Warm',
  'Wise',
  'Witty',
];
const WHO = [
  'Badger',
  'Bear',
  'Beaver',
  'Bee',
  'Crane',
  'Deer',
  'Dolphin',
  'Eagle',
  'Falcon',
  'Ferret',
  'Finch',
  'Fox',
  'Gecko',
  'Heron',
  'Ibex',
  'Jay',
  'Koala',
  'Lark',
  'Lemur',
  'Lynx',
  'Marten',
  'Mole',
  'Newt',
  'Otter',
  'Owl',
  'Panda',
  'Puffin',
  'Raven',
  'Robin',
  'Seal',
  'Stork',
  'Swan',
  'Tiger',
  'Toad',
  'Wolf',
  'Wren',
];

const pick = (words: readonly string[], draw: (below: number) => number): string =>
  words[draw(words.length)] ?? '';

/** A nickname such as 'Nimble Otter'; `draw(n)` gives a whole number from 0 to n - 1. */
export const drawNickname = (draw: (below: number) => number): string =>
  `${pick(HOW, draw)} ${pick(WHO, draw)}`;

/** Names that look alike are the same name: letter case, width and accents typed in another order do not matter. */
export const nicknameKey = (nickname: string): string =>
  nickname.normalize('NFKC').toLowerCase().normalize('NFKC');
