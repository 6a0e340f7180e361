import { cacheWithout } from './cache.ts';
import { EMPTY, type ResolverState } from './desk.ts';

/** What a resolver remembers when all that it knew of `name` and of names below is over; '' is all. Open questions stay. */
export const withoutName = (state: unknown, name: string): ResolverState => {
  const memory = (state as ResolverState | undefined) ?? EMPTY;
  return { ...memory, cache: cacheWithout(memory.cache, name) };
};
