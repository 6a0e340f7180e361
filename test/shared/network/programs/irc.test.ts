import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { ircClientProgram } from '../../../../shared/network/programs/irc-client.ts';
import { messageTo, sameIrcName } from '../../../../shared/network/programs/irc-hall.ts';
import { ircServerProgram } from '../../../../shared/network/programs/irc-server.ts';
import type { ProgramEffect } from '../../../../shared/network/programs/program.ts';
import { charactersOf } from '../../../../shared/protocols/text.ts';
import { Typist } from './serve.ts';
import { Town } from './town.ts';

const CONFIG = { serverName: 'irc.game.example', port: 6667 };
const SERVER = { address: 0x0a000001, port: 6667 };
const person = (nick: string, says: string, awaits: string | null) =>
  ircClientProgram({ server: SERVER, nick, channel: '#prices', says, awaits });

test('what one says in a channel the others hear, and not the one', () => {
  const town = new Town({
    [SERVER.address]: ircServerProgram(CONFIG),
    2: person('ada', 'roger', 'over'),
    3: person('bob', 'over', null),
  }).run();
  expect(town.done).toEqual([
    { address: 3, met: true, result: 'ada: roger' },
    { address: 2, met: true, result: 'bob: over' },
  ]);
});

test('a name that is taken gets a sign more', () => {
  const town = new Town({
    [SERVER.address]: ircServerProgram(CONFIG),
    2: person('ada', 'roger', 'over'),
    3: person('Ada', 'over', null),
  }).run();
  expect(town.done.at(-1)).toEqual({ address: 2, met: true, result: 'Ada_: over' });
});

const words = (effects: readonly ProgramEffect[]): string[] =>
  effects.map(effect => {
    if (effect.type !== 'send') return effect.type;
    const text = charactersOf(effect.bytes, 0, effect.bytes.length).trimEnd();
    return `${effect.connection} ${text}`;
  });

const hall = () => {
  const typist = new Typist(ircServerProgram(CONFIG));
  for (const [connection, nick] of [
    [1, 'ada'],
    [2, 'bob'],
  ] as const) {
    typist.call(connection);
    typist.type(`NICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\n`, connection);
  }
  return typist;
};

test('a welcome has numerics 001 to 004, RFC 2812 §5.1', () => {
  const typist = new Typist(ircServerProgram(CONFIG));
  typist.call();
  expect(typist.type('NICK ada\r\n')).toBe('');
  const lines = typist.type('USER a 0 * :Ada L\r\n').trimEnd().split('\r\n');
  expect(lines.map(line => line.split(' ').slice(0, 3))).toEqual(
    ['001', '002', '003', '004', '422'].map(code => [':irc.game.example', code, 'ada']),
  );
});

