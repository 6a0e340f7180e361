import { concat } from '../../../base/bytes.ts';
import type {
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
  ProgramTurn,
  Securing,
} from '../program.ts';
import {
  CONTENT,
  NEW_CONNECTION,
  newTurn,
  type Role,
  sayGoodbye,
  sendContent,
  type TlsConnection,
  type Turn,
} from './connection.ts';
import { joinedSends } from './joined-sends.ts';
import { takeBytes } from './receive.ts';

type Connected = Extract<ProgramEvent, { readonly type: 'connected' }>;

interface Line {
  /** What the program inside will be told once the handshake is done; null where it knows. */
  readonly connected: Connected | null;
  readonly securing: Securing;
  readonly tls: TlsConnection;
  /** What the program inside said before the handshake was done. */
  readonly waiting: Uint8Array;
  /** The program inside knows of it. */
  readonly isTold: boolean;
  /** The other side has said that it sends no more. */
  readonly isClosed: boolean;
}

/** A program with TLS around it: what the program inside knows, and the connections by their numbers. */
export interface TlsState<Inner> {
  readonly inner: Inner;
  readonly lines: ReadonlyMap<number, Line>;
  /** Lines of the NSS key log format for all connections so far. */
  readonly keyLog: readonly string[];
}

/** When TLS begins (at once, or when it is asked for), and what each side does. */
export interface Sides {
  readonly atOnce?: Securing;
  readonly roleOf: (securing: Securing) => Role;
}

/** One event as it is worked through. */
interface Work<Inner> {
  readonly program: Program<Inner>;
  readonly sides: Sides;
  readonly facts: ProgramFacts;
  inner: Inner;
  readonly lines: Map<number, Line>;
  readonly keyLog: string[];
  readonly effects: ProgramEffect[];
  told: number;
}

/** Begins TLS on a connection; where its program has heard of it already, `event` is null. */
const secure = <Inner>(
  work: Work<Inner>,
  connection: number,
  securing: Securing,
  event: Connected | null,
): void => {
  const turn = newTurn(NEW_CONNECTION, work.facts);
  work.sides.roleOf(securing).begin(turn);
  work.lines.set(connection, {
    connected: event,
    securing,
    tls: turn.connection,
    waiting: new Uint8Array(0),
    isTold: event === null,
    isClosed: false,
  });
  flush(work, connection, turn);
};

type StreamEffect = Extract<ProgramEffect, { readonly type: 'send' | 'finish' }>;

/** As it is, on a connection without TLS; it may ask for it. */
const performPlain = <Inner>(work: Work<Inner>, effect: StreamEffect): void => {
  if (work.sides.atOnce !== undefined) return;
  if (effect.type === 'finish' || effect.thenSecure === undefined) {
    work.effects.push(effect);
    return;
  }
  const { connection, bytes, thenSecure } = effect;
  if (bytes.length > 0) work.effects.push({ type: 'send', connection, bytes });
  secure(work, connection, thenSecure, null);
};

const isOpening = ({ isTold, tls }: Line): boolean =>
  isTold && tls.phase !== 'CONNECTED' && tls.phase !== 'CLOSED';

/** Carries out what the program inside asks for, with its streams sealed. */
const perform = <Inner>(work: Work<Inner>, effect: ProgramEffect): void => {
  if (effect.type !== 'send' && effect.type !== 'finish') {
    work.effects.push(effect);
    return;
  }
  const { connection } = effect;
  const line = work.lines.get(connection);
  if (line === undefined) performPlain(work, effect);
  else if (line.tls.phase === 'CONNECTED') performSealed(work, effect, line);
  else if (effect.type === 'send' && isOpening(line)) {
    work.lines.set(connection, { ...line, waiting: concat(line.waiting, effect.bytes) });
  }
};

const performSealed = <Inner>(work: Work<Inner>, effect: StreamEffect, line: Line): void => {
  const { connection } = effect;
  const turn = newTurn(line.tls, work.facts);
  if (effect.type === 'send') sendContent(turn, CONTENT.application, effect.bytes);
  else sayGoodbye(turn);
  work.lines.set(connection, { ...line, tls: turn.connection });
  flush(work, connection, turn);
  if (effect.type === 'finish') work.effects.push({ type: 'finish', connection });
};

