import { putLast } from '../base/fifo.ts';
import { draw, drawInteger, keyAfter } from '../base/random.ts';
import type { Happening } from './happening.ts';
import { keepLineage, type Lineage, lineageOf } from './lineage.ts';
import type { Place } from './machinery.ts';
import { placeAt, stepAt } from './names.ts';
import type { Note } from './note.ts';
import type { Layer, Situation, Task } from './task.ts';
import type { World } from './world.ts';

/** Work for a layer, before it has a number. */
export interface Errand {
  readonly node: string;
  readonly layer: Layer;
  readonly situation: Situation;
  readonly unit: Uint8Array;
  readonly exchange: number | null;
  readonly cause: number | null;
  readonly note?: Note | null;
}

const NO_BYTES = new Uint8Array();

/** Adds to what the running call reports. */
export const report = (world: World, happening: Happening): void => {
  world.inner.happenings.push(happening);
};

/** Makes a task of `errand`; the simulator finds out who decides it. */
export const arise = (world: World, errand: Errand): Task => {
  const { node, layer, situation, unit, exchange, cause, note = null } = errand;
  const { inner } = world;
  const id = inner.nextTask;
  inner.nextTask += 1;
  const place = placeAt(world, node, layer);
  const task: Task = {
    id,
    station: place.station,
    node,
    layer,
    situation,
    unit,
    exchange,
    cause,
    arisenAtMicros: world.nowMicros,
  };
  keepLineage(inner.lineage, id, {
    cause,
    key: lineageKey(world, errand, place),
    note,
    followed: null,
  });
  remember(world, task);
  putLast(inner.arising, task);
  return task;
};

/** What the layer that made a task knows beyond its situation, until the task is decided. */
export const noteOf = ({ inner }: World, taskId: number): Note | null =>
  lineageOf(inner.lineage, taskId)?.note ?? null;

const remember = (world: World, task: Task): void => {
  const exchange = task.exchange === null ? undefined : world.exchanges.get(task.exchange);
  if (exchange === undefined) return;
  exchange.root ??= task.id;
  exchange.tasks.push(task.id);
  exchange.places.add(task.node);
};

/** What begins here has a key of its own. */
const keyOf = (seed: string, ...purpose: readonly (string | number)[]): number =>
  drawInteger(2 ** 32, seed, ...purpose) | 0;

/** The same ancestry gives the same key, whatever else goes on in the network (see decision records). */
const lineageKey = (world: World, errand: Errand, place: Place): number => {
  const { cause, exchange, situation } = errand;
  const parent = cause === null ? undefined : lineageOf(world.inner.lineage, cause);
  const step = stepAt(place, situation.type);
  if (parent === undefined) {
    // By a clock outside, what nobody has wished for comes again and again: each time has its own luck.
    return exchange === null && world.inner.horizonMicros !== null
      ? keyOf(world.seed, -1, step, world.nowMicros)
      : keyOf(world.seed, exchange ?? -1, step);
  }
  return keyAfter(parent.key, step, attemptAt(parent, step));
};

/** How often `step` has followed from `parent` before; it follows once more. */
const attemptAt = (parent: Lineage, step: number): number => {
  const { followed } = parent;
  // Most tasks have one that follows: a list for each would be a tenth of what a task costs.
  if (followed === null) {
    parent.followed = step;
    return 0;
  }
  if (typeof followed === 'number') {
    parent.followed = [followed, step];
    return followed === step ? 1 : 0;
  }
  let attempts = 0;
  for (const one of followed) if (one === step) attempts += 1;
  followed.push(step);
  return attempts;
};

/** The work that follows from `task`: same node and exchange, caused by it. */
export const follow = (
  world: World,
  task: Pick<Task, 'node' | 'exchange' | 'id'>,
  layer: Layer,
  situation: Situation,
  unit: Uint8Array = NO_BYTES,
  note: Note | null = null,
): Task => {
  const { node, exchange, id } = task;
  return arise(world, { node, layer, situation, unit, exchange, cause: id, note });
};

/** Stands for the task that sent a frame which no station decided. `purpose` decides its luck: it has no ancestry. */
export const nobodysTask = (
  { inner, seed }: World,
  ...purpose: readonly (string | number)[]
): number => {
  const id = inner.nextTask;
  inner.nextTask += 1;
  keepLineage(inner.lineage, id, {
    cause: null,
    key: keyOf(seed, ...purpose),
    note: null,
    followed: null,
  });
  return id;
};

const keyOfTask = (world: World, taskId: number): number =>
  (lineageOf(world.inner.lineage, taskId)?.key ?? 0) >>> 0;

/** A number in [0, 1) that belongs to this task and purpose alone: asked again, it is the same. */
export const drawFor = (
  world: World,
  taskId: number,
  ...purpose: readonly (string | number)[]
): number => draw(world.seed, keyOfTask(world, taskId), ...purpose);

/** A whole number in 0..limit-1 that belongs to this task and purpose alone. */
export const drawIntegerFor = (
  world: World,
  limit: number,
  taskId: number,
  ...purpose: readonly (string | number)[]
): number => drawInteger(limit, world.seed, keyOfTask(world, taskId), ...purpose);
