import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { imapClient, imapServer } from '../../../shared/protocols/imap.ts';
import { imapLiteral, imapString, imapValues } from '../../../shared/protocols/imap-arguments.ts';
import { imapLiteralsIn } from '../../../shared/protocols/imap-literals.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';

describe('what a client says, RFC 9051 §8 and §6', () => {
  test.each([
    ['a001 login mrc secret\r\n', 'login', { tag: 'a001', arguments: ' mrc secret' }],
    ['a002 select inbox\r\n', 'select', { arguments: ' inbox' }],
    ['a003 fetch 12 full\r\n', 'fetch', { arguments: ' 12 full' }],
    ['a004 fetch 12 body[header]\r\n', 'fetch', {}],
    ['a005 store 12 +flags \\deleted\r\n', 'store', {}],
    ['a006 logout\r\n', 'logout', { arguments: '' }],
    [
      'A001 LOGIN {11}\r\nFRED FOOBAR {7}\r\nfat man\r\n',
      'login',
      { arguments: ' {11}\r\nFRED FOOBAR {7}\r\nfat man' },
    ],
    ['A003 APPEND x (\\Seen) {4}\r\n\r\n\r\n\r\n', 'append', {}],
    ['A999 UID FETCH 4827313:4828442 FLAGS\r\n', 'uid', {}],
    ['DONE\r\n', 'done', {}],
  ])('%j', (line, form, texts) => {
    const decoded = imapClient.decode(utf8(line), 'ready');
    expect(decoded).toMatchObject({ ok: true, value: { form, texts, lengthBytes: line.length } });
  });

  test.each([
    ['\r\n', 'imap/tag'],
    ['* NOOP\r\n', 'imap/tag'],
    ['a+ NOOP\r\n', 'imap/tag'],
    ['a(1 LOGOUT\r\n', 'imap/tag'],
    ['a1\r\n', 'text/space'],
    ['a1 HELLO\r\n', 'text/unknown-command'],
    ['a1 NOOP now\r\n', 'text/argument'],
    ['a1 NOOP \r\n', 'text/argument'],
    ['a1 LOGIN  ada x\r\n', 'text/argument'],
    ['a1 FETCH 1 ( FLAGS)\r\n', 'text/argument'],
    ['a1 FETCH 1 (FLAGS )\r\n', 'text/argument'],
    ['a1 LOGIN ada\r\n', 'text/argument'],
    ['a1 LOGIN ada (x)\r\n', 'text/argument'],
    ['a1 LOGIN ada {x}\r\n', 'imap/literal'],
    ['a1 LOGIN ada {3\r\n', 'imap/literal'],
    ['a1 FETCH x BODY[]\r\n', 'text/argument'],
    ['a1 FETCH 1\r\n', 'text/argument'],
    ['a1 FETCH 1 (FLAGS\r\n', 'text/argument'],
    ['a1 FETCH 1 FLAGS)\r\n', 'text/argument'],
    ['a1 SELECT "INBOX\r\n', 'text/argument'],
    ['a1 UID NOOP 7\r\n', 'text/argument'],
    ['a1 LOGIN {9}\r\nada x\r\n', 'text/incomplete'],
  ])('%j is an error: %s', (line, code) => {
    expect(imapClient.decode(utf8(line), 'ready')).toMatchObject({ ok: false, error: { code } });
  });
});

