import { signal } from '@preact/signals';
import type { HostCommand } from '../../shared/session/commands.ts';
import type { HostParts } from '../../shared/session/views/host.ts';
import type { RoomLink } from '../net/room.ts';
import { announce } from '../widgets/announce.tsx';
import { refusalWords } from '../widgets/words.ts';

/** Does something in the session; true when it was done. What was not done stands in `refusal`. */
export type Act = (command: HostCommand) => Promise<boolean>;

/** Why the last press of a button did nothing; '' when it did. */
export const refusal = signal('');

export const actThrough =
  (link: RoomLink<HostParts>): Act =>
  async command => {
    const reply = await link.act(command);
    refusal.value = reply.ok ? '' : refusalWords(reply.code, reply.facts);
    if (!reply.ok) announce(refusal.value);
    return reply.ok;
  };
