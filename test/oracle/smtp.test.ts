import { expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { smtpClientProgram } from '../../shared/network/programs/smtp-client.ts';
import { smtpServerProgram } from '../../shared/network/programs/smtp-server.ts';
import { converse } from '../shared/network/programs/pair.ts';
import { readByTshark } from './dialogue.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const server = smtpServerProgram({
  hostName: 'mx.post.example',
  port: 25,
  mailboxes: ['bob@post.example'],
  relays: false,
  offersTls: true,
  maximumMailBytes: 10_000,
});
const client = smtpClientProgram({
  server: { address: 0x0a000001, port: 25 },
  hostName: 'client.game.example',
  mail: {
    from: 'ada@game.example',
    to: ['bob@post.example', 'no@post.example'],
    lines: ['From: <ada@game.example>', 'Subject: prices', '', '.dots', 'bye'],
  },
});
const FIELDS = ['smtp.req.command', 'smtp.response.code'];

test.skipIf(skipsTshark)(`tshark reads the same commands and codes${TSHARK_REASON}`, () => {
  const { sent } = converse(client, server);
  const { values, complaints } = readByTshark(sent, FIELDS);
  expect(complaints).toBe('');
  expect(values).toEqual([
    ...['220', 'EHLO', '250', 'MAIL', '250', 'RCPT', '250', 'RCPT'],
    ...['550', 'DATA', '354', '250', 'QUIT', '221'],
  ]);
});

test.skipIf(skipsTshark)(`and sees when a word is another${TSHARK_REASON}`, () => {
  const { sent } = converse(client, server);
  const changed = sent.map(piece =>
    piece.bytes[0] === 0x51 ? { ...piece, bytes: utf8('QUIZ\r\n') } : piece,
  );
  expect(readByTshark(changed, FIELDS).values).not.toContain('QUIT');
});
