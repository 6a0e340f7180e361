import { expect, test } from 'vitest';
import { isOver } from '../../../../shared/network/tcp/connection.ts';
import {
  afterHandshake,
  backedOff,
  measured,
  NEW_ROUND_TRIP,
} from '../../../../shared/network/tcp/retransmission.ts';
import { retransmit } from '../../../../shared/network/tcp/timer.ts';
import { HANDSHAKE, play } from './transcript.ts';

test('the first measurement sets average and variation, later ones move them', () => {
  const first = measured(NEW_ROUND_TRIP, 2_000_000);
  expect(first).toMatchObject({
    smoothedMicros: 2_000_000,
    variationMicros: 1_000_000,
    timeoutMicros: 6_000_000,
  });
  expect(measured(first, 1_000_000)).toMatchObject({
    smoothedMicros: 1_875_000,
    variationMicros: 1_000_000,
    timeoutMicros: 5_875_000,
  });
});

test('the time-out is at least a second and at most a minute', () => {
  expect(measured(NEW_ROUND_TRIP, 5000).timeoutMicros).toBe(1_000_000);
  expect(measured(NEW_ROUND_TRIP, 90_000_000).timeoutMicros).toBe(60_000_000);
  let trip = NEW_ROUND_TRIP;
  const seconds = Array.from({ length: 8 }, () => {
    trip = backedOff(trip);
    return trip.timeoutMicros / 1e6;
  });
  expect(seconds).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
});

test('after a lost SYN data begins with a time-out of three seconds at least', () => {
  expect(afterHandshake(NEW_ROUND_TRIP, 0).timeoutMicros).toBe(1_000_000);
  expect(afterHandshake(NEW_ROUND_TRIP, 1).timeoutMicros).toBe(3_000_000);
  expect(afterHandshake({ ...NEW_ROUND_TRIP, timeoutMicros: 8e6 }, 2).timeoutMicros).toBe(8e6);
});

test('what was sent twice is not measured', () => {
  const { step } = play([
    ...HANDSHAKE,
    ['SEND hello', '', ''],
    ['WAIT', '', ''],
    ['rcv ACK seq=5001 ack=1006', '', ''],
  ]);
  expect(step.connection.roundTrip).toMatchObject({
    smoothedMicros: 1000,
    timeoutMicros: 2_000_000,
    retries: 0,
  });
});

test('after 15 retransmissions the connection is given up', () => {
  let { step } = play([...HANDSHAKE, ['SEND hello', '', '']]);
  const sent: number[] = [];
  while (step.deadlineMicros !== null && sent.length < 100) {
    step = retransmit(step.connection, step.deadlineMicros);
    sent.push(step.emit.length);
  }
  expect(sent).toEqual([...Array.from({ length: 15 }, () => 1), 0]);
  expect(step.events).toEqual(['timed-out']);
  expect(step.connection.state).toBe('CLOSED');
});

test('nothing happens before the deadline', () => {
  const { step, nowMicros } = play([...HANDSHAKE, ['SEND hello', '', '']]);
  const early = retransmit(step.connection, nowMicros + 1);
  expect(early).toEqual({ ...step, emit: [] });
});

test('TIME-WAIT ends by its time stamp, without a timer', () => {
  const { step, nowMicros } = play([
    ...HANDSHAKE,
    ['CLOSE', '', ''],
    ['rcv FIN ACK seq=5001 ack=1002', '', ''],
  ]);
  expect(step.deadlineMicros).toBeNull();
  expect(isOver(step.connection, nowMicros + 239_999_999)).toBe(false);
  expect(isOver(step.connection, nowMicros + 240_000_000)).toBe(true);
});
