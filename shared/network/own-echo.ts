import type { Task } from './task.ts';
import type { World } from './world.ts';

/** Whether an echo reply answers the question of the node it came to, RFC 792, RFC 4443 §4.2. */
export const isOwnEcho = (
  { exchanges }: World,
  { exchange, node }: Task,
  reply: { readonly identifier: number; readonly sequenceNumber: number },
): boolean => {
  const progress = exchange === null ? undefined : exchanges.get(exchange)?.progress;
  if (progress === undefined || progress.asker !== node) return false;
  const { identifier, sequenceNumber } = progress.echo ?? {};
  return identifier === reply.identifier && sequenceNumber === reply.sequenceNumber;
};
