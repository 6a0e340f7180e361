import { writePcapng } from '../protocols/pcapng.ts';
import type { Finding } from '../rules/verdict.ts';
import type { CrewGame } from './crew-state.ts';
import { orderRemarks } from './overtaken.ts';
import type { Session } from './state.ts';

/** Which part of a crew's capture: of one person's frames alone; of the units that were refused. */
export interface CaptureWish {
  readonly playerId?: string;
  readonly refused?: boolean;
  /** Who looks: findings and refused units of others are for the host alone (null). */
  readonly viewer: string | null;
}

const maySee = ({ viewer }: CaptureWish, playerId: string): boolean =>
  viewer === null || viewer === playerId;

interface Packet {
  readonly at: string;
  readonly atMicros: number;
  readonly bytes: Uint8Array;
  readonly comment: string;
}

const said = (findings: readonly Finding[]): string =>
  findings.map(({ code, field, rfc }) => `${code} (${field}, ${rfc})`).join('; ');

const nameOf = (session: Session, decidedBy: string): string => {
  if (decidedBy === 'automaton') return 'the automaton';
  if (decidedBy === 'apprentice') return 'an apprentice';
  return session.players.get(decidedBy)?.nickname ?? decidedBy;
};

/** Decisions that shaped a frame, top down: those of its task and of all tasks before it in the same node. */
const ancestry = (game: CrewGame): ReadonlyMap<number, readonly number[]> => {
  const lines = new Map<number, readonly number[]>();
  const nodes = new Map<number, string>();
  for (const { task } of game.trace) {
    const isSameNode = task.cause !== null && nodes.get(task.cause) === task.node;
    const before = isSameNode && task.cause !== null ? (lines.get(task.cause) ?? []) : [];
    lines.set(task.id, [...before, task.id]);
    nodes.set(task.id, task.node);
  }
  return lines;
};

type Maker = CrewGame['trace'][number];

const isByHand = ({ decidedBy }: Maker): boolean =>
  decidedBy !== 'automaton' && decidedBy !== 'apprentice';

const SAME_PACKET = 'the same packet one link further; an analyser may call it a retransmission';

/**
 * A capture of all links would show a packet once per hop, and an analyser calls that a retransmission. So a packet is
 * taken where it begins, and again only where a person forwarded it; copies that a switch makes are left out.
 */
const isRepeat = (game: CrewGame, from: string, makers: readonly Maker[]): boolean => {
  const [node = ''] = from.split('.');
  if (game.world.nodes.get(node)?.spec.role === 'switch') return true;
  return isForwarded(makers) && !makers.some(isByHand);
};

const isForwarded = (makers: readonly Maker[]): boolean =>
  makers.some(({ task }) => task.situation.type === 'forward-packet');

/** What an analyser cannot know: that nobody asked for a unit, that no reply to it was expected, or that it is rubbish. */
const wishOf = (
  { world }: CrewGame,
  exchange: number | null,
  { viewer }: CaptureWish,
): string[] => {
  const spec = world.exchanges.get(exchange ?? -1)?.spec;
  if (spec?.type === 'decoy')
    return [`nobody asked for this (${spec.decoy}); no answer is expected`];
  if (spec?.type === 'echo') {
    return [`wish: an echo from ${spec.node}; it may end in a report instead of a reply`];
  }
  const input = spec?.type === 'use' ? spec.settings?.input : undefined;
  // Whoever judges the input in the round must not read here what is wrong with it.
  return typeof input === 'string' && viewer === null
    ? [`a stranger tries (${input}); an analyser may call it malformed`]
    : [];
};

/** Who decided what shaped a frame, and what was found wrong with it. */
const decidersOf = (session: Session, makers: readonly Maker[], wish: CaptureWish): string[] => {
  const comment = makers
    .filter(one => one.decidedBy !== 'automaton' || one.findings.length > 0)
    .map(({ task: { station }, decidedBy, findings }) => {
      const isTold = findings.length > 0 && maySee(wish, decidedBy);
      const remark = isTold ? `: ${said(findings)}` : '';
      return `${station} decided by ${nameOf(session, decidedBy)}${remark}`;
    });
  return comment.length === 0 ? ['decided by automata'] : comment;
};

const framesOf = (session: Session, game: CrewGame, wish: CaptureWish): Packet[] => {
  const entries = new Map(game.trace.map(entry => [entry.task.id, entry]));
  const lines = ancestry(game);
  const frames = game.world.capture.flatMap(frame => {
    const makers = (lines.get(frame.task ?? -1) ?? []).flatMap(id => entries.get(id) ?? []);
    return isRepeat(game, frame.from, makers) ? [] : [{ ...frame, makers }];
  });
  const remarks = orderRemarks(frames);
  return frames.flatMap(({ from, to, atMicros, bytes, exchange, makers }, index) => {
    if (wish.playerId !== undefined && !makers.some(one => one.decidedBy === wish.playerId))
      return [];
    const comment = decidersOf(session, makers, wish);
    if (isForwarded(makers)) comment.push(SAME_PACKET);
    const remark = remarks[index] ?? null;
    if (remark !== null) comment.push(remark);
    comment.push(...wishOf(game, exchange, wish));
    return [{ at: `${from} to ${to}`, atMicros, bytes, comment: comment.join('\n') }];
  });
};

const refusedOf = (session: Session, game: CrewGame, wish: CaptureWish): Packet[] =>
  game.refused.flatMap(({ task, atMicros, bytes, playerId, findings }) => {
    if (bytes === null || !maySee(wish, playerId)) return [];
    if (wish.playerId !== undefined && wish.playerId !== playerId) return [];
    const comment = `refused at ${task.station}, ${nameOf(session, playerId)}: ${said(findings)}`;
    return [{ at: task.node, atMicros, bytes, comment }];
  });

/** A crew's round as pcapng with a comment per decision; frame check sequences are part of the frames. */
export const crewCapture = (session: Session, crew: number, wish: CaptureWish): Uint8Array => {
  const game = session.crews[crew]?.game ?? null;
  const list = wish.refused === true ? refusedOf : framesOf;
  const packets = game === null ? [] : list(session, game, wish);
  const names = [...new Set(packets.map(packet => packet.at))];
  return writePcapng({
    interfaces: names.map(name => ({ name, linkType: 1, fcsLength: 4 })),
    packets: packets.map(({ at, atMicros, bytes, comment }) => ({
      interfaceIndex: names.indexOf(at),
      timestampMicros: atMicros,
      bytes,
      comment,
    })),
    comment: `All Hands on Stack, ${session.scenario.id}, crew ${crew + 1}, round ${session.round}`,
  });
};
