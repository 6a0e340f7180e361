import type { Task } from '../network/task.ts';

/** A frame of a capture: the task that put it on the wire, and those before it in the same node, top down. */
interface Sent {
  readonly makers: readonly { readonly task: Task }[];
}

const OVERTAKES = 'left while an earlier one of its connection still lay in somebody’s hands';
const OVERTAKEN = 'lay in somebody’s hands while a later one of its connection left';

interface Place {
  readonly connection: string;
  /** Grows in the order in which TCP wanted its segments sent. */
  readonly order: number;
}

const placeOf = ({ makers }: Sent): Place | null => {
  for (const { task } of makers) {
    const { situation } = task;
    if (situation.type === 'wrap-segment') {
      return { connection: `${task.node} ${situation.socket}`, order: task.id };
    }
  }
  return null;
};

/**
 * For each frame what an analyser cannot know of the order of segments (RFC 9293 §3.4): a person who thinks holds up one
 * segment of a connection while the next leaves. Null where nothing is to be said.
 */
export const orderRemarks = (frames: readonly Sent[]): readonly (string | null)[] => {
  const places = frames.map(placeOf);
  const lowestAfter = new Map<string, number>();
  const overtakes = places.map(() => false);
  for (const [fromEnd, place] of places.toReversed().entries()) {
    if (place === null) continue;
    const lowest = lowestAfter.get(place.connection) ?? Number.POSITIVE_INFINITY;
    overtakes[places.length - 1 - fromEnd] = lowest < place.order;
    lowestAfter.set(place.connection, Math.min(lowest, place.order));
  }
  const highestBefore = new Map<string, number>();
  return places.map((place, index) => {
    if (place === null) return null;
    const highest = highestBefore.get(place.connection) ?? 0;
    highestBefore.set(place.connection, Math.max(highest, place.order));
    if (highest > place.order) return OVERTAKEN;
    return overtakes[index] === true ? OVERTAKES : null;
  });
};
