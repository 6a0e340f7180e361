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
const NICK_IN_USE = '433';

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

/** What the client does on each message, RFC 2812 §3 and §5. */
const ON: Readonly<Record<string, Hears>> = {
  '001': ({ channel }, chat) => stay({ ...chat, phase: 'joining' }, send('JOIN', channel)),
  [NICK_IN_USE]: (_spec, chat) => {
    const nick = `${chat.nick}_`;
    if (nick.length > 20) return leaveChat(chat);
    return stay({ ...chat, nick }, send('NICK', nick));
  },
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
      const hears = Object.hasOwn(ON, name) ? ON[name] : undefined;
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
