import { describe, expect, test } from 'vitest';
import { imapClientProgram } from '../../../../shared/network/programs/imap-client.ts';
import { imapServerProgram } from '../../../../shared/network/programs/imap-server.ts';
import { converse } from './pair.ts';
import { Typist } from './serve.ts';

const FIRST = 'From: <bob@post.example>\r\nSubject: apples\r\n and pears\r\n\r\nTwo, please.\r\n';
const SECOND = 'Subject: prices\r\n\r\n)"{3}\r\n* 9 EXISTS\r\na3 BAD no\r\n';
const server = imapServerProgram({
  port: 143,
  passwords: { ada: 'secret', bob: 'two "words"', '\xe9ve': 'caf\xe9' },
  mails: { ada: [FIRST, SECOND], '\xe9ve': [FIRST] },
});
const client = (user: string, password: string, number = 0) =>
  imapClientProgram({ server: { address: 0x0a000001, port: 143 }, user, password, number });

describe('a client reads a mail', () => {
  test.each([
    ['the newest', client('ada', 'secret'), true, SECOND],
    ['the first', client('ada', 'secret', 1), true, FIRST],
    ['by a name that needs literals', client('\xe9ve', 'caf\xe9'), true, FIRST],
    [
      'not with a wrong password',
      client('ada', 'x'),
      false,
      'NO [AUTHENTICATIONFAILED] Name or password is wrong',
    ],
    ['not from an empty mailbox', client('bob', 'two "words"'), false, 'closed'],
  ])('%s', (fact, program, met, result) => {
    for (const seed of [fact, `${fact} again`]) {
      expect(converse(program, server, seed).done).toEqual([{ by: 'client', met, result }]);
    }
  });
});

/** A typist who has logged in and opened INBOX. */
const inside = (open = 'SELECT') => {
  const typist = new Typist(server);
  typist.call();
  typist.type(`a LOGIN ada secret\r\nb ${open} inbox\r\n`);
  return typist;
};

test('the greeting and the answers of RFC 9051 §8', () => {
  const typist = new Typist(server);
  expect(typist.call()).toBe('* OK [CAPABILITY IMAP4rev1 LITERAL+ UNSELECT] Ready\r\n');
  expect(typist.type('a1 CAPABILITY\r\n')).toBe(
    '* CAPABILITY IMAP4rev1 LITERAL+ UNSELECT\r\na1 OK Told\r\n',
  );
  expect(typist.type('a2 login {3}\r\n')).toBe('+ Go on\r\n');
  expect(typist.type('ada {6+}\r\nsec')).toBe('');
  expect(typist.type('ret\r\n')).toBe('a2 OK Logged in\r\n');
  expect(typist.type('a3 select INBOX\r\n').split('\r\n')).toEqual([
    '* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)',
    '* 2 EXISTS',
    '* 0 RECENT',
    '* OK [UNSEEN 1] The first that was not read',
    '* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)] These stay',
    '* OK [UIDNEXT 3] The next identifier',
    '* OK [UIDVALIDITY 1] Identifiers are valid',
    'a3 OK [READ-WRITE] Opened',
    '',
  ]);
  expect(typist.type('a4 LOGOUT\r\n')).toBe('* BYE See you\r\na4 OK Logged out\r\nfinish');
});

