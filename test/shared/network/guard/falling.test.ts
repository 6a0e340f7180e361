import { expect, test } from 'vitest';
import { isFallen } from '../../../../shared/network/guard/daemon-state.ts';
import { RESTART_AFTER_MICROS } from '../../../../shared/network/guard/falling.ts';
import { type GuardTask, guardReadingAt } from '../../../../shared/network/guard/guarded.ts';
import type { Happening } from '../../../../shared/network/happening.ts';
import type { GarbageName } from '../../../../shared/network/programs/garbage/garbage.ts';
import {
  decide,
  freeTimers,
  holdTimers,
  openTasks,
  startExchange,
} from '../../../../shared/network/simulator.ts';
import type { Decision } from '../../../../shared/network/task.ts';
import {
  processList,
  serviceStatus,
  tasklist,
} from '../../../../shared/network/views/process-views.ts';
import { unixNetstat } from '../../../../shared/network/views/socket-views.ts';
import type { World } from '../../../../shared/network/world.ts';
import { outcomeOf } from '../play.ts';
import { FETCH, garbageWish, guardBy, targetOf, town } from './guarded-town.ts';

/** Takes what the unit says that it has. */
const believe =
  (world: World) =>
  (task: GuardTask): Decision => {
    const { claimedBytes, fault, verdict } = guardReadingAt(world, task);
    const isGood = verdict === 'take' && fault === 'none';
    const values = isGood ? {} : { read: Math.max(claimedBytes, 1) };
    return { action: 'deliver', values };
  };

const fellIn = (happenings: readonly Happening[]) =>
  happenings.filter(({ type }) => type === 'process-fell' || type === 'process-restarted');

const TOPPLING: readonly GarbageName[] = [
  'http-less-came',
  'http-huge',
  'http-length-twice',
  'http-length-word',
  'http-long-line',
  'http-many-fields',
  'smtp-long-line',
  'dns-long-label',
  'dns-pointer-loop',
  'dns-pointer-itself',
  'dns-pointer-outside',
  'dns-count',
  'dns-overrun',
  'dns-long-name',
];

test.each(TOPPLING)('who believes %s lies there, and is started anew ten seconds later', input => {
  const world = town();
  const happenings = guardBy(world, garbageWish(input), 1, believe(world));
  const [fell, restarted] = fellIn(happenings);
  expect(fellIn(happenings).map(({ type }) => type)).toEqual(['process-fell', 'process-restarted']);
  expect((restarted?.atMicros ?? 0) - (fell?.atMicros ?? 0)).toBe(RESTART_AFTER_MICROS);
  expect(outcomeOf(happenings)).toBe('failed');
});

test.each([
  'http-tls',
  'http-no-host',
  'http-method',
  'smtp-recipient-first',
  'smtp-word',
  'dns-operation',
  'dns-response',
] as const)('%s brings down nobody who takes it', input => {
  const world = town();
  const happenings = guardBy(world, garbageWish(input), 1, () => ({
    action: 'deliver',
    values: {},
  }));
  expect(fellIn(happenings)).toEqual([]);
});

test('bytes beyond the told length fall over the edge of the boxes', () => {
  const world = town();
  const happenings = guardBy(world, garbageWish('http-more-came'), 1, task => ({
    action: 'deliver',
    values: { read: task.unit.length },
  }));
  expect(fellIn(happenings)[0]?.type).toBe('process-fell');
});

const fallen = (input: GarbageName) => {
  const world = town();
  startExchange(world, garbageWish(input), 1, task =>
    task.situation.type.startsWith('guard-') ? 'person' : 'automaton',
  );
  holdTimers(world, 1);
  const [task] = openTasks(world);
  if (task === undefined) throw new Error('no task');
  const decision = believe(world)(task as GuardTask);
  const happenings = decide(world, task.id, decision, () => 'automaton');
  const node = world.nodes.get(targetOf(input).node);
  if (node === undefined) throw new Error('no node');
  return { world, node, happenings };
};

test('a fallen daemon is gone from all views until the service manager has started it anew', () => {
  const { world, node } = fallen('http-huge');
  expect(isFallen(node, 'httpd')).toBe(true);
  expect(processList(node)).not.toContain('httpd');
  expect(tasklist(node)).not.toContain('httpd');
  expect(serviceStatus(node, 'httpd')).toContain('Active: activating (auto-restart)');
  expect(unixNetstat(node)).not.toContain(':80');
  freeTimers(world, new Set(), () => 'automaton');
  expect(isFallen(node, 'httpd')).toBe(false);
  expect(processList(node)).toMatch(/root +81 .*httpd/);
  expect(serviceStatus(node, 'httpd')).toContain('Active: active (running)');
  expect(unixNetstat(node)).toContain(':80');
});

test('its connections are reset, and whoever calls meanwhile meets a closed port', () => {
  const { world, happenings } = fallen('http-huge');
  const flags = happenings.flatMap(happening =>
    happening.type === 'task-decided' && happening.task.situation.type === 'wrap-segment'
      ? [happening.decision.values['tcp.flags']]
      : [],
  );
  expect(flags).toContain('RST');
  expect(outcomeOf(startExchange(world, FETCH, 2, () => 'automaton'))).toBe('failed');
  freeTimers(world, new Set(), () => 'automaton');
  expect(outcomeOf(startExchange(world, FETCH, 3, () => 'automaton'))).toBe('done');
});

test('what waits at a daemon that falls over is nobody’s work any more', () => {
  const world = town();
  const byHand = (exchange: number) =>
    startExchange(world, garbageWish('http-huge'), exchange, task =>
      task.situation.type === 'guard-request' ? 'person' : 'automaton',
    );
  byHand(1);
  byHand(2);
  const [first] = openTasks(world);
  expect(openTasks(world).length).toBe(2);
  decide(world, first?.id ?? 0, believe(world)(first as GuardTask), () => 'automaton');
  expect(openTasks(world)).toEqual([]);
});
