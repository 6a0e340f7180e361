import {
  channelNamed,
  type Hall,
  type IrcUser,
  isRegistered,
  joined,
  maskOf,
  messageTo,
  neighboursOf,
  parted,
  userAt,
  userNamed,
  without,
  withTopic,
  withUser,
} from './irc-hall.ts';
import { both, type HallTurn, type IrcAsked, needsMore, reply, toAll } from './irc-replies.ts';

type Command = (asked: IrcAsked) => HallTurn;

const NICK = /^[A-Za-z[\]\\`_^{|}][A-Za-z0-9[\]\\`_^{|}-]{0,29}$/;
const CHANNEL = /^[#&][!-+\--9;-~\x80-\xff]{1,49}$/;

/** Numerics 001 to 004 welcome whoever has told both names, RFC 2812 §5.1. */
const welcomeIfNew = (before: IrcUser, asked: IrcAsked): HallTurn => {
  const { hall, me, serverName } = asked;
  if (isRegistered(before) || !isRegistered(me)) return { hall, effects: [] };
  const lines: readonly (readonly string[])[] = [
    ['001', `Welcome to the chat, ${maskOf(me)}`],
    ['002', `Your host is ${serverName}`],
    ['003', 'This server was made for a game'],
    ['004', serverName, '1', 'o', 'nt'],
    ['422', 'There is no message of the day'],
  ];
  const effects = lines.flatMap(([code = '', ...words]) => reply(asked, code, ...words).effects);
  return { hall, effects };
};

const nick: Command = asked => {
  const { hall, me, words } = asked;
  const [wanted = ''] = words;
  if (wanted === '') return reply(asked, '431', 'No nickname given');
  if (!NICK.test(wanted)) return reply(asked, '432', wanted, 'That is no nickname');
  const owner = userNamed(hall, wanted);
  if (owner !== undefined && owner.connection !== me.connection) {
    return reply(asked, '433', wanted, 'Nickname is already in use');
  }
  const renamed = { ...me, nick: wanted };
  const told = [me.connection, ...neighboursOf(hall, me.connection)];
  const effects = isRegistered(me) ? toAll(told, me, 'NICK', wanted) : [];
  const next = withUser(hall, renamed);
  return both({ hall: next, effects }, now =>
    welcomeIfNew(me, { ...asked, hall: now, me: renamed }),
  );
};

const user: Command = asked => {
  const { hall, me, words } = asked;
  if (me.user !== '') return reply(asked, '462', 'You may not register twice');
  if (words.length < 4) return needsMore(asked, 'USER');
  const name = (words[0] ?? '').replace(/[^A-Za-z0-9._-]/g, '').slice(0, 10) || 'user';
  const named = { ...me, user: name };
  return welcomeIfNew(me, { ...asked, hall: withUser(hall, named), me: named });
};

const namesIn = (asked: IrcAsked, name: string): HallTurn => {
  const channel = channelNamed(asked.hall, name);
  const nicks = (channel?.members ?? []).map((member, index) => {
    const own = userAt(asked.hall, member)?.nick ?? '';
    return index === 0 ? `@${own}` : own;
  });
  const list = reply(asked, '353', '=', name, nicks.join(' '));
  const end = reply(asked, '366', name, 'End of NAMES list');
  return channel === undefined ? end : both(list, () => end);
};

const joinOne = (asked: IrcAsked, name: string): HallTurn => {
  const { hall, me } = asked;
  if (!CHANNEL.test(name)) return reply(asked, '403', name, 'No such channel');
  if (channelNamed(hall, name)?.members.includes(me.connection)) return { hall, effects: [] };
  const next = joined(hall, name, me.connection);
  const channel = next === null ? undefined : channelNamed(next, name);
  if (next === null || channel === undefined) return reply(asked, '405', name, 'Too many channels');
  const now = { ...asked, hall: next };
  const effects = toAll(channel.members, me, 'JOIN', channel.name);
  const topic = channel.topic === '' ? [] : reply(now, '332', channel.name, channel.topic).effects;
  return both({ hall: next, effects: [...effects, ...topic] }, () => namesIn(now, channel.name));
};

const eachName = (asked: IrcAsked, one: (asked: IrcAsked, name: string) => HallTurn): HallTurn => {
  const names = (asked.words[0] ?? '').split(',').slice(0, 20);
  return names.reduce<HallTurn>((turn, name) => both(turn, hall => one({ ...asked, hall }, name)), {
    hall: asked.hall,
    effects: [],
  });
};

const join: Command = asked =>
  asked.words.length === 0 ? needsMore(asked, 'JOIN') : eachName(asked, joinOne);

const partOne = (asked: IrcAsked, name: string): HallTurn => {
  const { hall, me, words } = asked;
  const channel = channelNamed(hall, name);
  if (channel === undefined) return reply(asked, '403', name, 'No such channel');
  if (!channel.members.includes(me.connection)) {
    return reply(asked, '442', name, "You're not on that channel");
  }
  const effects = toAll(channel.members, me, 'PART', channel.name, words[1] ?? me.nick);
  return { hall: parted(hall, name, me.connection), effects };
};

const say =
  (command: 'PRIVMSG' | 'NOTICE'): Command =>
  asked => {
    const { hall, me, words } = asked;
    const [target = '', text = ''] = words;
    // No answer ever comes on a notice, so that two machines cannot talk for ever: RFC 2812 §3.3.2.
    const refuse = (code: string, ...why: readonly string[]): HallTurn =>
      command === 'NOTICE' ? { hall, effects: [] } : reply(asked, code, ...why);
    if (target === '') return refuse('411', 'No recipient given (PRIVMSG)');
    if (text === '') return refuse('412', 'No text to send');
    const channel = channelNamed(hall, target);
    if (channel !== undefined) {
      const others = channel.members.filter(member => member !== me.connection);
      if (others.length === channel.members.length) {
        return refuse('404', target, 'Cannot send to channel');
      }
      return { hall, effects: toAll(others, me, command, channel.name, text) };
    }
    const person = userNamed(hall, target);
    if (person === undefined) return refuse('401', target, 'No such nick/channel');
    return { hall, effects: toAll([person.connection], me, command, person.nick, text) };
  };

const topic: Command = asked => {
  const { hall, me, words } = asked;
  const [name = '', text] = words;
  const channel = channelNamed(hall, name);
  if (name === '') return needsMore(asked, 'TOPIC');
  if (!channel?.members.includes(me.connection)) {
    return reply(asked, '442', name, "You're not on that channel");
  }
  if (text !== undefined) {
    const effects = toAll(channel.members, me, 'TOPIC', channel.name, text);
    return { hall: withTopic(hall, name, text), effects };
  }
  return channel.topic === ''
    ? reply(asked, '331', channel.name, 'No topic is set')
    : reply(asked, '332', channel.name, channel.topic);
};

const ping: Command = asked => {
  const { hall, me, serverName, words } = asked;
  const [token] = words;
  if (token === undefined) return reply(asked, '409', 'No origin specified');
  return { hall, effects: [messageTo(me.connection, serverName, 'PONG', serverName, token)] };
};

/** Takes a user out and tells everybody who shares a channel, RFC 2812 §3.1.7. */
export const leave = (hall: Hall, me: IrcUser, why: string): HallTurn => ({
  hall: without(hall, me.connection),
  effects: isRegistered(me) ? toAll(neighboursOf(hall, me.connection), me, 'QUIT', why) : [],
});

const quit: Command = ({ hall, me, words }) => {
  const gone = leave(hall, me, words[0] ?? 'Client quit');
  const last = messageTo(me.connection, '', 'ERROR', `Closing link: ${me.nick}`);
  return { ...gone, effects: [...gone.effects, last], isOver: true };
};

const nothing: Command = ({ hall }) => ({ hall, effects: [] });

/** What may be said before both names are told. */
const EARLY: Readonly<Record<string, Command>> = {
  NICK: nick,
  USER: user,
  PASS: nothing,
  CAP: asked => (asked.words[0] === 'LS' ? capabilities(asked) : { hall: asked.hall, effects: [] }),
  PING: ping,
  PONG: nothing,
  QUIT: quit,
};

/** There are none, but newer clients ask before anything else. */
const capabilities: Command = ({ hall, me, serverName }) => ({
  hall,
  effects: [messageTo(me.connection, serverName, 'CAP', '*', 'LS', '')],
});

const COMMANDS: Readonly<Record<string, Command>> = {
  ...EARLY,
  JOIN: join,
  PART: asked => (asked.words.length === 0 ? needsMore(asked, 'PART') : eachName(asked, partOne)),
  PRIVMSG: say('PRIVMSG'),
  NOTICE: say('NOTICE'),
  TOPIC: topic,
  NAMES: asked => namesIn(asked, asked.words[0] ?? '*'),
  WHO: asked => reply(asked, '315', asked.words[0] ?? '*', 'End of WHO list'),
  MODE: asked =>
    (asked.words[0] ?? '').startsWith('#')
      ? reply(asked, '324', asked.words[0] ?? '', '+nt')
      : reply(asked, '221', '+'),
  MOTD: asked => reply(asked, '422', 'There is no message of the day'),
};

/** Does what a user says, RFC 2812 §3. */
export const obey = (asked: IrcAsked, given: string): HallTurn => {
  const command = given.toUpperCase();
  const known = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (known === undefined) return reply(asked, '421', given, 'Unknown command');
  if (!isRegistered(asked.me) && !Object.hasOwn(EARLY, command)) {
    return reply(asked, '451', 'You have not registered');
  }
  return known(asked);
};
