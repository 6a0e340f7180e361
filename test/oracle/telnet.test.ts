import { expect, test } from 'vitest';
import { telnetClientProgram } from '../../shared/network/programs/telnet-client.ts';
import { telnetServerProgram } from '../../shared/network/programs/telnet-server.ts';
import { decodeTelnet } from '../../shared/protocols/telnet.ts';
import { converse } from '../shared/network/programs/pair.ts';
import { readByTshark } from './dialogue.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const PROMPT = 'ada@box.game.example$ ';
const server = telnetServerProgram({
  port: 23,
  hostName: 'box.game.example',
  users: { ada: 'secret' },
  files: {},
});
const client = telnetClientProgram({
  server: { address: 0x0a000001, port: 23 },
  terminal: 'VT100',

  width: 80,
  height: 24,
  types: [
    { awaits: 'login: ', line: 'ada' },
    { awaits: 'Password: ', line: 'secret' },
    { awaits: PROMPT, line: 'exit' },
  ],
});

const commandsOf = (pieces: readonly { readonly bytes: Uint8Array }[]): readonly string[] =>
  pieces.flatMap(({ bytes }) =>
    decodeTelnet(bytes).items.flatMap(item => {
      if (item.kind === 'negotiation') return [String(item.verb)];
      return item.kind === 'subnegotiation' ? ['250', '240'] : [];
    }),
  );

test.skipIf(skipsTshark)(`tshark reads the same commands and sizes${TSHARK_REASON}`, () => {
  const { sent } = converse(client, server);
  const { values, complaints } = readByTshark(sent, ['telnet.cmd']);
  expect(complaints).toBe('');
  expect(values).toEqual(commandsOf(sent));
  const sizes = readByTshark(sent, ['telnet.naws_subopt.width', 'telnet.naws_subopt.height']);
  expect(sizes.values).toEqual(['80', '24']);
  const names = readByTshark(sent, ['telnet.string_subopt.value']);
  expect(names.values).toEqual(['VT100']);
});

test.skipIf(skipsTshark)(`and sees another command${TSHARK_REASON}`, () => {
  const { sent } = converse(client, server);
  const changed = sent.map((piece, index) =>
    index === 0 ? { ...piece, bytes: piece.bytes.with(1, 252) } : piece,
  );
  expect(readByTshark(changed, ['telnet.cmd']).values).not.toEqual(commandsOf(sent));
});
