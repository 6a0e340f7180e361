import { concat } from '../../../base/bytes.ts';
import type { ProgramEffect } from '../program.ts';

/** What is written to one connection with nothing between goes in one piece, as a socket's buffer would have it. */
export const joinedSends = (effects: readonly ProgramEffect[]): ProgramEffect[] => {
  const all: ProgramEffect[] = [];
  for (const effect of effects) {
    const last = all.at(-1);
    const goesOn =
      last?.type === 'send' && effect.type === 'send' && last.connection === effect.connection;
    if (goesOn) all[all.length - 1] = { ...last, bytes: concat(last.bytes, effect.bytes) };
    else all.push(effect);
  }
  return all;
};
