import { expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { ircClientProgram } from '../../shared/network/programs/irc-client.ts';
import { ircServerProgram } from '../../shared/network/programs/irc-server.ts';
import { converse } from '../shared/network/programs/pair.ts';
import { readByTshark } from './dialogue.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const server = ircServerProgram({ serverName: 'irc.game.example', port: 6667 });
const client = ircClientProgram({
  server: { address: 0x0a000001, port: 6667 },
  nick: 'ada',
  channel: '#prices',
  says: 'two apples, please',
  awaits: null,
});
const FIELDS = ['irc.request.command', 'irc.request.trailer', 'irc.response.num_command'];

test.skipIf(skipsTshark)(`tshark reads the same commands and numerics${TSHARK_REASON}`, () => {
  const { values, complaints } = readByTshark(converse(client, server).sent, FIELDS);
  expect(complaints).toBe('');
  expect(values).toEqual([
    ...['NICK', 'USER', '1', '2', '3', '4', '422', 'JOIN', '353', '366', 'PRIVMSG'],
    ...['two apples, please', 'QUIT', 'over and out'],
  ]);
});

test.skipIf(skipsTshark)(`and sees another command${TSHARK_REASON}`, () => {
  const { sent } = converse(client, server);
  const changed = sent.map((piece, index) =>
    index === 0 ? { ...piece, bytes: utf8('NAME ada\r\n') } : piece,
  );
  expect(readByTshark(changed, FIELDS).values[0]).toBe('NAME');
});
