import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanNickname, drawNickname, nicknameKey } from '../../../server/http/nickname.ts';

describe('nicknames', () => {
  test.each([
    ['blanks around it go', '  Ada  ', 'Ada'],
    ['blanks inside become one', 'Ada \t\n Lovelace', 'Ada Lovelace'],
    ['letters of other scripts stay', 'Зоя 小明 ليلى', 'Зоя 小明 ليلى'],
    ['letter and accent are composed', 'Zoe\u0301', 'Zo\u00e9'],
    ['control signs go', 'A\u0000d\u001ba\u007f', 'Ada'],
    ['direction marks go', '\u202eadA\u202c\u2066x\u2069\u200f', 'adAx'],
    ['zero-width signs go', 'A\u200bd\u200da\ufeff\u2060', 'Ada'],
    ['blank Korean fillers go', 'A\u3164\u115fda', 'Ada'],
    ['half of a pair goes', 'Ada\ud83d', 'Ada'],
    ['a picture stays', 'Ada 🦊', 'Ada 🦊'],
    ['piled marks are cut to three', `A${'\u0325'.repeat(20)}`, 'Ḁ\u0325\u0325\u0325'],
    ['24 letters are allowed', 'x'.repeat(24), 'x'.repeat(24)],
    ['mark-up is only text', '<b>Ada</b>', '<b>Ada</b>'],
    ['a name of a town is no bad word', 'Scunthorpe', 'Scunthorpe'],
  ])('%s', (_fact, given, nickname) => {
    expect(cleanNickname(given)).toEqual({ nickname });
  });

  test.each([
    ['nothing', '', 'empty'],
    ['only blanks', ' \u00a0\u2003', 'empty'],
    ['only invisible signs', '\u200b\u202e\u2800', 'empty'],
    ['only marks', '\u0301\u0301', 'empty'],
    ['25 letters', 'x'.repeat(25), 'too-long'],
    ['a very long one', 'x'.repeat(1_000_000), 'too-long'],
    ['a bad word', 'fuck you', 'word'],
    ['a bad word in disguise', 'FuUcK', 'word'],
    ['a bad word with digits', 'sh1t', 'word'],
    ['a bad word cut by an invisible sign', 'fu\u200bck', 'word'],
    ['a bad word in wide letters', 'ｆｕｃｋ', 'word'],
  ])('%s is refused', (_fact, given, problem) => {
    expect(cleanNickname(given)).toEqual({ problem });
  });

  test('whatever is typed, what is shown is short, visible and stays the same when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), given => {
        const cleaned = cleanNickname(given);
        if ('problem' in cleaned) return;
        expect([...cleaned.nickname].length).toBeLessThanOrEqual(24);
        expect(cleaned.nickname).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|^\s|\s$/u);
        expect(cleanNickname(cleaned.nickname)).toEqual(cleaned);
      }),
      { numRuns: 2000 },
    );
  });

  test('every proposed nickname may be used as it is', () => {
    const proposed = new Set<string>();
    for (let first = 0; first < 36; first++) {
      for (let second = 0; second < 36; second++) {
        const draws = [first, second];
        proposed.add(drawNickname(() => draws.shift() ?? 0));
      }
    }
    expect(proposed.size).toBe(36 * 36);
    for (const nickname of proposed) expect(cleanNickname(nickname)).toEqual({ nickname });
  });

  test('names that look alike have the same key', () => {
    expect(nicknameKey('ADA')).toBe(nicknameKey('ada'));
    expect(nicknameKey('Ａｄａ')).toBe(nicknameKey('Ada'));
    expect(nicknameKey('Ada')).not.toBe(nicknameKey('Adam'));
  });
});
