import { expect, test } from 'vitest';
import type { Happening } from '../../../shared/network/happening.ts';
import type { Decision, Task } from '../../../shared/network/task.ts';
import type { Finding } from '../../../shared/rules/verdict.ts';
import { refutationOf } from '../../../shared/session/refutation.ts';

const task = (id: number, cause: number | null, station: string, exchange = 1): Task => ({
  id,
  station: station as Task['station'],
  node: station.split('.')[0] ?? '',
  layer: 'link',
  situation: { type: 'unwrap-frame', interface: 'eth0' },
  unit: Uint8Array.of(1, 2, 3),
  exchange,
  cause,
  arisenAtMicros: 0,
});

const MINE = task(1, null, 'client.link');

const sent = (by: number, captureIndex: number): Happening => ({
  type: 'frame-sent',
  atMicros: 0,
  captureIndex,
  task: by,
  from: 'client.eth0',
  to: 'lan.p1',
  bytes: Uint8Array.of(9),
  exchange: 1,
});

const arrived = (captureIndex: number, at: string): Happening => ({
  type: 'frame-arrived',
  atMicros: 0,
  captureIndex,
  at,
});

const arose = (one: Task): Happening => ({
  type: 'task-arose',
  atMicros: 0,
  task: one,
  decider: 'automaton',
});

const decided = (one: Task, decision: Decision): Happening => ({
  type: 'task-decided',
  atMicros: 0,
  task: one,
  decision,
  decider: 'automaton',
});

const drop = (reason: string): Decision => ({ action: 'drop', values: { reason } });

const FINDING: Finding = {
  code: 'frame/destination-nobody-here',
  field: 'ethernet.destination',
  given: 'tcp',
  expected: null,
  bits: null,
  rfc: 'RFC 894',
  tag: null,
  speaker: 'web.link',
  facts: {},
};

const story = (happenings: readonly Happening[]): readonly string[] =>
  refutationOf(1, FINDING, MINE, happenings, 'seed').view.frames.map(
    ({ what, at }) => `${what} ${at}`,
  );

const BYSTANDER = task(3, 2, 'phone.link');
const OWNER = task(4, 2, 'web.link');
const FOREIGN = task(8, 7, 'shop.link', 2);

test.each([
  [
    'what left, who got it, who looked, who dropped it',
    [sent(1, 5), arrived(5, 'lan.p1'), arose(task(2, 1, 'lan.link')), arose(OWNER)],
    [decided(OWNER, drop('malformed'))],
    ['frame/left client.link', 'frame/arrived-at lan.p1', 'frame/dropped web.link'],
  ],
  [
    'a frame of another unit is no part of the story',
    [sent(7, 4), arrived(4, 'shop.eth0'), arose(FOREIGN), decided(FOREIGN, drop('malformed'))],
    [],
    [
      'frame/never-left client.link',
      'frame/arrived-nowhere web.link',
      'frame/nothing-came-back web.link',
    ],
  ],
  [
    'a card that a flooded copy came to does not end it',
    [sent(1, 5), arrived(5, 'lan.p1'), arose(task(2, 1, 'lan.link')), arose(BYSTANDER)],
    [decided(BYSTANDER, drop('not-mine')), arose(OWNER), decided(OWNER, drop('malformed'))],
    ['frame/left client.link', 'frame/arrived-at lan.p1', 'frame/dropped web.link'],
  ],
] as const)('%s', (_fact, first, then, told) => {
  const all = story([...first, ...then]);
  expect(all).toContain('frame/looked-at web.link');
  expect(all.filter(line => !line.startsWith('frame/looked-at'))).toEqual(told);
});
