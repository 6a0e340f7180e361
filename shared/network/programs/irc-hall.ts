import { irc, parameterText } from '../../protocols/irc.ts';
import { bytesOfCharacters } from '../../protocols/text.ts';
import type { ProgramEffect } from './program.ts';

/** Somebody who is connected; the nickname is '' until it is told, as is the user name. */
export interface IrcUser {
  readonly connection: number;
  readonly nick: string;
  readonly user: string;
  readonly host: string;
}

/** A channel and who is in it, by connection; the first one made it. */
interface Channel {
  readonly name: string;
  readonly topic: string;
  readonly members: readonly number[];
}

/** Everybody and every channel, RFC 1459 §1. */
export interface Hall {
  readonly users: readonly IrcUser[];
  readonly channels: readonly Channel[];
}

const LONGEST_LINE = 512;
const MOST_CHANNELS = 1000;

/** Names compare without case; the four Scandinavian letters have theirs too, RFC 2812 §2.2. */
const folded = (name: string): string =>
  name.toLowerCase().replace(/[[\]\\~]/g, sign => ({ '[': '{', ']': '}', '\\': '|' })[sign] ?? '^');

/** The same name, in any case. */
export const sameIrcName = (a: string, b: string): boolean => folded(a) === folded(b);

/** Whether both names are told, so that one may talk. */
export const isRegistered = ({ nick, user }: IrcUser): boolean => nick !== '' && user !== '';

/** How others see a user, RFC 2812 §2.3.1. */
export const maskOf = ({ nick, user, host }: IrcUser): string => `${nick}!${user}@${host}`;

/** The user with that nickname. */
export const userNamed = ({ users }: Hall, nick: string): IrcUser | undefined =>
  users.find(user => user.nick !== '' && sameIrcName(user.nick, nick));

/** The user on that connection. */
export const userAt = ({ users }: Hall, connection: number): IrcUser | undefined =>
  users.find(user => user.connection === connection);

/** The channel of that name. */
export const channelNamed = ({ channels }: Hall, name: string): Channel | undefined =>
  channels.find(channel => sameIrcName(channel.name, name));

/** The hall with that user as they are now. */
export const withUser = (hall: Hall, user: IrcUser): Hall => ({
  ...hall,
  users: [...hall.users.filter(({ connection }) => connection !== user.connection), user],
});

const withChannel = (hall: Hall, channel: Channel): Hall => {
  const others = hall.channels.filter(({ name }) => !sameIrcName(name, channel.name));
  return { ...hall, channels: channel.members.length === 0 ? others : [...others, channel] };
};

/** The hall with one more in the channel, which is made where it is not there; null when there are too many. */
export const joined = (hall: Hall, name: string, connection: number): Hall | null => {
  const channel = channelNamed(hall, name) ?? { name, topic: '', members: [] };
  const isNew = channel.members.length === 0;
  if (isNew && hall.channels.length >= MOST_CHANNELS) return null;
  return withChannel(hall, { ...channel, members: [...channel.members, connection] });
};

/** The hall with one fewer in the channel. */
export const parted = (hall: Hall, name: string, connection: number): Hall => {
  const channel = channelNamed(hall, name);
  if (channel === undefined) return hall;
  const members = channel.members.filter(member => member !== connection);
  return withChannel(hall, { ...channel, members });
};

/** The hall with another topic in that channel. */
export const withTopic = (hall: Hall, name: string, topic: string): Hall => {
  const channel = channelNamed(hall, name);
  return channel === undefined ? hall : withChannel(hall, { ...channel, topic });
};

/** The hall without that user. */
export const without = (hall: Hall, connection: number): Hall => ({
  users: hall.users.filter(user => user.connection !== connection),
  channels: hall.channels
    .map(channel => ({
      ...channel,
      members: channel.members.filter(member => member !== connection),
    }))
    .filter(({ members }) => members.length > 0),
});

/** Everybody who shares a channel with that user, once each and without the user. */
export const neighboursOf = (hall: Hall, connection: number): readonly number[] => {
  const shared = hall.channels.filter(({ members }) => members.includes(connection));
  const all = new Set(shared.flatMap(({ members }) => members));
  all.delete(connection);
  return [...all];
};

/** A message to a connection; cut where it would be longer than a line may be, RFC 2812 §2.3. */
export const messageTo = (
  connection: number,
  prefix: string,
  command: string,
  ...parameters: readonly string[]
): ProgramEffect => {
  const head = prefix === '' ? '' : `:${prefix} `;
  const bytes = irc.encode('message', {
    prefix: head,
    command,
    parameters: parameterText(parameters),
  });
  const isLong = bytes.length > LONGEST_LINE;
  const ending = bytesOfCharacters('\r\n');
  if (!isLong) return { type: 'send', connection, bytes };
  const cut = bytes.slice(0, LONGEST_LINE);
  cut.set(ending, LONGEST_LINE - ending.length);
  return { type: 'send', connection, bytes: cut };
};
