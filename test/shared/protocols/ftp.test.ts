import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import {
  extendedPassivePort,
  ftpClient,
  ftpServer,
  passivePort,
} from '../../../shared/protocols/ftp.ts';

describe('what a client says, RFC 959 §5.3 and RFC 2428', () => {
  test.each([
    ['USER ada\r\n', 'user', { string: 'ada' }],
    ['pass \r\n', 'pass', { string: '' }],
    ['PORT 10,1,2,3,156,64\r\n', 'port', { hostPort: '10,1,2,3,156,64' }],
    ['EPRT |2|1080::8:800:200C:417A|5282|\r\n', 'eprt', {}],
    ['EPSV\r\n', 'epsv', { kind: '' }],
    ['TYPE L 8\r\n', 'type', { type: 'L 8' }],
    ['RETR two words.txt\r\n', 'retr', { path: 'two words.txt' }],
    ['LIST\r\n', 'list', { path: '' }],
  ])('%j', (line, form, texts) => {
    expect(ftpClient.decode(utf8(line), 'ready')).toMatchObject({ value: { form, texts } });
  });

  test.each([
    ['RETR\r\n', 'text/space'],
    ['RETR \r\n', 'text/argument'],
    ['PORT 10,1,2,3,256,1\r\n', 'text/argument'],
    ['EPRT |2|::1|1!\r\n', 'text/argument'],
    ['PASV now\r\n', 'text/surplus'],
    ['GET x\r\n', 'text/unknown-command'],
  ])('%j is an error: %s', (line, code) => {
    expect(ftpClient.decode(utf8(line), 'ready')).toMatchObject({ error: { code } });
  });
});

test('a reply of several lines may hold anything between, RFC 959 §4.2', () => {
  const bytes = utf8(
    '123-First line\r\nSecond line\r\n  234 A line\r\n200 x\r\n123 The last\r\n9\r\n',
  );
  const { layer, issues } = ftpServer.dissect(bytes, 0, bytes.length, {});
  expect(layer?.header).toMatchObject({
    lines: ['reply', 'inside', 'inside', 'inside', 'reply', 'reply'].map(form => ({ form })),
  });
  expect(issues.map(({ code }) => code)).toEqual(['text/reply-code']);
});

test.each([
  ['Entering Passive Mode (192,0,2,7,195,80)', { address: 0xc0000207, port: 50_000 }],
  ['=192,0,2,7,0,20', { address: 0xc0000207, port: 20 }],
  ['(192,0,2,7,256,1)', null],
  ['(1,2,3)', null],
])('%s', (reply, place) => expect(passivePort(reply)).toEqual(place));

test.each([
  ['Entering Extended Passive Mode (|||6446|)', 6446],
  ['(!!!1!)', 1],
  ['(|||0|)', null],
  ['(||6446|)', null],
  ['(|||70000|)', null],
])('%s', (reply, port) => expect(extendedPassivePort(reply)).toBe(port));
