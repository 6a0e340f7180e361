import { expect, test } from 'vitest';
import { utf8 } from '../../../../shared/base/bytes.ts';
import {
  type HttpServerState,
  httpServerProgram,
} from '../../../../shared/network/programs/http-server.ts';
import type { ProgramEffect, ProgramEvent } from '../../../../shared/network/programs/program.ts';
import { charactersOf } from '../../../../shared/protocols/text.ts';

const SECOND = 1_000_000;

/** A server with somebody on connection 1, at moments in seconds. */
class Timed {
  private readonly program;
  private state: HttpServerState;

  constructor(idleMicros: number | undefined) {
    const config = { port: 80, files: { '/a': 'A' }, chunkBytes: 0 };
    this.program = httpServerProgram(idleMicros === undefined ? config : { ...config, idleMicros });
    this.state = this.program.start({ nowMicros: 0, addresses: [], draw: () => 0 }).state;
  }

  at(seconds: number, event: ProgramEvent): readonly string[] {
    const facts = { nowMicros: seconds * SECOND, addresses: [], draw: () => 0 };
    const { state, effects } = this.program.step(this.state, event, facts);
    this.state = state;
    return effects.map(shown);
  }
}

const shown = (effect: ProgramEffect): string => {
  if (effect.type === 'send') return charactersOf(effect.bytes, 0, effect.bytes.length);
  if (effect.type === 'set-timer') return `${effect.name} in ${effect.afterMicros / SECOND}`;
  return effect.type;
};

const connected: ProgramEvent = { type: 'connected', connection: 1, peer: { address: 1, port: 1 } };
const said = (text: string): ProgramEvent => ({
  type: 'received',
  connection: 1,
  bytes: utf8(text),
});
const timer: ProgramEvent = { type: 'timer', name: 'idle 1' };

test('a connection on which nothing comes is ended, RFC 9112 §9.5', () => {
  const server = new Timed(10 * SECOND);
  expect(server.at(0, connected)).toEqual(['idle 1 in 10']);
  expect(server.at(10, timer)).toEqual(['finish']);
  expect(server.at(11, said('GET /a HTTP/1.1\r\nHost: a\r\n\r\n'))).toEqual([]);
});

test('one on which something came waits on', () => {
  const server = new Timed(10 * SECOND);
  server.at(0, connected);
  expect(server.at(4, said('GET /a HTTP/1.1\r\nHost: a\r\n\r\n'))[0]).toMatch(/^HTTP\/1.1 200/);
  expect(server.at(10, timer)).toEqual(['idle 1 in 4']);
  expect(server.at(14, timer)).toEqual(['finish']);
});

test('a request that is never finished is answered with 408', () => {
  const server = new Timed(10 * SECOND);
  server.at(0, connected);
  server.at(1, said('GET /a HTTP/1.1\r\n'));
  const [answer, end] = server.at(11, timer);
  expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n.*Connection: close/s);
  expect(end).toBe('finish');
});

test.each([
  ['of a connection that is over', 'idle 1', true],
  ['of another program', 'idle x', false],
  ['of nobody', '', false],
])('a timer %s changes nothing', (_fact, name, isOver) => {
  const server = new Timed(10 * SECOND);
  server.at(0, connected);
  if (isOver) server.at(1, { type: 'finished', connection: 1 });
  expect(server.at(20, { type: 'timer', name })).toEqual([]);
});

test('without a limit no connection is ended', () => {
  const server = new Timed(undefined);
  expect(server.at(0, connected)).toEqual([]);
  expect(server.at(1000, timer)).toEqual([]);
});
