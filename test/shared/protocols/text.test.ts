import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import type { LineElement, LineGrammar } from '../../../shared/protocols/line-grammar.ts';
import { scanLine } from '../../../shared/protocols/line-scan.ts';
import type { Line } from '../../../shared/protocols/text.ts';
import {
  bytesOfCharacters,
  charactersOf,
  isToken,
  lineAt,
  shownCharacters,
} from '../../../shared/protocols/text.ts';
import { expectTiled } from './tiling.ts';

const part = (name: string) => ({ name, label: name, about: `About ${name}.`, rfc: 'RFC 9112 §2' });
const wordSpaceRest: readonly LineElement[] = [
  {
    part: part('first'),
    reach: 'word',
    objection: { code: 'http/method', severity: 'error', fits: isToken },
  },
  {
    part: part('gap'),
    reach: 'space',
    objection: { code: 'http/space', severity: 'error', fits: taken => taken === ' ' },
  },
  {
    part: part('second'),
    reach: 'word',
    objection: {
      code: 'http/target',
      severity: 'error',
      fits: (taken, before) => taken !== before.first,
      expected: 'another word',
    },
  },
];
const grammarOf = (elements: readonly LineElement[]): LineGrammar => ({
  elements,
  surplus: { part: part('surplus'), code: 'http/start-line-extra' },
  ending: { part: part('end'), bareLineFeed: 'http/line-ending', unfinished: 'http/incomplete' },
});
const grammar = grammarOf(wordSpaceRest);

describe('tokens, RFC 9110 §5.6.2', () => {
  test.each<[string, boolean]>([
    ['GET', true],
    ["!#$%&'*+-.^_`|~09az", true],
    ['', false],
    ['GE T', false],
    ['a:b', false],
    ['a/b', false],
    ['"a"', false],
    ['é', false],
    ['a\n', false],
  ])('%j', (characters, holds) => expect(isToken(characters)).toBe(holds));
});

describe('characters', () => {
  test('every byte is one character and comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        expect(bytesOfCharacters(charactersOf(bytes, 0, bytes.length))).toEqual(bytes);
      }),
    );
  });

  test.each<[string, readonly number[]]>([
    ['é', [0xe9]],
    ['€1', [0xe2, 0x82, 0xac, 0x31]],
    ['😀', [0xf0, 0x9f, 0x98, 0x80]],
  ])('%s is one byte up to U+00FF, UTF-8 above', (characters, bytes) => {
    expect([...bytesOfCharacters(characters)]).toEqual(bytes);
  });

  test.each<[string, string]>([
    ['GET /\r\n', 'GET /\\r\\n'],
    ['a\tb\\', 'a\\tb\\\\'],
    ['\x00\x7f', '\\x00\\x7f'],
    ['x'.repeat(201), `${'x'.repeat(200)}…`],
  ])('%j is shown so that nothing is invisible', (characters, shown) => {
    const bytes = utf8(characters);
    expect(shownCharacters(bytes, 0, bytes.length)).toBe(shown);
  });
});

describe('lines', () => {
  test.each<[string, string, Omit<Line, 'start'>]>([
    ['carriage return and line feed', 'ab\r\ncd', { contentEnd: 2, end: 4, ending: 'crlf' }],
    ['line feed alone', 'ab\ncd', { contentEnd: 2, end: 3, ending: 'line-feed' }],
    ['an empty line', '\r\n', { contentEnd: 0, end: 2, ending: 'crlf' }],
    ['no ending', 'ab', { contentEnd: 2, end: 2, ending: 'none' }],
    ['half an ending', 'ab\r', { contentEnd: 2, end: 3, ending: 'none' }],
    ['a carriage return within', 'a\rb\r\n', { contentEnd: 3, end: 5, ending: 'crlf' }],
    ['nothing', '', { contentEnd: 0, end: 0, ending: 'none' }],
  ])('%s', (_fact, characters, line) => {
    expect(lineAt(utf8(characters), 0, characters.length)).toEqual({ start: 0, ...line });
  });

  test('a line ends where the range does', () => {
    expect(lineAt(utf8('xxab\r\n'), 2, 4)).toEqual({
      start: 2,
      contentEnd: 4,
      end: 4,
      ending: 'none',
    });
  });
});

describe('taking a line apart', () => {
  const scan = (characters: string) => {
    const bytes = bytesOfCharacters(characters);
    return scanLine(bytes, lineAt(bytes, 0, bytes.length), grammar, 'line');
  };

  test.each<[string, string, readonly string[], readonly string[]]>([
    ['all in place', 'a b\r\n', ['first', 'gap', 'second', 'end'], []],
    ['the second word missing', 'a \r\n', ['first', 'gap', 'end'], []],
    ['the space missing', 'a\r\n', ['first', 'end'], ['http/space']],
    ['a word that is no token', 'a/ b\r\n', ['first', 'gap', 'second', 'end'], ['http/method']],
    [
      'a word judged by the one before',
      'a a\r\n',
      ['first', 'gap', 'second', 'end'],
      ['http/target'],
    ],
    [
      'something behind',
      'a b c\r\n',
      ['first', 'gap', 'second', 'surplus', 'end'],
      ['http/start-line-extra'],
    ],
    ['a bare line feed', 'a b\n', ['first', 'gap', 'second', 'end'], ['http/line-ending']],
    ['cut inside a word that may go on', 'a a', ['first', 'gap', 'second'], ['http/incomplete']],
    [
      'cut, but wrong before the cut',
      '/ a',
      ['first', 'gap', 'second'],
      ['http/method', 'http/incomplete'],
    ],
  ])('%s', (_fact, characters, names, codes) => {
    const { spans, issues } = scan(characters);
    expect(spans.map(span => span.path)).toEqual(names.map(name => `line.${name}`));
    expect(issues.map(issue => issue.code)).toEqual(codes);
  });

  test('an issue says where, what was given and what would be right', () => {
    expect(scan('a a\r\n').issues).toEqual([
      {
        severity: 'error',
        code: 'http/target',
        path: 'line.second',
        bitOffset: 16,
        bitLength: 8,
        given: 'a',
        expected: 'another word',
        rfc: 'RFC 9112 §2',
      },
    ]);
  });

  test('whatever the grammar and the bytes, the spans tile the line', () => {
    const reach = fc.constantFrom('word', 'name', 'space', 'blanks', 'colon', 'trimmed', 'rest');
    const grammars = fc
      .array(reach, { maxLength: 6 })
      .map(reaches =>
        grammarOf(reaches.map((r, index) => ({ part: part(`e${index}`), reach: r }))),
      );
    const sign = fc.constantFrom(...'ab:: \t\r\n\xff');
    fc.assert(
      fc.property(grammars, fc.array(sign, { maxLength: 30 }), (any, signs) => {
        const bytes = bytesOfCharacters(signs.join(''));
        const line = lineAt(bytes, 0, bytes.length);
        expectTiled(scanLine(bytes, line, any, 'x').spans, 0, 8 * line.end);
      }),
      { numRuns: 1000 },
    );
  });
});
