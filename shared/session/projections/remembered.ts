import type { Session } from '../state.ts';

interface Part {
  readonly state: string;
  readonly value: unknown;
}

const parts = new WeakMap<Session, Map<string, Part>>();

/**
 * A part of somebody's view, made again only when the `state` it depends on has changed: an unchanged part is the same
 * object, so that a room compares by identity. A cache, never state.
 */
export const remembered = <T>(session: Session, key: string, state: string, make: () => T): T => {
  let known = parts.get(session);
  if (known === undefined) {
    known = new Map();
    parts.set(session, known);
  }
  const before = known.get(key);
  if (before?.state === state) return before.value as T;
  const value = make();
  known.set(key, { state, value });
  return value;
};
