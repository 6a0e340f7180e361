import { concat } from '../../base/bytes.ts';
import type { Result } from '../../base/result.ts';
import type { Issue } from '../../protocols/issue.ts';
import type { DecodedLine, LineCodec } from '../../protocols/line-codec.ts';
import type { LineMode } from '../../protocols/line-side.ts';
import { type Line, lineAt } from '../../protocols/text.ts';
import type { Program, ProgramEffect, ProgramEvent, ProgramFacts, ProgramTurn } from './program.ts';

/** The event with which a connection is there. */
export type Connected = Extract<ProgramEvent, { readonly type: 'connected' }>;

/** What all conversations of a program share, and what else is to be done. */
export interface Shared<Common> {
  readonly common: Common;
  readonly effects: readonly ProgramEffect[];
}

/** The same for one conversation: without a session it is over, and the connection is finished. */
export interface Heard<Common, Session> extends Shared<Common> {
  readonly session: Session | null;
}

/** Where a line was heard. */
export interface Talk<Common, Session> {
  readonly common: Common;
  readonly session: Session;
  readonly connection: number;
  readonly facts: ProgramFacts;
}

/** A program that talks in lines, as client, server or both: what it does with each line. */
export interface LineTalker<Common, Session> {
  /** How the other side's lines are read now. */
  readonly reads: (session: Session) => { readonly codec: LineCodec; readonly mode: LineMode };
  readonly begin: (facts: ProgramFacts) => Shared<Common>;
  /** A connection is there; without a session it carries no lines. */
  readonly opened: (
    common: Common,
    event: Connected,
    facts: ProgramFacts,
  ) => Heard<Common, Session>;
  readonly heard: (
    talk: Talk<Common, Session>,
    line: Result<DecodedLine, Issue>,
    /** As it came, with its ending. */
    bytes: Uint8Array,
  ) => Heard<Common, Session>;
  /** A line has begun and its end has not come: the other side may wait for leave to go on with it. */
  readonly begun?: (talk: Talk<Common, Session>, unread: Uint8Array) => Heard<Common, Session>;
  /** More came than a line may have, and no end of it. */
  readonly overflowed: (talk: Talk<Common, Session>) => Heard<Common, Session>;
  /** The other side has ended the conversation, or the connection is broken. */
  readonly ended: (talk: Talk<Common, Session>, why: 'finished' | 'broken') => Shared<Common>;
  /** Events that belong to no conversation in lines: other connections, datagrams, timers. */
  readonly elsewhere: (common: Common, event: ProgramEvent, facts: ProgramFacts) => Shared<Common>;
}

interface Listening<Session> {
  readonly session: Session;
  /** What came of a line whose end has not come. */
  readonly unread: Uint8Array;
}

/** The state of a program that talks in lines. */
export interface LineState<Common, Session> {
  readonly common: Common;
  readonly talks: ReadonlyMap<number, Listening<Session>>;
}

const NO_BYTES = new Uint8Array(0);

const withTalk = <Session>(
  talks: ReadonlyMap<number, Listening<Session>>,
  connection: number,
  talk: Listening<Session> | null,
): ReadonlyMap<number, Listening<Session>> => {
  const changed = new Map(talks);
  if (talk === null) changed.delete(connection);
  else changed.set(connection, talk);
  return changed;
};

const lineIn = ({ side }: LineCodec, bytes: Uint8Array): Line =>
  (side.lineAt ?? lineAt)(bytes, 0, bytes.length);

const begun = <Common, Session>(
  { begun: onBegun }: LineTalker<Common, Session>,
  talk: Talk<Common, Session>,
  unread: Uint8Array,
): Heard<Common, Session> =>
  onBegun === undefined
    ? { common: talk.common, session: talk.session, effects: [] }
    : onBegun(talk, unread);

const hear = <Common, Session>(
  talker: LineTalker<Common, Session>,
  talk: Talk<Common, Session>,
  line: Result<DecodedLine, Issue>,
  bytes: Uint8Array,
): Heard<Common, Session> => {
  const { ending, end } = lineIn(talker.reads(talk.session).codec, bytes);
  return ending === 'none'
    ? talker.overflowed(talk)
    : talker.heard(talk, line, bytes.subarray(0, end));
};

