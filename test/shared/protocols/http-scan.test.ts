import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { decodeRequest, decodeResponse, explainHttp } from '../../../shared/protocols/http.ts';
import type { ResponseContext } from '../../../shared/protocols/http-scan.ts';
import { bytesOfCharacters } from '../../../shared/protocols/text.ts';
import { expectTiled } from './tiling.ts';

const HOST = 'Host: www.prices.example\r\n';
const GET = `GET /prices.html HTTP/1.1\r\n${HOST}\r\n`;
const POST = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=1';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';

const expectTiles = (bytes: Uint8Array): void =>
  expectTiled(explainHttp(bytes).spans, 0, 8 * bytes.length);

const codesOf = (message: string): readonly string[] =>
  explainHttp(bytesOfCharacters(message)).issues.map(issue => issue.code);

describe('what is objected to', () => {
  const request = (line: string, fields = HOST, content = ''): string =>
    `${line}\r\n${fields}\r\n${content}`;
  const get = (fields: string, content = ''): string => request('GET / HTTP/1.1', fields, content);

  test.each<[string, string, readonly string[]]>([
    ['a good request', GET, []],
    ['a good response', OK, []],
    ['an unknown method is a matter of the server', request('FETCH / HTTP/1.1'), []],
    ['a full address as target', request('GET http://a.example/b HTTP/1.1'), []],
    ['asterisk with OPTIONS', request('OPTIONS * HTTP/1.1'), []],
    ['authority with CONNECT', request('CONNECT a.example:443 HTTP/1.1'), []],
    ['HTTP/1.0 needs no Host', 'GET / HTTP/1.0\r\n\r\n', []],
    ['several blanks around a value', get('Host: \t a \t\r\n'), []],
    ['an empty first line', '\r\n', ['http/start-line-empty', 'http/incomplete']],
    ['a method that is no token', request('GE(T / HTTP/1.1'), ['http/method']],
    ['no slash before the path', request('GET prices.html HTTP/1.1'), ['http/target']],
    ['a fragment in the target', request('GET /a#b HTTP/1.1'), ['http/target']],
    ['asterisk with GET', request('GET * HTTP/1.1'), ['http/target']],
    ['a path with CONNECT', request('CONNECT / HTTP/1.1'), ['http/target']],
    ['two spaces', request('GET  / HTTP/1.1'), ['http/space']],
    ['a tab for a space', request('GET\t/ HTTP/1.1'), ['http/space']],
    ['only a method', request('GET'), ['http/space', 'http/target', 'http/space', 'http/version']],
    ['no version', request('GET /'), ['http/space', 'http/version']],
    ['version in lower case', request('GET / http/1.1'), ['http/version']],
    ['another major version', request('GET / HTTP/2.0'), ['http/version']],
    [
      'a space in the path',
      request('GET /a b HTTP/1.1'),
      ['http/version', 'http/start-line-extra'],
    ],
    ['a space behind the version', request('GET / HTTP/1.1 '), ['http/start-line-extra']],
    [
      'bare line feeds',
      'GET / HTTP/1.1\nHost: a\n\n',
      ['http/line-ending', 'http/line-ending', 'http/line-ending'],
    ],
    ['no Host', get('Accept: */*\r\n'), ['http/host-missing']],
    ['two Hosts', get('Host: a\r\nhost: b\r\n'), ['http/host-repeated']],
    ['a space before the colon', get(`${HOST}Accept : x\r\n`), ['http/field-spaced']],
    ['a space within the name', get(`${HOST}Ac cept: x\r\n`), ['http/field-name']],
    ['a tab and spaces before the colon', get(`${HOST}A\t \t: x\r\n`), ['http/field-spaced']],
    ['no colon', get(`${HOST}Accept x\r\n`), ['http/field-colon']],
    ['no name', get(`${HOST}: x\r\n`), ['http/field-name']],
    ['a folded line', get(`${HOST}A: x\r\n y\r\n`), ['http/field-folded']],
    ['a control sign in a value', get(`${HOST}A: x\0y\r\n`), ['http/field-value']],
    ['a carriage return in a value', get(`${HOST}A: x\ry\r\n`), ['http/field-value']],
    ['a length that is no number', get(`${HOST}Content-Length: 1x\r\n`), ['http/content-length']],
    ['a negative length', get(`${HOST}Content-Length: -1\r\n`), ['http/content-length']],
    ['an empty length', get(`${HOST}Content-Length:\r\n`), ['http/content-length']],
    ['the same length twice', get(`${HOST}Content-Length: 1\r\nContent-Length: 01\r\n`, 'x'), []],
    [
      'two lengths',
      get(`${HOST}Content-Length: 1\r\nContent-Length: 2\r\n`),
      ['http/content-length-repeated'],
    ],
    [
      'two lengths in one line',
      get(`${HOST}Content-Length: 1, 2\r\n`),
      ['http/content-length-repeated'],
    ],
    [
      'a transfer coding that nobody knows',
      get(`${HOST}Transfer-Encoding: gzip, chunked\r\n`, '0\r\n\r\n'),
      ['http/transfer-encoding'],
    ],
    [
      'a transfer coding in HTTP/1.0',
      request('GET / HTTP/1.0', 'Transfer-Encoding: chunked\r\n', '0\r\n\r\n'),
      ['http/transfer-encoding'],
    ],
    [
      'a length and a transfer coding',
      get(`${HOST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n`, '0\r\n\r\n'),
      ['http/length-and-coding'],
    ],
    [
      'a body that is still to come',
      get(`${HOST}Content-Length: 3\r\n`, 'ab'),
      ['http/incomplete'],
    ],
    ['a body that nobody announced', get(HOST, 'ab'), ['http/body-too-long']],
    ['a body longer than told', `${OK}!`, ['http/body-too-long']],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n', ['http/status']],
    ['a status of no class', 'HTTP/1.1 600 OK\r\n\r\n', ['http/status']],
    ['no status', 'HTTP/1.1\r\n\r\n', ['http/space', 'http/status', 'http/space']],
    ['no space behind the status', 'HTTP/1.1 200\r\n\r\n', ['http/space']],
    ['an empty reason', 'HTTP/1.1 200 \r\n\r\n', []],
    ['a control sign in the reason', 'HTTP/1.1 200 \x07\r\n\r\n', ['http/reason']],
    ['a response in lower case', 'http/1.1 200 OK\r\n\r\n', ['http/version']],
  ])('%s', (_fact, message, codes) => {
    expect(codesOf(message)).toEqual(codes);
    expectTiles(bytesOfCharacters(message));
  });

  test('an issue points at the bytes', () => {
    const message = get('Host: a\r\nContent-Length: xyz\r\n');
    expect(explainHttp(utf8(message)).issues).toEqual([
      {
        severity: 'error',
        code: 'http/content-length',
        path: 'http.headers.1.value',
        bitOffset: 8 * message.indexOf('xyz'),
        bitLength: 24,
        given: 'xyz',
        rfc: 'RFC 9110 §8.6',
      },
    ]);
  });
});