describe('FETCH, RFC 9051 §6.4.5', () => {
  test.each([
    ['1 UID', '* 1 FETCH (UID 1)'],
    ['1:* (FLAGS UID)', '* 1 FETCH (FLAGS () UID 1)\r\n* 2 FETCH (FLAGS () UID 2)'],
    ['*:1 UID', '* 1 FETCH (UID 1)\r\n* 2 FETCH (UID 2)'],
    ['2 RFC822.SIZE', `* 2 FETCH (RFC822.SIZE ${SECOND.length})`],
    ['1 INTERNALDATE', '* 1 FETCH (INTERNALDATE "14-Nov-2023 22:13:20 +0000")'],
    ['2 BODY[]', `* 2 FETCH (BODY[] {${SECOND.length}}\r\n${SECOND} FLAGS (\\Seen))`],
    ['1 BODY.PEEK[TEXT]', '* 1 FETCH (BODY[TEXT] {14}\r\nTwo, please.\r\n)'],
    ['1 body.peek[text]<5.6>', '* 1 FETCH (BODY[TEXT]<5> {6}\r\nplease)'],
    ['2 BODY.PEEK[HEADER]', '* 2 FETCH (BODY[HEADER] {19}\r\nSubject: prices\r\n\r\n)'],
    [
      '1 BODY.PEEK[HEADER.FIELDS (subject date)]',
      '* 1 FETCH (BODY[HEADER.FIELDS (SUBJECT DATE)] {31}\r\nSubject: apples\r\n and pears\r\n\r\n)',
    ],
    [
      '1 BODY.PEEK[HEADER.FIELDS.NOT (SUBJECT)]',
      '* 1 FETCH (BODY[HEADER.FIELDS.NOT (SUBJECT)] {28}\r\nFrom: <bob@post.example>\r\n\r\n)',
    ],
    ['1 RFC822.HEADER', /^\* 1 FETCH \(RFC822\.HEADER \{57\}\r\nFrom/],
    ['2 RFC822', /^\* 2 FETCH \(RFC822 \{.* FLAGS \(\\Seen\)\)/s],
    ['1 FAST', /^\* 1 FETCH \(FLAGS \(\) INTERNALDATE ".*" RFC822\.SIZE 71\)/],
    ['7 UID', /^c OK/],
  ])('%s', (asked, told) => {
    const said = inside().type(`c FETCH ${asked}\r\n`);
    if (typeof told === 'string') expect(said).toBe(`${told}\r\nc OK Fetched\r\n`);
    else expect(said).toMatch(told);
  });

  test('a mailbox opened to read keeps its marks', () => {
    const typist = inside('EXAMINE');
    expect(typist.type('c FETCH 2 BODY[TEXT]\r\n')).not.toContain('Seen');
    expect(typist.type('d STORE 1 +FLAGS (\\Deleted)\r\n')).toMatch(/^d NO \[READ-ONLY\]/);
    expect(typist.type('e EXPUNGE\r\n')).toMatch(/^e NO/);
  });
});

test('marks are set and taken, and what is marked goes', () => {
  const typist = inside();
  typist.call(2);
  typist.type('a LOGIN ada secret\r\nb SELECT inbox\r\n', 2);
  expect(typist.type('c STORE 1 +FLAGS (\\seen \\Deleted)\r\n')).toBe(
    '* 1 FETCH (FLAGS (\\Seen \\Deleted))\r\nc OK Marked\r\n',
  );
  expect(typist.type('d UID STORE 2 FLAGS.SILENT \\Flagged\r\n')).toBe('d OK Marked\r\n');
  expect(typist.type('e UID SEARCH UNSEEN UNDELETED\r\n')).toBe('* SEARCH 2\r\ne OK Searched\r\n');
  expect(typist.type('f EXPUNGE\r\n')).toBe('* 1 EXPUNGE\r\nf OK Removed\r\n');
  expect(typist.type('g FETCH 1 (UID FLAGS)\r\n')).toMatch(/UID 2 FLAGS \(\\Flagged\)/);
  // The other client counts as before until it is told.
  expect(typist.type('c FETCH 2 UID\r\n', 2)).toMatch(/^\* 2 FETCH \(UID 2\)/);
  expect(typist.type('d NOOP\r\n', 2)).toBe('* 1 EXPUNGE\r\nd OK Nothing done\r\n');
  expect(typist.type('h CLOSE\r\ni FETCH 1 UID\r\n')).toBe('h OK Closed\r\ni BAD Not now\r\n');
});

describe('what is answered otherwise', () => {
  test.each([
    ['c HELLO', 'c BAD'],
    ['', '* BAD'],
    ['c NOOP now', 'c BAD'],
    ['c LOGIN ada secret', 'c BAD'],
    ['c CREATE x', 'c NO'],
    ['c STARTTLS', 'c NO'],
    ['c SELECT other', 'c NO [NONEXISTENT]'],
    ['c FETCH 1 ENVELOPE', 'c NO'],
    ['c FETCH 1 BODY[1.2]', 'c NO'],
    ['c FETCH 1 ()', 'c BAD'],
    ['c STORE 1 COLOURS red', 'c BAD'],
    ['c STORE 1 FLAGS red', 'c NO'],
    ['c SEARCH SMALLER 7', 'c NO'],
    ['c UID COPY 1 x', 'c NO'],
    ['c STATUS inbox (WEIGHT)', 'c BAD'],
    ['c STATUS inbox (messages UNSEEN)', '* STATUS INBOX (MESSAGES 2 UNSEEN 2)'],
    ['c LIST "" *', '* LIST () "/" INBOX'],
    ['c LIST "" ""', '* LIST (\\Noselect) "/" ""'],
    ['c LIST "" x', 'c OK'],
    ['c LOGIN x {70000}', '* BYE'],
  ])('%j: %s', (line, answer) => {
    expect(inside().type(`${line}\r\n`).slice(0, answer.length)).toBe(answer);
  });

  test('a line without an end', () => {
    expect(inside().type('x'.repeat(65_537))).toBe('* BYE The line is too long\r\nfinish');
  });
});