describe('what a server says, RFC 9051 §7', () => {
  test.each([
    ['* OK IMAP4rev2 Service Ready\r\n', 'status', { condition: 'OK', code: '' }],
    ['* BYE\r\n', 'status', { condition: 'BYE', text: '' }],
    ['* 172 EXISTS\r\n', 'data', { arguments: ' 172 EXISTS' }],
    ['* CAPABILITY IMAP4rev2 STARTTLS\r\n', 'data', {}],
    ['* 12 FETCH (FLAGS (\\Seen) BODY[HEADER] {6}\r\nA)\r\n\r\n)\r\n', 'data', {}],
    [
      'a002 OK [READ-WRITE] SELECT completed\r\n',
      'tagged',
      { code: ' [READ-WRITE]', text: ' SELECT completed' },
    ],
    ['a1 NO\r\n', 'tagged', { condition: 'NO' }],
    ['+ go on\r\n', 'continuation', { text: ' go on' }],
    ['+\r\n', 'continuation', {}],
    ['* XWEATHER sunny\r\n', 'data', {}],
  ])('%j', (line, form, texts) => {
    expect(imapServer.decode(utf8(line), 'ready')).toMatchObject({
      ok: true,
      value: { form, texts, lengthBytes: line.length },
    });
  });

  test.each([
    ['a1 YES done\r\n', 'text/argument'],
    ['hello\r\n', 'text/space'],
    ['* \r\n', 'text/argument'],
    ['* 1 FETCH (FLAGS (\\Seen)\r\n', 'text/argument'],
    ['(a OK done\r\n', 'imap/tag'],
  ])('%j is an error: %s', (line, code) => {
    expect(imapServer.decode(utf8(line), 'ready')).toMatchObject({ ok: false, error: { code } });
  });
});

test.each([
  [' 1 (a "b \\"c\\"" ()) {3}\r\n)"x', ['1', ['a', 'b "c"', []], ')"x']],
  [' BODY[HEADER.FIELDS (DATE TO)]<0.9> [x', ['BODY[HEADER.FIELDS (DATE TO)]<0.9>', '[x']],
  [' (', null],
  [' )', null],
  [' "a', null],
  [' '.repeat(2), null],
  ['('.repeat(30) + ')'.repeat(30), null],
  ['[a'.repeat(100_000), ['[a'.repeat(100_000)]],
])('the arguments %# are values', (characters, values) =>
  expect(imapValues(characters)).toEqual(values),
);

test.each([
  ['a b', '"a b"'],
  ['a"\\', '"a\\"\\\\"'],
  ['\xe9', '{1}\r\n\xe9'],
  ['a\r\n', '{3}\r\na\r\n'],
])('%j is written as %j, and read back', (text, written) => {
  expect(imapString(text)).toBe(written);
  expect(imapValues(` ${written}`)).toEqual([text]);
  expect(imapValues(` ${imapLiteral(text)}`)).toEqual([text]);
});

test.each([
  ['a1 LOGIN {3}\r\n', [[3, true]]],
  [
    'a1 LOGIN {3}\r\nada {7+}\r\n12',
    [
      [3, true],
      [7, false],
    ],
  ],
  ['a1 NOOP\r\n', []],
  ['a1 LOGIN {99999999999}\r\n', []],
])('%j announces its literals', (text, literals) =>
  expect(imapLiteralsIn(utf8(text)).map(({ lengthBytes, waits }) => [lengthBytes, waits])).toEqual(
    literals,
  ),
);

test('a proof follows AUTHENTICATE, and nothing else', () => {
  const explained = (text: string) =>
    imapClient.dissect(utf8(text), 0, text.length, {}).layer?.header;
  expect(explained('a AUTHENTICATE PLAIN\r\nAGEAYg==\r\nb NOOP\r\n')).toMatchObject({
    lines: [{ form: 'authenticate' }, { form: 'response' }, { form: 'noop' }],
  });
  expect(explained('a AUTHENTICATE PLAIN AGEAYg==\r\nb NOOP\r\n')).toMatchObject({
    lines: [{ form: 'authenticate' }, { form: 'noop' }],
  });
});

test('a packet from port 143 is explained to the last word', () => {
  const bytes = stack(
    [
      [ipv4, { source: 1, destination: 2 }],
      [tcp, { sourcePort: 143, destinationPort: 50_000, psh: 1, ack: 1 }],
    ],
    utf8('* 1 FETCH (BODY[] {2}\r\nhi)\r\n'),
  );
  const { layers, spans, issues } = explain(bytes, ipv4);
  expect(layers.map(({ id }) => id)).toEqual(['ipv4', 'tcp', 'imap']);
  expect(issues).toEqual([]);
  const words = leavesOf(spans).filter(({ path }) => path.startsWith('imap'));
  expect(words.map(({ shown }) => shown)).toEqual([
    ...['*', ' ', '1', ' ', 'FETCH', ' ', '(', 'BODY[]', ' ', '{2}\\r\\nhi', ')', '\\r\\n'],
  ]);
});
