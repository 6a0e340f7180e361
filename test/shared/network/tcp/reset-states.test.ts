import { expect, test } from 'vitest';
import type { TcpState } from '../../../../shared/network/tcp/state.ts';
import { HANDSHAKE, type Line, play } from './transcript.ts';

/** How each state is reached. The other end's next number is `next`, ours is `ours`. */
const STATES: Readonly<
  Record<
    Exclude<TcpState, 'CLOSED' | 'LISTEN' | 'SYN-SENT'>,
    { readonly lines: readonly Line[]; readonly next: number; readonly ours: number }
  >
> = {
  'SYN-RECEIVED': { lines: [['LISTEN SYN seq=5000', '', '']], next: 5001, ours: 1001 },
  ESTABLISHED: { lines: HANDSHAKE, next: 5001, ours: 1001 },
  'FIN-WAIT-1': { lines: [...HANDSHAKE, ['CLOSE', '', '']], next: 5001, ours: 1002 },
  'FIN-WAIT-2': {
    lines: [...HANDSHAKE, ['CLOSE', '', ''], ['rcv ACK seq=5001 ack=1002', '', '']],
    next: 5001,
    ours: 1002,
  },
  'CLOSE-WAIT': {
    lines: [...HANDSHAKE, ['rcv FIN ACK seq=5001 ack=1001', '', '']],
    next: 5002,
    ours: 1001,
  },
  CLOSING: {
    lines: [...HANDSHAKE, ['CLOSE', '', ''], ['rcv FIN ACK seq=5001 ack=1001', '', '']],
    next: 5002,
    ours: 1002,
  },
  'LAST-ACK': {
    lines: [...HANDSHAKE, ['rcv FIN ACK seq=5001 ack=1001', '', ''], ['CLOSE', '', '']],
    next: 5002,
    ours: 1002,
  },
  'TIME-WAIT': {
    lines: [...HANDSHAKE, ['CLOSE', '', ''], ['rcv FIN ACK seq=5001 ack=1002', '', '']],
    next: 5002,
    ours: 1002,
  },
};

/** What a program is told when the connection is reset, RFC 9293 §3.10.7.4 (second check). */
const TOLD: Readonly<Record<string, string>> = {
  CLOSING: 'closed',
  'LAST-ACK': 'closed',
  'TIME-WAIT': '',
};

const after = (state: keyof typeof STATES, does: string): Line | undefined =>
  play([...STATES[state].lines, [does, '', '']]).lines.at(-1);

const all = Object.keys(STATES) as (keyof typeof STATES)[];

test.each(all)('%s: a reset at the very next number ends it', state => {
  const does = `rcv RST seq=${STATES[state].next}`;
  const events = TOLD[state] ?? 'reset';
  const ended: Line = [does, '', 'CLOSED'];
  expect(after(state, does)).toEqual(events === '' ? ended : [...ended, { events }]);
});

test.each(all)('%s: a reset further on is challenged, RFC 5961 §3.2', state => {
  const { next, ours } = STATES[state];
  const does = `rcv RST seq=${next + 1}`;
  expect(after(state, does)).toEqual([does, `ACK seq=${ours} ack=${next}`, state]);
});

test.each(all)('%s: a reset outside the window is dropped', state => {
  const does = `rcv RST seq=${STATES[state].next - 1}`;
  expect(after(state, does)).toEqual([does, '', state]);
});

test.each(all)('%s: a SYN is challenged, RFC 5961 §4.2', state => {
  const { next, ours } = STATES[state];
  const does = `rcv SYN seq=${next + 7}`;
  expect(after(state, does)).toEqual([does, `ACK seq=${ours} ack=${next}`, state]);
});

test.each(all)('%s: what lies outside the window is answered with what is expected', state => {
  const { next, ours } = STATES[state];
  const does = `rcv ACK seq=${next + 70_000} ack=${ours} [x]`;
  expect(after(state, does)).toEqual([does, `ACK seq=${ours} ack=${next}`, state]);
});

test.each(all.filter(state => state !== 'SYN-RECEIVED'))(
  '%s: an acknowledgment of what was never sent is challenged',
  state => {
    const { next, ours } = STATES[state];
    const does = `rcv ACK seq=${next} ack=${ours + 50}`;
    expect(after(state, does)).toEqual([does, `ACK seq=${ours} ack=${next}`, state]);
  },
);
