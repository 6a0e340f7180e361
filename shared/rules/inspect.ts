import type { Task } from '../network/task.ts';
import type { World } from '../network/world.ts';

/** What the check tool answers when a header field and a table row are marked. */
export type Agreement = 'agrees' | 'disagrees' | 'unrelated';

/** `field` is a field path of the task's own header, `table` the id of an own table, `row` counts from 0. */
export declare const inspect: (
  world: World,
  task: Task,
  field: string,
  table: string,
  row: number,
) => Agreement;
