import fc from 'fast-check';
import { expect, test } from 'vitest';
import { text, utf8 } from '../../../../shared/base/bytes.ts';
import { chooseResponse } from '../../../../shared/network/programs/web-server.ts';

const FILES = {
  '/prices.html': '<p>Apple 3</p>',
  '/index.html': 'home',
  '/a/index.html': 'a',
  '/n.txt': 'ü',
};
const HOST = 'Host: www.game.example\r\n';

test.each([
  ['a file that is there', `GET /prices.html HTTP/1.1\r\n${HOST}\r\n`, 200, '/prices.html'],
  ['the front page', `GET / HTTP/1.1\r\n${HOST}\r\n`, 200, '/index.html'],
  ['the front page of a folder', `GET /a/ HTTP/1.1\r\n${HOST}\r\n`, 200, '/a/index.html'],
  [
    'a question behind the path',
    `GET /prices.html?today=1 HTTP/1.1\r\n${HOST}\r\n`,
    200,
    '/prices.html',
  ],
  [
    'a target with the host in it',
    `GET http://www.game.example/prices.html HTTP/1.1\r\n${HOST}\r\n`,
    200,
    '/prices.html',
  ],
  ['HEAD', `HEAD /prices.html HTTP/1.1\r\n${HOST}\r\n`, 200, '/prices.html'],
  ['HTTP/1.0 without Host', 'GET /prices.html HTTP/1.0\r\n\r\n', 200, '/prices.html'],
  ['a file that is not there', `GET /sale.html HTTP/1.1\r\n${HOST}\r\n`, 404, ''],
  ['a path in another case', `GET /Prices.html HTTP/1.1\r\n${HOST}\r\n`, 404, ''],
  ['a name that every object has', `GET /constructor HTTP/1.1\r\n${HOST}\r\n`, 404, ''],
  ['HTTP/1.1 without Host', 'GET /prices.html HTTP/1.1\r\n\r\n', 400, ''],
  ['Host twice', `GET /prices.html HTTP/1.1\r\n${HOST}${HOST}\r\n`, 400, ''],
  ['no target', `GET HTTP/1.1\r\n${HOST}\r\n`, 400, ''],
  ['no empty line', 'GET /prices.html HTTP/1.1\r\n', 400, ''],
  ['words that are no request', 'hello\r\n\r\n', 400, ''],
  ['nothing', '', 400, ''],
  ['another method', `DELETE /prices.html HTTP/1.1\r\n${HOST}\r\n`, 501, ''],
])('%s', (_fact, request, status, file) => {
  expect(chooseResponse(FILES, utf8(request))).toMatchObject({ status, file });
});

test('length and type belong to the body', () => {
  const found = chooseResponse(FILES, utf8(`GET /n.txt HTTP/1.1\r\n${HOST}\r\n`));
  expect(found.reason).toBe('OK');
  expect(text(found.body)).toBe('ü');
  expect(found.headers).toEqual([
    { name: 'Content-Type', value: 'text/plain; charset=utf-8' },
    { name: 'Content-Length', value: '2' },
  ]);
});

test('no bytes break it', () => {
  const words = fc.constantFrom(
    'GET ',
    '/prices.html',
    ' HTTP/1.1',
    '\r\n',
    HOST,
    ':',
    ' ',
    '\u0000',
  );
  const lines = fc.array(words, { maxLength: 12 }).map(parts => utf8(parts.join('')));
  const run = fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), lines), bytes => {
    expect([200, 400, 404, 501]).toContain(chooseResponse(FILES, bytes).status);
  });
  fc.assert(run, { numRuns: 3000 });
});
