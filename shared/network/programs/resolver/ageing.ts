import { isWithin } from '../zone.ts';
import type { Cache } from './cache.ts';
import { EMPTY, type ResolverState } from './desk.ts';

/** What a resolver remembers when all that it knew of `name` and of names below is over; '' is all. Open questions stay. */
export const withoutName = (state: unknown, name: string): ResolverState => {
  const memory = (state as ResolverState | undefined) ?? EMPTY;
  const cache: Cache = new Map();
  for (const [key, entry] of memory.cache) {
    const [owner = ''] = key.split(' ');
    if (!isWithin(owner, name)) cache.set(key, entry);
  }
  return { ...memory, cache };
};
