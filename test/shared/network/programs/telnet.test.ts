import { describe, expect, test } from 'vitest';
import { telnetClientProgram } from '../../../../shared/network/programs/telnet-client.ts';
import { ask, NO_OPTIONS, negotiate } from '../../../../shared/network/programs/telnet-options.ts';
import { telnetServerProgram } from '../../../../shared/network/programs/telnet-server.ts';
import { converse } from './pair.ts';
import { Typist } from './serve.ts';

const CONFIG = {
  port: 23,
  hostName: 'box.game.example',
  users: { ada: 'secret' },
  files: { 'prices.txt': 'apple 3\npear 4' },
};
const PROMPT = 'ada@box.game.example$ ';

const session = (...lines: readonly string[]) =>
  telnetClientProgram({
    server: { address: 0x0a000001, port: 23 },
    terminal: 'VT100',
    width: 80,
    height: 24,
    types: [
      { awaits: 'login: ', line: 'ada' },
      { awaits: 'Password: ', line: 'secret' },
      ...lines.map(line => ({ awaits: PROMPT, line })),
    ],
  });

test.each(['one', 'two', 'three'])('a login and a walk through the shell (%s)', seed => {
  const client = session('stty', 'cat prices.txt', 'nonsense', 'exit');
  const { done } = converse(client, telnetServerProgram(CONFIG), seed);
  expect(done).toMatchObject([{ by: 'client', met: true }]);
  expect(done[0]?.result).toBe(
    [
      'box.game.example',
      'login: ada',
      'Password: ',
      '',
      `${PROMPT}stty`,
      'terminal VT100; rows 24; columns 80;',
      `${PROMPT}cat prices.txt`,
      'apple 3',
      'pear 4',
      `${PROMPT}nonsense`,
      'nonsense: not found',
      `${PROMPT}exit`,
      '',
    ].join('\r\n'),
  );
});

test('three wrong passwords end it', () => {
  const wrong = [
    { awaits: 'login: ', line: 'ada' },
    { awaits: 'Password: ', line: 'guess' },
  ];
  const client = telnetClientProgram({
    server: { address: 0x0a000001, port: 23 },
    terminal: 'X',
    width: 1,
    height: 1,
    types: [...wrong, ...wrong, ...wrong],
  });
  const { done } = converse(client, telnetServerProgram(CONFIG));
  expect(done[0]?.result.match(/Login incorrect/g)).toHaveLength(3);
});

describe('options, RFC 854 and RFC 1143', () => {
  const willing = { ours: [1], theirs: [31] };
  test.each([
    ['DO what we can', 253, 1, [[251, 1]]],
    ['DO what we cannot', 253, 5, [[252, 5]]],
    ['WILL what we like', 251, 31, [[253, 31]]],
    ['WILL what we do not like', 251, 5, [[254, 5]]],
    ['DONT what is off', 254, 1, []],
    ['WONT what is off', 252, 31, []],
  ] as const)('%s', (_fact, verb, option, answer) => {
    const { says } = negotiate(NO_OPTIONS, willing, { kind: 'negotiation', verb, option });
    expect(says).toEqual(answer.map(([v, o]) => ({ kind: 'negotiation', verb: v, option: o })));
  });

  test('what was asked for is not answered again, and what is on neither', () => {
    const asked = ask({ ours: [1], theirs: [] });
    const yes = { kind: 'negotiation', verb: 253, option: 1 } as const;
    const on = negotiate(asked.options, willing, yes);
    expect([on.options.ours, on.says]).toEqual([[1], []]);
    expect(negotiate(on.options, willing, yes).says).toEqual([]);
    const off = negotiate(on.options, willing, { ...yes, verb: 254 });
    expect([off.options.ours, off.says]).toEqual([
      [],
      [{ kind: 'negotiation', verb: 252, option: 1 }],
    ]);
  });
});

describe('a typist', () => {
  const typing = () => {
    const typist = new Typist(telnetServerProgram(CONFIG));
    typist.call();
    return typist;
  };
  const DO_ECHO = Uint8Array.of(255, 253, 1);

  test('sees what is typed only when the server echoes, and never the password', () => {
    const typist = typing();
    expect(typist.type('ada\r\n')).toBe('Password: ');
    typist.type(DO_ECHO);
    expect(typist.type('secret')).toBe('');
    expect(typist.type('\r\0')).toBe(`\r\n\r\n${PROMPT}`);
    expect(typist.type('ecjo')).toBe('ecjo');
    expect(typist.type('\x7f\b')).toBe('\b \b\b \b');
    expect(typist.type('ho x\r\n')).toBe(`ho x\r\nx\r\n${PROMPT}`);
  });

  test('asks whether anybody is there', () => {
    expect(typing().type(Uint8Array.of(255, 246))).toBe('\r\n[Yes]\r\n');
  });

  test('cannot fill the memory', () => {
    const typist = typing();
    expect(typist.type('x'.repeat(300))).toBe('\x07'.repeat(44));
    expect(typist.type(Uint8Array.of(255, 250, 24))).toBe('');
    expect(typist.type('y'.repeat(2000))).toBe('finish');
    expect(typist.state.size).toBe(0);
  });
});
