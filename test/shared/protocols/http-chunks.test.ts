import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, utf8 } from '../../../shared/base/bytes.ts';
import { decodeRequest, decodeResponse, explainHttp } from '../../../shared/protocols/http.ts';
import { chunked } from '../../../shared/protocols/http-chunks.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { bytesOfCharacters, charactersOf } from '../../../shared/protocols/text.ts';
import { expectTiled } from './tiling.ts';

const HEAD = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
const BODY = '4;a=b\r\nWiki\r\n5\r\npedia\r\n0\r\nA: b\r\n\r\n';
const WHOLE = HEAD + BODY;

const textOf = (bytes: Uint8Array): string => charactersOf(bytes, 0, bytes.length);

const expectTiles = (bytes: Uint8Array): void =>
  expectTiled(explainHttp(bytes).spans, 0, 8 * bytes.length);

describe('a body in chunks', () => {
  test('is written with the size of each in hexadecimal', () => {
    expect(textOf(chunked(utf8('x'.repeat(28)), 26))).toBe(
      `1a\r\n${'x'.repeat(26)}\r\n2\r\nxx\r\n0\r\n\r\n`,
    );
    expect(textOf(chunked(utf8(''), 26, [{ name: 'A', value: 'b' }]))).toBe('0\r\nA: b\r\n\r\n');
  });

  test('is explained part by part', () => {
    const { spans, issues } = explainHttp(utf8(WHOLE));
    expect(issues).toEqual([]);
    expect(leavesOf(spans.slice(3)).map(leaf => [leaf.path, leaf.shown])).toEqual([
      ['http.chunks.0.size', '4'],
      ['http.chunks.0.extension', ';a=b'],
      ['http.chunks.0.sizeEnd', '\\r\\n'],
      ['http.chunks.0.data', 'Wiki'],
      ['http.chunks.0.dataEnd', '\\r\\n'],
      ['http.chunks.1.size', '5'],
      ['http.chunks.1.sizeEnd', '\\r\\n'],
      ['http.chunks.1.data', 'pedia'],
      ['http.chunks.1.dataEnd', '\\r\\n'],
      ['http.chunks.2.size', '0'],
      ['http.chunks.2.sizeEnd', '\\r\\n'],
      ['http.trailers.0.name', 'A'],
      ['http.trailers.0.colon', ':'],
      ['http.trailers.0.before', ' '],
      ['http.trailers.0.value', 'b'],
      ['http.trailers.0.lineEnd', '\\r\\n'],
      ['http.trailersEnd', '\\r\\n'],
    ]);
  });

  test('is read as its content, and the next message begins behind it', () => {
    expect(decodeResponse(utf8(`${WHOLE}HTTP/1.1`))).toMatchObject({
      ok: true,
      value: { message: { body: utf8('Wikipedia') }, lengthBytes: WHOLE.length },
    });
  });

  test('every beginning is incomplete, never wrong', () => {
    for (let end = 0; end < WHOLE.length; end += 1) {
      const bytes = utf8(WHOLE.slice(0, end));
      expect(decodeResponse(bytes, { isConnectionClosed: true })).toMatchObject({
        ok: false,
        error: { code: 'http/incomplete' },
      });
      expectTiles(bytes);
    }
  });

  test('an answer to HEAD has none', () => {
    expect(decodeResponse(utf8(WHOLE), { requestMethod: 'HEAD' })).toMatchObject({
      ok: true,
      value: { lengthBytes: HEAD.length },
    });
  });

  test.each<[string, string, readonly string[]]>([
    ['leading zeros', '004\r\nWiki\r\n000\r\n\r\n', []],
    ['capital digits', `A\r\n${'x'.repeat(10)}\r\n0\r\n\r\n`, []],
    ['blanks before an extension', '4 ;a\r\nWiki\r\n0\r\n\r\n', []],
    ['no size', '\r\nWiki\r\n0\r\n\r\n', ['http/chunk-size']],
    [
      'a sign before the size',
      '-4\r\nWiki\r\n0\r\n\r\n',
      ['http/chunk-size', 'http/chunk-extension'],
    ],
    ['more digits than any memory', 'fffffffffffff\r\n', ['http/chunk-size']],
    ['a word behind the size', '4x\r\nWiki\r\n0\r\n\r\n', ['http/chunk-extension']],
    ['a control sign in an extension', '4;\0\r\nWiki\r\n0\r\n\r\n', ['http/chunk-extension']],
    ['a size that is too small', '3\r\nWiki\r\n0\r\n\r\n', ['http/chunk-ending']],
    ['a size that is too large', '5\r\nWiki\r\n0\r\n\r\n', ['http/chunk-ending']],
    ['a bare line feed behind the size', '4\nWiki\r\n0\r\n\r\n', ['http/line-ending']],
    ['a bare line feed behind the data', '4\r\nWiki\n0\r\n\r\n', ['http/chunk-ending']],
    ['a folded trailer', '0\r\n a\r\n\r\n', ['http/field-folded']],
    ['bytes behind the end', '0\r\n\r\nx', ['http/body-too-long']],
  ])('%s', (_fact, body, codes) => {
    const bytes = bytesOfCharacters(HEAD + body);
    expect(explainHttp(bytes).issues.map(({ code }) => code)).toEqual(codes);
    expectTiles(bytes);
    const isRefused = codes.length > 0 && codes[0] !== 'http/body-too-long';
    expect(decodeResponse(bytes).ok).toBe(!isRefused);
  });

  test('any content comes back, however it is cut', () => {
    const content = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(content, fc.integer({ min: 1, max: 30 }), (body, chunkBytes) => {
        const bytes = concat(utf8(HEAD), chunked(body, chunkBytes));
        expect(decodeResponse(bytes)).toMatchObject({
          ok: true,
          value: { message: { body }, lengthBytes: bytes.length },
        });
      }),
    );
  });

  test('with a few bytes changed or cut the spans still tile, and nothing throws', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 });
    fc.assert(
      fc.property(changes, fc.nat(), (changed, cut) => {
        const bytes = utf8(WHOLE).slice(0, WHOLE.length - (cut % WHOLE.length));
        for (const [at, byte] of changed) {
          bytes[HEAD.length + (at % BODY.length)] = byte;
        }
        expectTiles(bytes);
        expect(decodeRequest(bytes)).toHaveProperty('ok');
        expect(decodeResponse(bytes)).toHaveProperty('ok');
      }),
      { numRuns: 5000 },
    );
  });
});
