import { concat, utf8 } from '../../../base/bytes.ts';
import type { Program, ProgramEvent, ProgramFacts, ProgramTurn } from '../program.ts';
import {
  drawnBytes,
  IDENTIFICATION,
  NEW_TRANSPORT,
  type Role,
  type Transport,
  type Turn,
} from './connection.ts';
import { takeBytes } from './receive.ts';

interface Line<Session> {
  readonly transport: Transport;
  readonly session: Session;
}

/** The connections by their numbers, and the private host key of a server (32 bytes). */
export interface SshState<Session> {
  readonly hostSecret: Uint8Array;
  readonly lines: ReadonlyMap<number, Line<Session>>;
}

type StreamEvent = Extract<ProgramEvent, { readonly connection: number }>;

const workThrough = <Session>(turn: Turn<Session>, role: Role<Session>, event: StreamEvent) => {
  if (event.type === 'connected') {
    const bytes = concat(IDENTIFICATION, utf8('\r\n'));
    turn.effects.push({ type: 'send', connection: event.connection, bytes });
  } else if (event.type === 'received') takeBytes(turn, role, event.bytes);
  else if (turn.transport.phase !== 'closed') {
    if (event.type === 'finished') {
      turn.effects.push({ type: 'finish', connection: event.connection });
    }
    role.ended(turn, event.type === 'broken' ? event.why : 'hung up');
  }
};

const step = <Session>(
  role: Role<Session>,
  state: SshState<Session>,
  event: StreamEvent,
  facts: ProgramFacts,
): ProgramTurn<SshState<Session>> => {
  const { connection } = event;
  const fresh = { transport: NEW_TRANSPORT, session: role.session };
  const isNew = event.type === 'connected' || (event.type === 'broken' && role.side === 'client');
  const line = state.lines.get(connection) ?? (isNew ? fresh : undefined);
  if (line === undefined) return { state, effects: [] };
  const turn: Turn<Session> = {
    ...line,
    connection,
    draw: facts.draw,
    hostSecret: state.hostSecret,
    effects: [],
  };
  const before = turn.transport.phase;
  workThrough(turn, role, event);
  const { transport, session, effects } = turn;
  if (before !== 'closed' && transport.phase === 'closed') role.ended(turn, transport.ending);
  const lines = new Map(state.lines);
  const isOver = event.type === 'finished' || event.type === 'broken';
  if (isOver) lines.delete(connection);
  else lines.set(connection, { transport, session });
  return { state: { ...state, lines }, effects };
};

/** A program that speaks SSH, RFC 4253, and does above it what its role says. A server draws its host key. */
export const sshProgram = <Session>(role: Role<Session>): Program<SshState<Session>> => ({
  start: ({ draw }) => {
    const isServer = role.side === 'server';
    const hostSecret = isServer ? drawnBytes(draw, 'host key', 32) : new Uint8Array(0);
    return { state: { hostSecret, lines: new Map() }, effects: [role.begin] };
  },
  step: (state, event, facts) =>
    'connection' in event ? step(role, state, event, facts) : { state, effects: [] },
});
