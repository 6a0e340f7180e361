import { ACT } from '../../shared/messages/command-schema.ts';
import type { Command } from '../../shared/session/commands.ts';
import { HOST_ACTOR } from '../../shared/session/events.ts';
import { type Reply, refuse } from '../../shared/session/reply.ts';
import type { LiveSession } from './live-session.ts';
import type { Holder, Seats } from './seats.ts';

/** A nickname as it may be shown, or the refusal that says why not. */
export type CleanName = (
  given: string,
) => { readonly nickname: string } | { readonly refusal: Reply };

/** Who practises alone is also the host of it, as far as the clock and the mission go. */
const ALONE_MAY: readonly Command['type'][] = [
  'start-round',
  'pause',
  'go-on',
  'extend',
  'end-round',
  'end-session',
  'next-round',
  'help',
];

const actorOf = (live: LiveSession, holder: Holder, command: Command): string | null => {
  if (holder.role === 'host') return HOST_ACTOR;
  const alone = live.fold.settings.practiceStations !== null && ALONE_MAY.includes(command.type);
  return alone ? HOST_ACTOR : holder.playerId;
};

const withCleanName = (
  command: Command,
  clean: CleanName,
): { readonly command: Command } | { readonly refusal: Reply } => {
  if (command.type !== 'nickname' && command.type !== 'rename') return { command };
  const cleaned = clean(command.nickname);
  if ('refusal' in cleaned) return cleaned;
  return { command: { ...command, nickname: cleaned.nickname } };
};

/** Takes whatever a client sent as an action: shape, wording, actor; then the log and the fold decide. */
export const makeAct =
  (seats: Seats, clean: CleanName) =>
  async (live: LiveSession, holder: Holder, message: unknown): Promise<Reply> => {
    const read = ACT.safeParse(message);
    if (!read.success) return refuse('not-understood');
    const cleaned = withCleanName(read.data.command, clean);
    if ('refusal' in cleaned) return cleaned.refusal;
    const { command } = cleaned;
    const actor = actorOf(live, holder, command);
    if (actor === null) return refuse('host-only');
    const reply = await live.command(actor, read.data.id, command);
    if (reply.ok && command.type === 'unlock-seat') await seats.unlock(live, command.playerId);
    return reply;
  };
