import type { ExchangeSpec } from './exchange.ts';
import type { Assign, Happening } from './happening.ts';
import type { Decision, Task } from './task.ts';
import type { World } from './world.ts';

export declare const startExchange: (
  world: World,
  spec: ExchangeSpec,
  exchangeId: number,
  assign: Assign,
) => Happening[];
export declare const decide: (
  world: World,
  taskId: number,
  decision: Decision,
  assign: Assign,
) => Happening[];
export declare const run: (world: World, assign: Assign) => Happening[];
export declare const openTasks: (world: World) => readonly Task[];
export declare const setLink: (world: World, end: string, up: boolean) => void;
