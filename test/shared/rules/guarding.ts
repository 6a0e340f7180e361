import { automatonDecision } from '../../../shared/network/automaton.ts';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import type { GuardTask } from '../../../shared/network/guard/guarded.ts';
import type { GarbageName } from '../../../shared/network/programs/garbage/garbage.ts';
import { decide, openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { Action, Decision, Value } from '../../../shared/network/task.ts';
import { judge } from '../../../shared/rules/judge.ts';
import type { Stopped } from '../missions/playing.ts';
import { garbageWish, town } from '../network/guard/guarded-town.ts';

/** A guard with unit number `unit` (from 0) of an exchange before it. */
export const guardAt = (spec: ExchangeSpec, unit = 0): Stopped => {
  const world = town();
  const assign = ({ situation }: { readonly situation: { readonly type: string } }) =>
    situation.type.startsWith('guard-') ? ('person' as const) : ('automaton' as const);
  startExchange(world, spec, 1, assign);
  for (let at = 0; at < unit; at += 1) {
    const [task] = openTasks(world);
    if (task !== undefined) decide(world, task.id, automatonDecision(world, task), assign);
  }
  const [task] = openTasks(world);
  if (task === undefined) throw new Error(`there is no unit ${unit}`);
  return { world, task: task as GuardTask };
};

/** The same for input of a stranger. */
export const garbageAt = (input: GarbageName, unit = 0): Stopped =>
  guardAt(garbageWish(input), unit);

/** An action with its values. */
export type Given = readonly [action: Action, values: Readonly<Record<string, Value>>];

/** Shade, code and tag of a verdict. */
export const verdictOf = ({ world, task }: Stopped, [action, values]: Given) => {
  const decision: Decision = { action, values };
  const { shade, findings } = judge(world, task, decision);
  return [shade, findings[0]?.code ?? '', findings[0]?.tag ?? ''];
};

export const take: Given = ['deliver', {}];
export const refuse = (answer: string, more: Readonly<Record<string, Value>> = {}): Given => [
  'answer',
  { answer, ...more },
];
export const drop = (reason: string): Given => ['drop', { reason }];
export const tell = (path: string, value: Value): Given => ['deliver', { [path]: value }];