test('topic, names, part and quit are told to the channel', () => {
  const typist = hall();
  typist.type('JOIN #prices\r\nTOPIC #prices :apples and pears\r\n', 1);
  const heard = (typed: string, connection: number) =>
    words(typist.tell({ type: 'received', connection, bytes: new TextEncoder().encode(typed) }));
  expect(heard('JOIN #PRICES\r\n', 2)).toEqual([
    '1 :bob!bob@192.0.2.7 JOIN #prices',
    '2 :bob!bob@192.0.2.7 JOIN #prices',
    '2 :irc.game.example 332 bob #prices :apples and pears',
    '2 :irc.game.example 353 bob = #prices :@ada bob',
    '2 :irc.game.example 366 bob #prices :End of NAMES list',
  ]);
  expect(heard('NICK bo\r\n', 2)).toEqual([
    '2 :bob!bob@192.0.2.7 NICK bo',
    '1 :bob!bob@192.0.2.7 NICK bo',
  ]);
  expect(heard('PRIVMSG #prices :two apples\r\n', 2)).toEqual([
    '1 :bo!bob@192.0.2.7 PRIVMSG #prices :two apples',
  ]);
  expect(heard('PART #prices :bye\r\n', 1)).toHaveLength(2);
  expect(heard('JOIN #prices\r\n', 1)[0]).toMatch(/^2 .* JOIN #prices$/);
  expect(heard('QUIT :gone\r\n', 2)).toEqual([
    '1 :bo!bob@192.0.2.7 QUIT gone',
    '2 ERROR :Closing link: bo',
    'finish',
  ]);
});

describe('replies, RFC 2812 §5.2', () => {
  test.each<[string, string, string]>([
    ['no such command', 'HELLO', '421'],
    ['a line that is no message', '!?', '421'],
    ['no nickname', 'NICK', '431'],
    ['a name that is none', 'NICK 1a', '432'],
    ['a name that is taken', 'NICK BOB', '433'],
    ['a second registration', 'USER a b c d', '462'],
    ['too few words', 'JOIN', '461'],
    ['a channel without its sign', 'JOIN prices', '403'],
    ['out of a channel that is not there', 'PART #x', '403'],
    ['to a channel that is not there', 'PRIVMSG #x :hi', '401'],
    ['to nobody', 'PRIVMSG', '411'],
    ['nothing', 'PRIVMSG bob', '412'],
    ['a topic elsewhere', 'TOPIC #x', '442'],
    ['a ping without a word', 'PING', '409'],
    ['a line that is too long', 'x'.repeat(511), '417'],
  ])('%s', (_fact, line, code) => {
    expect(hall().type(`${line}\r\n`)).toMatch(new RegExp(`^:irc.game.example ${code} ada `));
  });

  test.each<[string, string, string]>([
    ['an empty line', '', ''],
    ['a ping', 'PING x', ':irc.game.example PONG irc.game.example x\r\n'],
    ['a notice to nobody', 'NOTICE nobody :x', ''],
  ])('%s', (_fact, line, reply) => expect(hall().type(`${line}\r\n`)).toBe(reply));

  test('before both names are told', () => {
    const typist = new Typist(ircServerProgram(CONFIG));
    typist.call();
    expect(typist.type('JOIN #a\r\n')).toMatch(/ 451 \* /);
    expect(typist.type('x'.repeat(513))).toMatch(/^ERROR .*finish$/s);
    expect(typist.state.common.users).toEqual([]);
  });
});

describe('a client', () => {
  const connected = () => {
    const typist = new Typist(person('ada', 'hi', null));
    typist.call(-1);
    return typist;
  };

  test.each([
    ['a name that is none', ':s 432 * 1ada :Erroneous nickname', 'Erroneous nickname'],
    ['no name at all', ':s 431 * :No nickname given', 'No nickname given'],
    ['a password', ':s 464 * :Password incorrect', 'Password incorrect'],
    ['a ban', ':s 465 * :You are banned', 'You are banned'],
  ])('gives up and says why: %s', (_fact, line, result) => {
    const bytes = utf8(`${line}\r\n`);
    const effects = connected().tell({ type: 'received', connection: -1, bytes });
    expect(effects.slice(1)).toEqual([
      { type: 'done', met: false, result },
      { type: 'finish', connection: -1 },
    ]);
  });

  test('tries other names while one is taken, but not for ever', () => {
    const typist = connected();
    const line = ':s 433 * ada :Nickname is already in use\r\n';
    expect(typist.type(line, -1)).toBe('NICK ada_\r\n');
    let said = '';
    for (let times = 0; times < 30; times++) said += typist.type(line, -1);
    expect(said).toMatch(/QUIT :over and out\r\nfinish$/);
    expect(said.match(/NICK/g)).toHaveLength(16);
  });

  test('gives up where it is not let into the channel', () => {
    const typist = connected();
    typist.type(':s 001 ada :Welcome\r\n', -1);
    const bytes = utf8(':s 474 ada #prices :Cannot join channel (+b)\r\n');
    const effects = typist.tell({ type: 'received', connection: -1, bytes });
    expect(effects[1]).toEqual({
      type: 'done',
      met: false,
      result: 'Cannot join channel (+b)',
    });
  });
});

test('a message is cut where a line ends', () => {
  const long = messageTo(1, 'a', 'PRIVMSG', '#x', 'y'.repeat(600));
  expect(long.type === 'send' ? long.bytes.length : 0).toBe(512);
  expect(words([long])[0]).toMatch(/^1 :a PRIVMSG #x y+$/);
});

test.each([
  ['Ada', 'aDA', true],
  ['a[b]', 'A{B}', true],
  ['a', 'b', false],
])('%s and %s: the same name is %s', (a, b, same) => expect(sameIrcName(a, b)).toBe(same));
