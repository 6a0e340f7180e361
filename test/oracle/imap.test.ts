import { expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { imapClientProgram } from '../../shared/network/programs/imap-client.ts';
import { imapServerProgram } from '../../shared/network/programs/imap-server.ts';
import { converse } from '../shared/network/programs/pair.ts';
import { readByTshark } from './dialogue.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const MAIL = 'From: <bob@post.example>\r\nSubject: apples\r\n\r\nTwo, please.\r\n';
const server = imapServerProgram({
  port: 143,
  passwords: { ada: 'two words' },
  mails: { ada: [MAIL] },
});
const client = imapClientProgram({
  server: { address: 0x0a000001, port: 143 },
  user: 'ada',
  password: 'two words',
  number: 0,
});
const FIELDS = ['imap.request.command', 'imap.response.status'];

test.skipIf(skipsTshark)(`tshark reads the same commands and answers${TSHARK_REASON}`, () => {
  const { values, complaints } = readByTshark(converse(client, server).sent, FIELDS);
  expect(complaints).toBe('');
  const asked = ['CAPABILITY', 'LOGIN', 'SELECT', 'FETCH', 'NOOP', 'LOGOUT'];
  expect(values).toEqual(asked.flatMap(command => [command, 'OK']));
});

test.skipIf(skipsTshark)(`and sees another command${TSHARK_REASON}`, () => {
  const { sent } = converse(client, server);
  const changed = sent.map(piece =>
    piece.bytes.length === 9 ? { ...piece, bytes: utf8('a5 NOPE\r\n') } : piece,
  );
  expect(readByTshark(changed, FIELDS).values).not.toContain('NOOP');
});