/** Whatever was slipped in before TLS began is not taken for what came under it, RFC 3207 §4.2. */
const secures = (effect: ProgramEffect): boolean =>
  effect.type === 'send' && effect.thenSecure !== undefined;

/** Hears line after line of what has come, until one is not whole yet. */
const hearAll = <Common, Session>(
  talker: LineTalker<Common, Session>,
  talk: Talk<Common, Session>,
  unread: Uint8Array,
): Heard<Common, Session> & { readonly unread: Uint8Array } => {
  const effects: ProgramEffect[] = [];
  let { common } = talk;
  let session: Session = talk.session;
  let rest = unread;
  for (let isCut = false; rest.length > 0 && !isCut; ) {
    const { codec, mode } = talker.reads(session);
    const line = codec.decode(rest, mode);
    isCut = !line.ok && line.error.code === 'text/incomplete';
    const now = { ...talk, common, session };
    const heard = isCut ? begun(talker, now, rest) : hear(talker, now, line, rest);
    effects.push(...heard.effects);
    common = heard.common;
    if (heard.session === null) return { common, session: null, effects, unread: NO_BYTES };
    session = heard.session;
    if (heard.effects.some(secures)) return { common, session, effects, unread: NO_BYTES };
    if (!isCut) rest = rest.subarray(lineIn(codec, rest).end);
  }
  return { common, session, effects, unread: rest.slice() };
};

type Turn<Common, Session> = ProgramTurn<LineState<Common, Session>>;

const settle = <Common, Session>(
  talks: LineState<Common, Session>['talks'],
  connection: number,
  { common, session, effects }: Heard<Common, Session>,
  unread: Uint8Array,
): Turn<Common, Session> => {
  const talk = session === null ? null : { session, unread };
  const ending: readonly ProgramEffect[] = session === null ? [{ type: 'finish', connection }] : [];
  return {
    state: { common, talks: withTalk(talks, connection, talk) },
    effects: [...effects, ...ending],
  };
};

const open = <Common, Session>(
  talker: LineTalker<Common, Session>,
  { common, talks }: LineState<Common, Session>,
  event: Connected,
  facts: ProgramFacts,
): Turn<Common, Session> => {
  const heard = talker.opened(common, event, facts);
  if (heard.session !== null) return settle(talks, event.connection, heard, NO_BYTES);
  return { state: { common: heard.common, talks }, effects: heard.effects };
};

const end = <Common, Session>(
  talker: LineTalker<Common, Session>,
  talks: LineState<Common, Session>['talks'],
  talk: Talk<Common, Session>,
  why: 'finished' | 'broken',
): Turn<Common, Session> => {
  const { common, effects } = talker.ended(talk, why);
  if (why === 'finished') {
    return settle(talks, talk.connection, { common, session: null, effects }, NO_BYTES);
  }
  return { state: { common, talks: withTalk(talks, talk.connection, null) }, effects };
};

/** Makes a program of what it does with lines. What comes in is kept only until its line is whole, at most
 *  as long as a line may be. */
export const lineProgram = <Common, Session>(
  talker: LineTalker<Common, Session>,
): Program<LineState<Common, Session>> => ({
  start: facts => {
    const { common, effects } = talker.begin(facts);
    return { state: { common, talks: new Map() }, effects };
  },
  step: (state, event, facts) => {
    const { common, talks } = state;
    if (event.type === 'connected') return open(talker, state, event, facts);
    const talk = 'connection' in event ? talks.get(event.connection) : undefined;
    if (talk === undefined || !('connection' in event)) {
      const turn = talker.elsewhere(common, event, facts);
      return { state: { common: turn.common, talks }, effects: turn.effects };
    }
    const { connection } = event;
    const now = { common, session: talk.session, connection, facts };
    if (event.type !== 'received') return end(talker, talks, now, event.type);
    const heard = hearAll(talker, now, concat(talk.unread, event.bytes));
    return settle(talks, connection, heard, heard.unread);
  },
});
