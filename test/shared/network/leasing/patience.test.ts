import { describe, expect, test } from 'vitest';
import { automatonDecision } from '../../../../shared/network/automaton.ts';
import type { ExchangeSpec } from '../../../../shared/network/exchange.ts';
import type { Assign } from '../../../../shared/network/happening.ts';
import { decide, openTasks, startExchange } from '../../../../shared/network/simulator.ts';
import type { Decision, SituationType, Task } from '../../../../shared/network/task.ts';
import { createWorld, type World } from '../../../../shared/network/world.ts';
import { squatted } from './lan.ts';

const PLUG_IN: ExchangeSpec = { type: 'configure', node: 'client' };

/** Somebody decides all of one sort; all else goes by itself. */
const withSomebodyAt =
  (type: SituationType): Assign =>
  ({ situation }) =>
    situation.type === type ? 'person' : 'automaton';

const atClient = withSomebodyAt('read-lease');
const atServer = withSomebodyAt('serve-lease');

const outcomesIn = ({ exchanges }: World): (string | null)[] =>
  [...exchanges.values()].map(({ outcome }) => outcome);

/** Decides what lies open until nothing does. */
const decideAll = (world: World, assign: Assign, decisionFor: (task: Task) => Decision): void => {
  for (let turn = 0; turn < 100; turn++) {
    const [task] = openTasks(world);
    if (task === undefined) return;
    decide(world, task.id, decisionFor(task), assign);
  }
};

describe('a host that is plugged in twice at once', () => {
  test('waits with the second wish for the lease of the first', () => {
    const world = createWorld(squatted({}), 'patience');
    startExchange(world, PLUG_IN, 1, atClient);
    startExchange(world, PLUG_IN, 2, atClient);
    expect(outcomesIn(world)).toEqual([null, null]);
    decideAll(world, atClient, task => automatonDecision(world, task));
    expect(outcomesIn(world)).toEqual(['done', 'done']);
  });

  test('ends both where nobody answers, and the clock of all others stands', () => {
    const world = createWorld(squatted({}), 'patience');
    startExchange(world, PLUG_IN, 1, atServer);
    startExchange(world, PLUG_IN, 2, atServer);
    decideAll(world, atServer, () => ({ action: 'drop', values: { reason: 'nothing-to-do' } }));
    expect(outcomesIn(world)).toEqual(['failed', 'failed']);
    // All that the client waits between its questions, and nothing of its user's ten minutes.
    expect(world.nowMicros).toBeLessThan(600_000_000);
  });
});
