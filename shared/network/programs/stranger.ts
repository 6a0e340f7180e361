import { type GarbageName, garbage } from './garbage/garbage.ts';
import type { Garbage } from './garbage/piece.ts';
import type { Peer, Program, ProgramEffect, ProgramEvent, ProgramTurn } from './program.ts';

/** Somebody who says to a daemon what no client of it would say. */
export interface StrangerSpec {
  readonly server: Peer;
  /** By which name the daemon's host is asked for, where that is part of the input. */
  readonly name: string;
  readonly input: GarbageName;
}

/** How far the stranger has come. */
export interface StrangerState {
  readonly garbage: Garbage;
  /** Own port for datagrams. */
  readonly port: number;
  /** Pieces that are still to be said. */
  readonly next: number;
  /** Whether it has asked, after a silence, if the daemon is still there. */
  readonly knocked: boolean;
  readonly isOver: boolean;
}

type Turn = ProgramTurn<StrangerState>;

const CONNECTION = -1;
const PATIENCE = 'patience';
/** Dynamic ports, RFC 6335 §6. */
const FIRST_PORT = 49_152;
const PORTS = 16_384;
const SILENCE_MICROS = 4_000_000;

const waitMore: ProgramEffect = { type: 'set-timer', name: PATIENCE, afterMicros: SILENCE_MICROS };

const over = (state: StrangerState, met: boolean, result: string, isOpen: boolean): Turn => ({
  state: { ...state, isOver: true },
  effects: [
    ...(isOpen ? [{ type: 'finish', connection: CONNECTION } as const] : []),
    { type: 'done', met, result },
  ],
});

const say = (state: StrangerState): Turn => {
  const { garbage: said, next } = state;
  const piece = said.pieces[next];
  const wentOn = { ...state, next: next + 1 };
  if (piece === undefined) return over(state, true, 'answered', true);
  const isLast = next + 1 === said.pieces.length;
  const effects: ProgramEffect[] = [{ type: 'send', connection: CONNECTION, bytes: piece }];
  if (isLast && said.endsAtOnce) effects.push({ type: 'finish', connection: CONNECTION });
  return { state: wentOn, effects: [...effects, waitMore] };
};

const inStream = (state: StrangerState, event: ProgramEvent): Turn => {
  switch (event.type) {
    case 'connected':
      return state.garbage.greeted ? { state, effects: [waitMore] } : say(state);
    case 'received':
      return state.garbage.greeted ? say(state) : over(state, true, 'answered', true);
    case 'finished':
      return over(state, true, 'the other end has finished', true);
    case 'broken':
      return over(state, false, event.why, false);
    case 'timer':
      return over(state, false, 'no answer', true);
    default:
      return { state, effects: [] };
  }
};

const datagram = (port: number, peer: Peer, bytes: Uint8Array): ProgramEffect => ({
  type: 'send-datagram',
  port,
  peer,
  bytes,
});

const byDatagram = ({ server }: StrangerSpec, state: StrangerState, event: ProgramEvent): Turn => {
  if (event.type === 'datagram') return over(state, true, 'answered', false);
  if (event.type !== 'timer') return { state, effects: [] };
  if (state.knocked) return over(state, false, 'no answer', false);
  const { port, garbage: said } = state;
  return {
    state: { ...state, knocked: true },
    effects: [datagram(port, server, said.isAlive), waitMore],
  };
};

/**
 * A client whose input breaks the rules of the daemon that it talks to. Its wish is met when the daemon deals with it and
 * is still there: an answer, an orderly end, or, by datagram, silence and then an answer to a good question.
 */
export const stranger = (spec: StrangerSpec): Program<StrangerState> => ({
  start: ({ draw }) => {
    const said = garbage(spec.input, { host: spec.name, draw });
    const port = FIRST_PORT + Math.floor(draw('own port') * PORTS);
    const state = { garbage: said, port, next: 0, knocked: false, isOver: false };
    const effects: ProgramEffect[] =
      said.over === 'tcp'
        ? [{ type: 'connect', connection: CONNECTION, peer: spec.server }]
        : [...said.pieces.map(piece => datagram(port, spec.server, piece)), waitMore];
    return { state, effects };
  },
  step: (state, event) => {
    if (state.isOver) return { state, effects: [] };
    return state.garbage.over === 'tcp' ? inStream(state, event) : byDatagram(spec, state, event);
  },
});
