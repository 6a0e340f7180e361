import { type Hall, type IrcUser, maskOf, messageTo } from './irc-hall.ts';
import type { ProgramEffect } from './program.ts';

/** The hall after a command, and what is said to whom; `isOver` when the user leaves. */
export interface HallTurn {
  readonly hall: Hall;
  readonly effects: readonly ProgramEffect[];
  readonly isOver?: true;
}

/** Who gives a command, with which words, on which server. */
export interface IrcAsked {
  readonly serverName: string;
  readonly hall: Hall;
  readonly me: IrcUser;
  readonly words: readonly string[];
}

/** A numeric reply to whoever asked, RFC 2812 §5. */
export const reply = (
  { serverName, hall, me }: IrcAsked,
  code: string,
  ...words: readonly string[]
): HallTurn => {
  const to = me.nick === '' ? '*' : me.nick;
  return { hall, effects: [messageTo(me.connection, serverName, code, to, ...words)] };
};

/** One turn after the other, on the same hall. */
export const both = (first: HallTurn, then: (hall: Hall) => HallTurn): HallTurn => {
  const second = then(first.hall);
  return { ...second, effects: [...first.effects, ...second.effects] };
};

/** The same message from a user to several connections. */
export const toAll = (
  connections: readonly number[],
  from: IrcUser,
  command: string,
  ...words: readonly string[]
): ProgramEffect[] =>
  connections.map(connection => messageTo(connection, maskOf(from), command, ...words));

/** The reply to a command that lacks a word. */
export const needsMore = (asked: IrcAsked, command: string): HallTurn =>
  reply(asked, '461', command, 'Not enough parameters');
