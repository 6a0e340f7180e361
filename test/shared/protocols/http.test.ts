import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, utf8 } from '../../../shared/base/bytes.ts';
import {
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  explainHttp,
  httpRequestFields,
  httpResponseFields,
  reasonOf,
} from '../../../shared/protocols/http.ts';
import { fieldValue } from '../../../shared/protocols/http-fields.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { bytesOfCharacters, charactersOf, isToken } from '../../../shared/protocols/text.ts';
import { expectTiled } from './tiling.ts';

const GET = 'GET /prices.html HTTP/1.1\r\nHost: www.prices.example\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';

const POST = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=1';

const textOf = (bytes: Uint8Array): string => charactersOf(bytes, 0, bytes.length);
const expectTiles = (bytes: Uint8Array, offset = 0, end: number = bytes.length): void =>
  expectTiled(explainHttp(bytes, offset, end).spans, 8 * offset, 8 * end);

const signs = (allowed: string, min = 0) =>
  fc
    .array(fc.constantFrom(...allowed), { minLength: min, maxLength: 12 })
    .map(list => list.join(''));
const visible = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 0x21 + index));
const token = signs(Array.from(visible).filter(isToken).join(''), 1);
const value = signs(`${visible} \t\x80\xe9\xff`).map(text => text.replace(/^[ \t]+|[ \t]+$/g, ''));
const special = /^(?:host|content-length|transfer-encoding)$/i;
const headers = fc.array(fc.record({ name: token.filter(name => !special.test(name)), value }), {
  maxLength: 4,
});
const body = fc.uint8Array({ maxLength: 40 });

describe('encoding', () => {
  test.each<[string, Uint8Array, string]>([
    [
      'a request for a page',
      encodeRequest({
        method: 'GET',
        target: '/prices.html',
        headers: [{ name: 'Host', value: 'www.prices.example' }],
      }),
      GET,
    ],
    ['a response gets its length and reason', encodeResponse({ body: utf8('hello') }), OK],
    [
      'an empty page has length 0',
      encodeResponse({ status: 404 }),
      'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n',
    ],
    ['204 tells no length', encodeResponse({ status: 204 }), 'HTTP/1.1 204 No Content\r\n\r\n'],
    [
      'an unusual status has no reason, but its space',
      encodeResponse({ status: 299, headers: [{ name: 'content-length', value: '0' }] }),
      'HTTP/1.1 299 \r\ncontent-length: 0\r\n\r\n',
    ],
    [
      'a request with a body gets its length',
      encodeRequest({ method: 'POST', body: utf8('a=1') }),
      'POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na=1',
    ],
    [
      'a wrong length that is given survives',
      encodeResponse({ body: utf8('hello'), headers: [{ name: 'Content-length', value: '4' }] }),
      'HTTP/1.1 200 OK\r\nContent-length: 4\r\n\r\nhello',
    ],
    [
      'a wrong first line that is given survives',
      encodeRequest({ method: 'FETCH IT', target: '', version: 'HTTP/9' }),
      'FETCH IT  HTTP/9\r\n\r\n',
    ],
  ])('%s', (_fact, bytes, message) => expect(textOf(bytes)).toBe(message));

  test('a request comes back as it was sent', () => {
    fc.assert(
      fc.property(
        token.filter(m => m !== 'CONNECT'),
        signs(visible.replace('#', '')),
        headers,
        body,
        (method, path, fields, content) => {
          const target = `/${path}`;
          const sent = {
            method,
            target,
            version: 'HTTP/1.1',
            headers: [...fields, { name: 'Host', value: 'a' }],
            body: content,
          };
          const bytes = encodeRequest(sent);
          const decoded = decodeRequest(concat(bytes, utf8('GET')));
          const length =
            content.length === 0 ? [] : [{ name: 'Content-Length', value: `${content.length}` }];
          expect(decoded).toEqual({
            ok: true,
            value: {
              message: { ...sent, headers: [...sent.headers, ...length] },
              lengthBytes: bytes.length,
            },
          });
        },
      ),
    );
  });

  test('a response comes back as it was sent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 599 }).filter(s => s !== 204 && s !== 304),
        signs(`${visible} \t\xe9`),
        headers,
        body,
        (status, reason, fields, content) => {
          const sent = { version: 'HTTP/1.1', status, reason, headers: fields, body: content };
          const bytes = encodeResponse(sent);
          const length = { name: 'Content-Length', value: `${content.length}` };
          expect(decodeResponse(bytes)).toEqual({
            ok: true,
            value: {
              message: { ...sent, headers: [...fields, length] },
              lengthBytes: bytes.length,
            },
          });
        },
      ),
    );
  });

  test('field names are found in any case', () => {
    expect(fieldValue([{ name: 'hOST', value: 'a' }], 'Host')).toBe('a');
    expect(fieldValue([], 'Host')).toBeUndefined();
  });
});