describe('messages that come in pieces', () => {
  test.each<[string, string, typeof decodeRequest | typeof decodeResponse]>([
    ['request', POST, decodeRequest],
    ['response', OK, decodeResponse],
  ])('every beginning of a %s is incomplete, never wrong', (_kind, message, decode) => {
    for (let end = 0; end < message.length; end += 1) {
      const decoded = decode(utf8(message.slice(0, end)));
      expect(decoded).toMatchObject({ ok: false, error: { code: 'http/incomplete' } });
      expectTiles(utf8(message.slice(0, end)));
    }
    expect(decode(utf8(message))).toMatchObject({
      ok: true,
      value: { lengthBytes: message.length },
    });
  });

  test('what follows belongs to the next message', () => {
    const decoded = decodeRequest(utf8(GET + GET));
    expect(decoded).toMatchObject({ ok: true, value: { lengthBytes: GET.length } });
  });

  const untold = 'HTTP/1.1 200 OK\r\n\r\nhel';
  test.each<[string, string, ResponseContext, number | 'http/incomplete']>([
    ['without a length it may go on', untold, {}, 'http/incomplete'],
    [
      'without a length it ends with the connection',
      untold,
      { isConnectionClosed: true },
      untold.length,
    ],
    ['an answer to HEAD has no body', OK, { requestMethod: 'HEAD' }, OK.length - 5],
    ['304 has no body', OK.replace('200', '304'), {}, OK.length - 5],
    ['204 has no body', 'HTTP/1.1 204 No Content\r\n\r\n', {}, 27],
    [
      'a length is kept even when the connection closes',
      OK.slice(0, -1),
      { isConnectionClosed: true },
      'http/incomplete',
    ],
  ])('%s', (_fact, message, context, outcome) => {
    const decoded = decodeResponse(utf8(message), context);
    expect(decoded.ok ? decoded.value.lengthBytes : decoded.error.code).toBe(outcome);
  });

  test('a wrong beginning is refused before the rest has come', () => {
    expect(decodeRequest(utf8('GET prices HTTP/1.1\r\nHo'))).toMatchObject({
      ok: false,
      error: { code: 'http/target', given: 'prices' },
    });
  });
});
