import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { smtpClient, smtpServer } from '../../../shared/protocols/smtp.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';

const codes = (codec: typeof smtpClient, text: string) =>
  codec.dissect(utf8(text), 0, text.length, {}).issues.map(({ code }) => code);

describe('what a client says, RFC 5321 §D.1', () => {
  test.each([
    ['EHLO bar.com\r\n', 'ehlo', { domain: 'bar.com' }],
    ['ehlo [192.0.2.1]\r\n', 'ehlo', { domain: '[192.0.2.1]' }],
    ['MAIL FROM:<Smith@bar.com>\r\n', 'mail', { path: '<Smith@bar.com>', parameters: '' }],
    ['MAIL FROM:<> SIZE=7\r\n', 'mail', { path: '<>', parameters: ' SIZE=7' }],
    ['RCPT TO:<Jones@foo.com>\r\n', 'rcpt', { path: '<Jones@foo.com>' }],
    ['rcpt to:<postmaster>\r\n', 'rcpt', { path: '<postmaster>' }],
    ['RCPT TO:<"a b"@foo.com>\r\n', 'unreadable', {}],
    ['RCPT TO:<@a.example,@b.example:c@d.example>\r\n', 'rcpt', {}],
    ['DATA\r\n', 'data', {}],
    ['NOOP\r\n', 'noop', { string: '' }],
    ['NOOP well\r\n', 'noop', { string: 'well' }],
    ['QUIT\r\n', 'quit', {}],
  ])('%j', (line, form, texts) => {
    const decoded = smtpClient.decode(utf8(line), 'ready');
    if (form === 'unreadable') expect(decoded.ok).toBe(false);
    else expect(decoded).toMatchObject({ ok: true, value: { form, texts } });
  });

  test.each([
    ['DATA now\r\n', 'text/surplus'],
    ['QUIT \r\n', 'text/surplus'],
    ['EHLO\r\n', 'text/space'],
    ['EHLO a b\r\n', 'text/argument'],
    ['EHLO -a\r\n', 'text/argument'],
    ['MAIL TO:<a@b>\r\n', 'text/argument'],
    ['MAIL FROM:a@b\r\n', 'text/argument'],
    ['MAIL FROM: <a@b>\r\n', 'text/argument'],
    ['MAIL FROM:<a@b@c>\r\n', 'text/argument'],
    ['MAIL FROM:<a@b> =\r\n', 'text/argument'],
    ['RCPT TO:<>\r\n', 'text/argument'],
    ['HELO\u0000 a\r\n', 'text/unknown-command'],
    ['SEND x\r\n', 'text/unknown-command'],
    ['\r\n', 'text/unknown-command'],
    ['DATA\n.\r\n', 'text/unknown-command'],
  ])('%j is an error: %s', (line, code) => {
    expect(smtpClient.decode(utf8(line), 'ready')).toMatchObject({ ok: false, error: { code } });
  });
});

describe('a segment of unknown context', () => {
  test.each([
    ['a command and the mail behind it', 'DATA\r\nSubject: x\r\n\r\nHELO\r\n.\r\nQUIT\r\n'],
    ['the middle of a mail', 'ls, and more.\r\nthe end.\r\n.\r\nQUIT\r\n'],
    ['a reply that began before', 'IZE 1000\r\n250 HELP\r\n'],
  ])('%s is not objected to', (_fact, text) => {
    const codec = text.includes('250') ? smtpServer : smtpClient;
    expect(codes(codec, text)).toEqual([]);
  });

  test.each([
    ['a wrong command behind a right one', smtpClient, 'EHLO a\r\nFROM <b>\r\n'],
    ['a wrong reply behind a right one', smtpServer, '250 OK\r\nnever mind\r\n'],
    ['a wrong argument', smtpClient, 'RCPT TO:bob\r\n'],
    ['a reply of class 9', smtpServer, '250 OK\r\n950 no\r\n'],
  ])('%s is', (_fact, codec, text) => expect(codes(codec, text)).toHaveLength(1));
});

test('dots are doubled at the start of a line, and only there', () => {
  const decoded = smtpClient.decode(utf8('..a.b\r\n'), 'content');
  expect(decoded).toMatchObject({ value: { texts: { stuffing: '.', text: '.a.b' } } });
  expect(smtpClient.decode(utf8('.\r\n'), 'content')).toMatchObject({
    value: { form: 'endOfData' },
  });
});

test('a packet to port 25 is explained to the last word', () => {
  const bytes = stack(
    [
      [ipv4, { source: 1, destination: 2 }],
      [tcp, { sourcePort: 50_000, destinationPort: 25, psh: 1, ack: 1 }],
    ],
    utf8('MAIL FROM:<ada@game.example> SIZE=9\r\n'),
  );
  const { layers, spans, issues } = explain(bytes, ipv4);
  expect(layers.map(({ id }) => id)).toEqual(['ipv4', 'tcp', 'smtp']);
  expect(issues).toEqual([]);
  const words = leavesOf(spans).filter(({ path }) => path.startsWith('smtp'));
  expect(words.map(({ path, shown }) => [path, shown])).toEqual([
    ['smtp.lines.0.verb', 'MAIL'],
    ['smtp.lines.0.keywordSpace', ' '],
    ['smtp.lines.0.keyword', 'FROM:'],
    ['smtp.lines.0.path', '<ada@game.example>'],
    ['smtp.lines.0.parameters.0.space', ' '],
    ['smtp.lines.0.parameters.1.parameter', 'SIZE=9'],
    ['smtp.lines.0.lineEnd', '\\r\\n'],
  ]);
});