describe('what an explanation shows', () => {
  test('a request, part by part', () => {
    const { layers, spans, issues } = explainHttp(utf8(GET));
    expect(leavesOf(spans).map(leaf => [leaf.path, leaf.shown])).toEqual([
      ['http.method', 'GET'],
      ['http.methodSpace', ' '],
      ['http.target', '/prices.html'],
      ['http.targetSpace', ' '],
      ['http.version', 'HTTP/1.1'],
      ['http.startLineEnd', '\\r\\n'],
      ['http.headers.0.name', 'Host'],
      ['http.headers.0.colon', ':'],
      ['http.headers.0.before', ' '],
      ['http.headers.0.value', 'www.prices.example'],
      ['http.headers.0.lineEnd', '\\r\\n'],
      ['http.emptyLine', '\\r\\n'],
    ]);
    expect(issues).toEqual([]);
    expect(layers).toMatchObject([
      { id: 'http', header: { method: 'GET', target: '/prices.html' }, start: 0, end: GET.length },
    ]);
    expect(spans[1]).toMatchObject({ path: 'http.headers.0', label: 'Host', rfc: 'RFC 9110 §7.2' });
  });

  test('a response, part by part, inside other bytes', () => {
    const bytes = utf8(`....${OK}!!`);
    const { layers, spans } = explainHttp(bytes, 4, bytes.length - 2);
    expect(spans.map(span => span.path)).toEqual([
      'http.startLine',
      'http.headers.0',
      'http.emptyLine',
      'http.body',
    ]);
    expect(leavesOf(spans)[0]).toMatchObject({
      path: 'http.version',
      bitOffset: 32,
      value: 'HTTP/1.1',
    });
    expect(spans.at(-1)).toMatchObject({ shown: 'hello' });
    expect(layers).toMatchObject([{ header: { status: 200, reason: 'OK', body: utf8('hello') } }]);
    expectTiles(bytes, 4, bytes.length - 2);
  });

  test('form fields have words and a source', () => {
    const fields = [...httpRequestFields, ...httpResponseFields];
    expect(fields.map(field => field.name)).toEqual([
      ...['method', 'target', 'version', 'host'],
      ...['version', 'status', 'reason', 'contentType', 'contentLength'],
    ]);
    for (const field of fields) {
      expect(field.about).toMatch(/^[A-Z].*\.$/);
      expect(field.rfc).toMatch(/^RFC \d+ §[\d.]+$/);
    }
    expect(reasonOf(404)).toBe('Not Found');
  });
});

describe('any bytes', () => {
  const check = (bytes: Uint8Array): void => {
    expectTiles(bytes);
    expect(decodeRequest(bytes)).toHaveProperty('ok');
    expect(decodeResponse(bytes)).toHaveProperty('ok');
  };

  test('random bytes are tiled, and nothing throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), check), { numRuns: 3000 });
  });

  test('random lines are tiled, and nothing throws', () => {
    const piece = fc.constantFrom(
      '\r\n',
      '\n',
      '\r',
      ' ',
      '\t',
      ':',
      'GET',
      '/',
      'HTTP/1.1',
      '200',
      'Host',
      'Content-Length',
      '5',
      '\xff',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces =>
        check(bytesOfCharacters(pieces.join(''))),
      ),
      { numRuns: 5000 },
    );
  });

  test('messages with a few bytes changed or cut are tiled, and nothing throws', () => {
    const messages = fc.constantFrom(GET, OK, POST).map(utf8);
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 });
    fc.assert(
      fc.property(messages, changes, fc.nat(), (message, changed, cut) => {
        const bytes = message.slice(0, message.length - (cut % message.length));
        for (const [at, byte] of changed) bytes[at % bytes.length] = byte;
        check(bytes);
      }),
      { numRuns: 10_000 },
    );
  });
});
