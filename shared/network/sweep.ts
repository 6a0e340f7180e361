import { forgetLineage, lineageOf, tasksIn } from './lineage.ts';
import type { NodeState, World } from './world.ts';

/** Fewer rows than this are not worth a sweep. */
const FEWEST_ROWS = 4096;

/** Tasks that sockets and programs of a node remember. */
const rememberedAt = ({ sockets, runs }: NodeState): (number | null)[] => [
  ...sockets.flatMap(({ sentBy, heldAcknowledgment }) => [...sentBy.values(), heldAcknowledgment]),
  ...[...runs.values()].flatMap(({ pending }) => pending.map(({ cause }) => cause)),
];

/** Tasks from which something may still follow. */
const sources = ({ inner, open, nodes, exchanges }: World): ReadonlySet<number | null> =>
  new Set([
    ...open.keys(),
    ...inner.flights.heap.map(({ event }) => event.cause),
    ...[...inner.timers.values()].map(({ guard }) => guard),
    ...[...inner.waiting.values()].flat().map(({ cause }) => cause),
    ...[...inner.unanswered.values()].map(({ cause }) => cause),
    ...[...nodes.values()].flatMap(rememberedAt),
    ...[...inner.running].flatMap(id => exchanges.get(id)?.tasks ?? []),
  ]);

/**
 * Forgets where tasks came from of which nothing can follow any more. An exchange clears away its own as it ends;
 * traffic from outside belongs to none. To be called between two runs.
 */
export const sweepLineage = (world: World): void => {
  const { lineage, cameIn, sweepAt } = world.inner;
  if (lineage.size < Math.max(sweepAt, FEWEST_ROWS)) return;
  const kept = new Set<number>();
  for (const source of sources(world)) {
    for (
      let at = source;
      at !== null && !kept.has(at);
      at = lineageOf(lineage, at)?.cause ?? null
    ) {
      kept.add(at);
    }
  }
  for (const id of tasksIn(lineage)) {
    if (!kept.has(id)) forgetLineage(lineage, id);
  }
  for (const id of [...cameIn.keys()]) {
    if (!kept.has(id)) cameIn.delete(id);
  }
  world.inner.sweepAt = 2 * lineage.size;
};
