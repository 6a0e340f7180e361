import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasSection } from './rfc-sections.ts';

/** RFCs that others have replaced, and by which one, from the RFC editor's index. */
const REPLACED: Readonly<Record<number, string>> = {
  542: '959',
  760: '791',
  764: '854',
  765: '959',
  777: '792',
  793: '9293',
  821: '5321',
  822: '5322',
  879: '9293',
  882: '1034',
  883: '1035',
  973: '1034',
  1009: '1812',
  1072: '7323 and 2018',
  1323: '7323',
  1519: '4632',
  1531: '2131',
  1533: '2132',
  1541: '2131',
  1716: '1812',
  1738: '3986',
  1869: '5321',
  1883: '8200',
  1884: '4291',
  1886: '3596',
  1948: '9293',
  1970: '4861',
  1971: '4862',
  1981: '8201',
  2001: '5681',
  2060: '9051',
  2068: '9110 and 9112',
  2246: '8446',
  2279: '3629',
  2373: '4291',
  2396: '3986',
  2459: '5280',
  2460: '8200',
  2461: '4861',
  2462: '4862',
  2463: '4443',
  2535: '4034 and 4035',
  2581: '5681',
  2582: '6582',
  2616: '9110 and 9112',
  2671: '6891',
  2732: '3986',
  2818: '9110',
  2821: '5321',
  2822: '5322',
  2988: '6298',
  3280: '5280',
  3490: '5891',
  3501: '9051',
  3513: '4291',
  3517: '6675',
  3546: '6066',
  3697: '6437',
  3782: '6582',
  4346: '8446',
  4366: '6066',
  4492: '8422',
  5246: '8446',
  5395: '6895',
  5735: '6890',
  5966: '7766',
  6093: '9293',
  6125: '9525',
  6195: '6895',
  6528: '9293',
  6691: '9293',
  6844: '8659',
  7230: '9110 and 9112',
  7231: '9110',
  7235: '9110',
  8109: '9609',
};

/** Replaced ones that are meant all the same: what people still speak. */
const SPOKEN_STILL: readonly { readonly number: number; readonly where: RegExp }[] = [
  // TLS 1.2 shows its certificate, which 1.3 does not.
  { number: 5246, where: /^shared\/protocols\/tls\// },
  // Our server speaks IMAP4rev1, with commands that 4rev2 has dropped.
  { number: 3501, where: /\/imap[\w-]*\.ts$|\/simplified-services-en\.ts$/ },
];

const isMeant = (file: string, number: number): boolean =>
  SPOKEN_STILL.some(spoken => spoken.number === number && spoken.where.test(file));

/** IMAP has an item of that name. */
const ITEM = 'RFC822';
const MENTION = /\brfc[-_ ]?(\d+)/gi;
const SECTION = /§\s*(\S*)/g;
const NUMBERED = /^(?:\$\{|(?:[A-Z]|\d+)(?:\.\d+)*(?![\w§]))/;
const SPELT_OUT = /RFC \d+,? (?:section|sec\.|chapter|clause|§ )/gi;

/** An RFC and the sections of it that are named right behind. */
const SECTIONS_OF = /RFC (\d+)((?:(?:,| and| to)? ?§(?:[A-Z]|\d+)(?:\.\d+)*)+)/g;

/** Sections that the RFC they are cited from does not have. */
const missingSections = (text: string): readonly string[] =>
  [...text.matchAll(SECTIONS_OF)].flatMap(([, rfc, behind = '']) =>
    behind
      .split('§')
      .slice(1)
      .map(part => /^[\w.]*\w/.exec(part)?.[0] ?? '')
      .flatMap(section => {
        const has = hasSection(Number(rfc), section);
        if (has === undefined) return [`RFC ${rfc} is not in rfc-sections.ts`];
        return has ? [] : [`RFC ${rfc} has no §${section}`];
      }),
  );

/** What is wrong with how `text` of `file` cites documents. */
const objections = (file: string, text: string): readonly string[] => {
  const mentions = [...text.matchAll(MENTION)].filter(([found]) => found !== ITEM);
  const written = mentions.map(([found]) => found).filter(found => !/^RFC [1-9]\d*$/.test(found));
  const replaced = mentions
    .map(([, number]) => Number(number))
    .filter(number => number in REPLACED && !isMeant(file, number))
    .map(number => `RFC ${number} is replaced by ${REPLACED[number]}`);
  const sections = [...text.matchAll(SECTION)]
    .filter(([, number = '']) => !NUMBERED.test(number))
    .map(([found]) => found);
  const spelt = [...text.matchAll(SPELT_OUT)].map(([found]) => found);
  return [...written, ...replaced, ...sections, ...spelt, ...missingSections(text)];
};

const HOUSE = ['shared', 'client', 'server'].map(room => `${room}/**/*.{ts,tsx}`);

const texts = globSync(HOUSE, { exclude: ['client/dist/**'] }).map(path => {
  const file = path.replaceAll('\\', '/');
  return { file: posix.normalize(file), text: readFileSync(path, 'utf8') };
});

describe('citations', () => {
  test('are written as RFC 1122 §3.2.1, and of what is in force', () => {
    const wrong = texts.flatMap(({ file, text }) =>
      objections(file, text).map(objection => `${file}: ${objection}`),
    );
    expect(texts.length).toBeGreaterThan(500);
    expect(wrong).toEqual([]);
  });

  test.each(SPOKEN_STILL)('of RFC $number are still needed', ({ number, where }) => {
    const users = texts.filter(({ file, text }) => where.test(file) && text.includes(`${number}`));
    expect(users).not.toEqual([]);
  });

  test.each([
    ['RFC1122 §3.2', 'RFC1122'],
    ['rfc 1122', 'rfc 1122'],
    ['RFC-1122', 'RFC-1122'],
    ['RFC 1122 section 3.2', 'RFC 1122 section'],
    ['RFC 1122, § 3.2', 'RFC 1122, § '],
    ['RFC 1122 §x', '§x'],
    ['RFC 1122 §3.', undefined],
    ['RFC 1122 §3.2.9', 'RFC 1122 has no §3.2.9'],
    ['RFC 1122 §6', 'RFC 1122 has no §6'],
    ['RFC 9293 §3.10.7.4, §3.10.8 and §3.10.9', 'RFC 9293 has no §3.10.9'],
    ['RFC 8446 §D.4 and §F', 'RFC 8446 has no §F'],
    ['RFC 1 §1', 'RFC 1 is not in rfc-sections.ts'],
    ['RFC 1122 §3.2.1 and §4, RFC 5869 §A.1; RFC822', undefined],
    ['RFC 793 §3.1', 'RFC 793 is replaced by 9293'],
    ['RFC 5246 §7.4', 'RFC 5246 is replaced by 8446'],
  ])('%s: %s', (text, objection) => {
    expect(objections('shared/network/some.ts', text)[0]).toBe(objection);
  });
});
