import { concat } from '../../../base/bytes.ts';
import type {
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
  ProgramTurn,
} from '../program.ts';
import { type ClientExpectation, clientRole } from './client-role.ts';
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
import { takeBytes } from './receive.ts';
import { type ServerIdentity, serverRole } from './server-role.ts';

type Connected = Extract<ProgramEvent, { readonly type: 'connected' }>;

interface Line {
  /** What the program inside will be told once the handshake is done. */
  readonly connected: Connected;
  readonly tls: TlsConnection;
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

/** One event as it is worked through. */
interface Work<Inner> {
  readonly program: Program<Inner>;
  readonly role: Role;
  readonly facts: ProgramFacts;
  inner: Inner;
  readonly lines: Map<number, Line>;
  readonly keyLog: string[];
  readonly effects: ProgramEffect[];
  told: number;
}

/** Carries out what the program inside asks for, with its streams sealed. */
const perform = <Inner>(work: Work<Inner>, effect: ProgramEffect): void => {
  if (effect.type !== 'send' && effect.type !== 'finish') {
    work.effects.push(effect);
    return;
  }
  const { connection } = effect;
  const line = work.lines.get(connection);
  if (line === undefined || line.tls.phase !== 'CONNECTED') return;
  const turn = newTurn(line.tls, work.facts.draw);
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

const connected = <Inner>(work: Work<Inner>, event: Connected): void => {
  const { connection } = event;
  const turn = newTurn(NEW_CONNECTION, work.facts.draw);
  work.role.begin(turn);
  work.lines.set(connection, {
    connected: event,
    tls: turn.connection,
    isTold: false,
    isClosed: false,
  });
  flush(work, connection, turn);
};

/** The connection is of no use any more; a program that waits for it has to know. */
const broken = <Inner>(work: Work<Inner>, connection: number, line: Line): void => {
  work.lines.delete(connection);
  const waits = line.isTold || connection < 0;
  if (waits) tell(work, { type: 'broken', connection, why: 'reset' });
};

const received = <Inner>(work: Work<Inner>, connection: number, bytes: Uint8Array): void => {
  const line = work.lines.get(connection);
  if (line === undefined || line.isClosed) return;
  const turn = newTurn(line.tls, work.facts.draw);
  takeBytes(turn, work.role, bytes);
  const isTold = line.isTold || turn.opened;
  const after = { ...line, tls: turn.connection, isTold, isClosed: turn.closed };
  work.lines.set(connection, after);
  flush(work, connection, turn);
  if (turn.opened) tell(work, line.connected);
  const data = concat(...turn.received);
  if (data.length > 0) tell(work, { type: 'received', connection, bytes: data });
  if (turn.alert !== undefined) {
    work.effects.push({ type: 'finish', connection });
    broken(work, connection, after);
  } else if (turn.closed && isTold) tell(work, { type: 'finished', connection });
};

/** An end without a goodbye may have been made by anybody, RFC 8446 §6.1. */
const finished = <Inner>(work: Work<Inner>, connection: number): void => {
  const line = work.lines.get(connection);
  if (line === undefined || line.isClosed) return;
  work.effects.push({ type: 'finish', connection });
  broken(work, connection, line);
};

const handle = <Inner>(work: Work<Inner>, event: ProgramEvent): void => {
  if (event.type === 'connected') connected(work, event);
  else if (event.type === 'received') received(work, event.connection, event.bytes);
  else if (event.type === 'finished') finished(work, event.connection);
  else {
    if (event.type === 'broken') work.lines.delete(event.connection);
    tell(work, event);
  }
};

const tlsProgram = <Inner>(program: Program<Inner>, role: Role): Program<TlsState<Inner>> => {
  const run = (
    state: TlsState<Inner>,
    facts: ProgramFacts,
    act: (work: Work<Inner>) => void,
  ): ProgramTurn<TlsState<Inner>> => {
    const { inner, lines, keyLog } = state;
    const work: Work<Inner> = {
      program,
      role,
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
      effects: work.effects,
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

/** `inner` as a server behind TLS 1.3, RFC 8446: it sees only streams that are opened, and sends into sealed ones. */
export const tlsServer = <Inner>(
  inner: Program<Inner>,
  identity: ServerIdentity,
): Program<TlsState<Inner>> => tlsProgram(inner, serverRole(identity));

/** `inner` as a client over TLS 1.3, RFC 8446: it is connected once the server has shown who it is. */
export const tlsClient = <Inner>(
  inner: Program<Inner>,
  expectation: ClientExpectation,
): Program<TlsState<Inner>> => tlsProgram(inner, clientRole(expectation));