const flush = <Inner>(work: Work<Inner>, connection: number, turn: Turn): void => {
  work.keyLog.push(...turn.keyLog);
  const bytes = concat(...turn.send);
  if (bytes.length > 0) work.effects.push({ type: 'send', connection, bytes });
};

/** Tells the program inside, and does what it asks for. Its draws are its own. */
const tell = <Inner>(work: Work<Inner>, event: ProgramEvent): void => {
  const { facts, program } = work;
  const turn = work.told;
  work.told += 1;
  const draw: ProgramFacts['draw'] = (...purpose) => facts.draw('inside', turn, ...purpose);
  const { state, effects } = program.step(work.inner, event, { ...facts, draw });
  work.inner = state;
  for (const effect of effects) perform(work, effect);
};

/** The connection is of no use any more; a program that waits for it has to know. */
const broken = <Inner>(work: Work<Inner>, connection: number, line: Line): void => {
  work.lines.delete(connection);
  const waits = line.isTold || connection < 0;
  if (waits) tell(work, { type: 'broken', connection, why: 'reset' });
};

const received = <Inner>(
  work: Work<Inner>,
  connection: number,
  line: Line,
  bytes: Uint8Array,
): void => {
  if (line.isClosed) return;
  const turn = newTurn(line.tls, work.facts);
  takeBytes(turn, work.sides.roleOf(line.securing), bytes);
  if (turn.opened && line.waiting.length > 0) {
    sendContent(turn, CONTENT.application, line.waiting);
  }
  const isTold = line.isTold || turn.opened;
  const waiting = turn.opened ? new Uint8Array(0) : line.waiting;
  const after = { ...line, tls: turn.connection, isTold, waiting, isClosed: turn.closed };
  work.lines.set(connection, after);
  flush(work, connection, turn);
  if (turn.opened && line.connected !== null) tell(work, line.connected);
  const data = concat(...turn.received);
  if (data.length > 0) tell(work, { type: 'received', connection, bytes: data });
  if (turn.alert !== undefined) {
    work.effects.push({ type: 'finish', connection });
    broken(work, connection, after);
  } else if (turn.closed && isTold) tell(work, { type: 'finished', connection });
};

/** An end without a goodbye may have been made by anybody, RFC 8446 §6.1. */
const finished = <Inner>(work: Work<Inner>, connection: number, line: Line): void => {
  if (line.isClosed) return;
  work.effects.push({ type: 'finish', connection });
  broken(work, connection, line);
};

type StreamEvent = Extract<ProgramEvent, { readonly type: 'received' | 'finished' }>;

/** What came on a connection; the program inside hears of it as it is where there is no TLS. */
const hear = <Inner>(work: Work<Inner>, event: StreamEvent): void => {
  const { connection } = event;
  const line = work.lines.get(connection);
  if (line === undefined) {
    if (work.sides.atOnce === undefined) tell(work, event);
  } else if (event.type === 'received') received(work, connection, line, event.bytes);
  else finished(work, connection, line);
};

const handle = <Inner>(work: Work<Inner>, event: ProgramEvent): void => {
  const { atOnce } = work.sides;
  if (event.type === 'received' || event.type === 'finished') hear(work, event);
  else if (event.type === 'connected' && atOnce !== undefined) {
    secure(work, event.connection, atOnce, event);
  } else {
    if (event.type === 'broken') work.lines.delete(event.connection);
    tell(work, event);
  }
};

/** `program` with TLS around its connections, all of them or those for which it asks. */
export const withTls = <Inner>(program: Program<Inner>, sides: Sides): Program<TlsState<Inner>> => {
  const run = (
    state: TlsState<Inner>,
    facts: ProgramFacts,
    act: (work: Work<Inner>) => void,
  ): ProgramTurn<TlsState<Inner>> => {
    const { inner, lines, keyLog } = state;
    const work: Work<Inner> = {
      program,
      sides,
      facts,
      inner,
      lines: new Map(lines),
      keyLog: [...keyLog],
      effects: [],
      told: 0,
    };
    act(work);
    return {
      state: { inner: work.inner, lines: work.lines, keyLog: work.keyLog },
      effects: joinedSends(work.effects),
    };
  };
  return {
    start: facts => {
      const { state: inner, effects } = program.start(facts);
      return { state: { inner, lines: new Map(), keyLog: [] }, effects };
    },
    step: (state, event, facts) => run(state, facts, work => handle(work, event)),
  };
};
