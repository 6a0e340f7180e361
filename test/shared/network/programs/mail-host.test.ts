import { expect, test } from 'vitest';
import { mailHostProgram } from '../../../../shared/network/programs/mail-host.ts';
import { Typist } from './serve.ts';

const [SMTP, IMAP] = [25, 143];
const host = () =>
  new Typist(
    mailHostProgram({
      smtp: {
        hostName: 'mx.post.example',
        port: SMTP,
        relays: false,
        offersTls: false,
        maximumMailBytes: 1000,
      },
      imap: { port: IMAP, passwords: { bob: 'two words', eve: 'x' } },
      users: { 'bob@post.example': 'bob', 'sales@post.example': 'bob', 'eve@post.example': 'eve' },
    }),
  );

const call = (typist: ReturnType<typeof host>, connection: number, localPort: number) =>
  typist.tell({
    type: 'connected',
    connection,
    peer: { address: 1, port: 50_000 + connection },
    localPort,
  });

const send = (typist: ReturnType<typeof host>, connection: number, to: string): string => {
  call(typist, connection, SMTP);
  const lines = ['EHLO a.example', 'MAIL FROM:<ada@game.example>', `RCPT TO:<${to}>`, 'DATA'];
  return typist.type([...lines, 'Subject: hi', '', 'hello', '.', ''].join('\r\n'), connection);
};

const ready = (user: string, password: string) => {
  const typist = host();
  call(typist, 2, IMAP);
  expect(typist.type(`a LOGIN ${user} "${password}"\r\n`, 2)).toContain('a OK');
  return typist;
};

test('a mail that came by SMTP is read by IMAP, by whoever has it open already too', () => {
  const typist = ready('bob', 'two words');
  expect(typist.type('b SELECT INBOX\r\n', 2)).toContain('* 0 EXISTS');
  expect(send(typist, 1, 'Sales@post.example')).toContain('250 OK');
  expect(typist.type('c NOOP\r\n', 2)).toContain('* 1 EXISTS');
  expect(typist.type('d FETCH 1 BODY[TEXT]\r\n', 2)).toContain('hello\r\n');
  expect(typist.state.smtp.common.stored).toEqual([]);
});

test('it lies in the mailbox of nobody else', () => {
  const typist = ready('eve', 'x');
  send(typist, 1, 'bob@post.example');
  expect(typist.type('b SELECT INBOX\r\n', 2)).toContain('* 0 EXISTS');
});

test('an address that belongs to nobody is refused', () => {
  expect(send(host(), 1, 'no@post.example')).toContain('550 No such mailbox here');
});

test('a mailbox does not grow without end', () => {
  const typist = ready('bob', 'two words');
  for (let count = 0; count < 1005; count++) send(typist, 10 + count, 'bob@post.example');
  expect(typist.type('b SELECT INBOX\r\n', 2)).toContain('* 1000 EXISTS');
});
