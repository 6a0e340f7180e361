import { ownValue } from '../../base/own-value.ts';
import { irc, parametersIn, parameterText } from '../../protocols/irc.ts';
import { type Heard, type LineState, lineProgram } from './line-program.ts';
import type { Peer, Program, ProgramEffect } from './program.ts';

/** What a user of an IRC client wants: to say something in a channel, and to hear something there. */
export interface IrcClientSpec {
  readonly server: Peer;
  readonly nick: string;
  readonly channel: string;
  readonly says: string;
  /** It leaves when somebody has said this; right after its own words where null. */
  readonly awaits: string | null;
}

interface IrcChat {
  readonly phase: 'greeting' | 'joining' | 'chatting' | 'leaving';
  readonly nick: string;
  readonly heard: readonly string[];
}

const CONNECTION = -1;
const MOST_HEARD = 1000;
/** Taken, or held by two at once: another one may be free, RFC 2812 §5.2. */
const TAKEN = ['433', '436'] as const;
/** Why the server does not let this user in, or not into the channel, RFC 2812 §5.2. */
const REFUSALS = [
  ...['403', '405', '431', '432', '437', '461', '463', '464', '465'],
  ...['471', '473', '474', '475', '476', '484'],
];
const LONGEST_NICK = 20;

const send = (command: string, ...words: readonly string[]): ProgramEffect => ({
  type: 'send',
  connection: CONNECTION,
  bytes: irc.encode('message', { command, parameters: parameterText(words), prefix: '' }),
});

const stay = (chat: IrcChat, ...effects: readonly ProgramEffect[]): Heard<boolean, IrcChat> => ({
  common: true,
  session: chat,
  effects,
});

const told = (met: boolean, result: string): ProgramEffect => ({ type: 'done', met, result });

const leaveChat = (chat: IrcChat, ...before: readonly ProgramEffect[]): Heard<boolean, IrcChat> =>
  stay({ ...chat, phase: 'leaving' }, ...before, send('QUIT', 'over and out'));

const giveUp = (why: string): Heard<boolean, IrcChat> => ({
  common: true,
  session: null,
  effects: [send('QUIT', 'over and out'), told(false, why)],
});

type Hears = (
  spec: IrcClientSpec,
  chat: IrcChat,
  words: readonly string[],
  from: string,
) => Heard<boolean, IrcChat>;

const spoken: Hears = ({ awaits, channel }, chat, [target = '', text = ''], from) => {
  if (target.toLowerCase() !== channel.toLowerCase()) return stay(chat);
  const heard = [...chat.heard, `${from}: ${text}`].slice(-MOST_HEARD);
  return text === awaits ? leaveChat({ ...chat, heard }) : stay({ ...chat, heard });
};

const otherNick: Hears = (_spec, chat, words) => {
  const nick = `${chat.nick}_`;
  if (chat.phase !== 'greeting') return stay(chat);
  if (nick.length > LONGEST_NICK) return giveUp(words.at(-1) ?? '');
  return stay({ ...chat, nick }, send('NICK', nick));
};

const refused: Hears = (_spec, chat, words) =>
  chat.phase === 'greeting' || chat.phase === 'joining' ? giveUp(words.at(-1) ?? '') : stay(chat);

/** What the client does on each message, RFC 2812 §3 and §5. */
const ON: Readonly<Record<string, Hears>> = {
  '001': ({ channel }, chat) => stay({ ...chat, phase: 'joining' }, send('JOIN', channel)),
  ...Object.fromEntries(TAKEN.map(code => [code, otherNick])),
  ...Object.fromEntries(REFUSALS.map(code => [code, refused])),
  // End of the names: now everybody there sees what is said.
  '366': ({ channel, says, awaits }, chat) => {
    if (chat.phase !== 'joining') return stay(chat);
    const now: IrcChat = { ...chat, phase: 'chatting' };
    const words = send('PRIVMSG', channel, says);
    return awaits === null ? leaveChat(now, words) : stay(now, words);
  },
  PING: (_spec, chat, words) => stay(chat, send('PONG', ...words)),
  PRIVMSG: spoken,
};

const nickIn = (prefix: string): string => /^:([^! ]*)/.exec(prefix)?.[1] ?? '';

const over = ({ phase, heard }: IrcChat): Heard<boolean, IrcChat> => ({
  common: true,
  session: null,
  effects: [told(phase === 'leaving', heard.join('\n'))],
});

/** An IRC client that says one thing in a channel, RFC 2812. Its result is what others said there, a line each. */
export const ircClientProgram = (spec: IrcClientSpec): Program<LineState<boolean, IrcChat>> =>
  lineProgram<boolean, IrcChat>({
    reads: () => ({ codec: irc, mode: 'ready' }),
    begin: () => ({
      common: false,
      effects: [{ type: 'connect', connection: CONNECTION, peer: spec.server }],
    }),
    opened: () => {
      const { nick } = spec;
      const names = [send('NICK', nick), send('USER', nick, '0', '*', nick)];
      return stay({ phase: 'greeting', nick, heard: [] }, ...names);
    },
    heard: ({ session }, line) => {
      if (!line.ok) return stay(session);
      const { command = '', parameters = '', prefix = '' } = line.value.texts;
      const name = command.toUpperCase();
      const hears = ownValue(ON, name);
      if (hears === undefined) return stay(session);
      return hears(spec, session, parametersIn(parameters), nickIn(prefix));
    },
    overflowed: ({ session }) => over({ ...session, phase: 'greeting' }),
    ended: ({ session }) => over(session),
    elsewhere: (isThere, event) => ({
      common: isThere,
      effects: event.type === 'broken' && !isThere ? [told(false, event.why)] : [],
    }),
  });
