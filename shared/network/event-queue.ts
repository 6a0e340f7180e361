/** A binary heap: earliest first, and in the order of coming where times are equal. */
export interface EventQueue<T> {
  readonly heap: Entry<T>[];
  nextOrder: number;
}

interface Entry<T> {
  readonly atMicros: number;
  readonly order: number;
  readonly event: T;
}

export const createEventQueue = <T>(): EventQueue<T> => ({ heap: [], nextOrder: 0 });

const isEarlier = <T>(a: Entry<T>, b: Entry<T>): boolean =>
  a.atMicros < b.atMicros || (a.atMicros === b.atMicros && a.order < b.order);

/** Puts `event` in at its time. */
export const enqueue = <T>(queue: EventQueue<T>, atMicros: number, event: T): void => {
  const { heap } = queue;
  const entry = { atMicros, order: queue.nextOrder, event };
  queue.nextOrder += 1;
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parentAt = (at - 1) >> 1;
    const parent = heap[parentAt];
    if (parent === undefined || !isEarlier(entry, parent)) break;
    heap[at] = parent;
    at = parentAt;
  }
  heap[at] = entry;
};

const earlierChild = <T>(heap: readonly Entry<T>[], at: number): number => {
  const left = heap[2 * at + 1];
  const right = heap[2 * at + 2];
  return left !== undefined && right !== undefined && isEarlier(right, left)
    ? 2 * at + 2
    : 2 * at + 1;
};

/** When the earliest event is due; infinity when there is none. */
export const firstAt = <T>({ heap }: EventQueue<T>): number => heap[0]?.atMicros ?? Infinity;

/** Takes the earliest event out; undefined when there is none. */
export const dequeue = <T>(
  queue: EventQueue<T>,
): { readonly atMicros: number; readonly event: T } | undefined => {
  const { heap } = queue;
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || first === last) return first;
  let at = 0;
  for (;;) {
    const childAt = earlierChild(heap, at);
    const child = heap[childAt];
    if (child === undefined || !isEarlier(child, last)) break;
    heap[at] = child;
    at = childAt;
  }
  heap[at] = last;
  return first;
};
