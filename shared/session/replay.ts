import { toHex } from '../base/bytes.ts';
import type { Layer, StationId } from '../network/task.ts';
import type { KindId } from '../rules/kinds.ts';
import type { CrewGame, TraceEntry } from './crew-state.ts';
import { findingView } from './finding-view.ts';
import type { Session } from './state.ts';
import type { FindingView } from './views/play.ts';

/** One decision as it is looked back at. */
export interface TraceStep {
  readonly index: number;
  /** Virtual time, microseconds. */
  readonly atMicros: number;
  readonly taskId: number;
  readonly node: string;
  readonly layer: Layer;
  readonly station: StationId;
  readonly situation: string;
  /** 'automaton', 'apprentice' or a player id. */
  readonly decidedBy: string;
  /** Null at a station that nobody plays. */
  readonly kind: KindId | null;
  readonly action: string;
  /** What left: the unit handed on or the frame on the wire; what had come where nothing left. */
  readonly hex: string;
  readonly findings: readonly FindingView[];
  readonly exchange: number | null;
  /** Number of the all-hands message it belongs to, or null. */
  readonly allHands: number | null;
  /** Where the unit went next: a station, or a node when it went onto the wire; null where it ended. */
  readonly to: string | null;
}

interface Made {
  readonly bytes: Uint8Array;
  readonly to: string;
}

const madeByTask = (game: CrewGame): ReadonlyMap<number, Made> => {
  const made = new Map<number, Made>();
  for (const { task } of game.trace) {
    // A packet that waits for ARP is handed on after the question that it caused, which is empty.
    if (task.cause !== null && (made.get(task.cause)?.bytes.length ?? 0) === 0) {
      made.set(task.cause, { bytes: task.unit, to: task.station });
    }
  }
  for (const { task, bytes, to } of game.world.capture) {
    if (task !== null) made.set(task, { bytes, to: to.split('.')[0] ?? to });
  }
  return made;
};

const stepOf = (
  game: CrewGame,
  made: ReadonlyMap<number, Made>,
  { task, atMicros, decision, decidedBy, kind, findings }: TraceEntry,
  index: number,
  viewer: string | null,
): TraceStep => {
  const unit = made.get(task.id);
  return {
    index,
    atMicros,
    taskId: task.id,
    node: task.node,
    layer: task.layer,
    station: task.station,
    situation: task.situation.type,
    decidedBy,
    kind,
    action: decision.action,
    hex: toHex(unit?.bytes ?? task.unit),
    findings: viewer === null || viewer === decidedBy ? findings.map(findingView) : [],
    exchange: task.exchange,
    allHands: game.plans.get(task.exchange ?? -1)?.allHands ?? null,
    to: unit?.to ?? null,
  };
};

/**
 * Every decision of a crew's round in order, for look back; empty before a round. What was found about a decision is for
 * its own player and for the host (`viewer` null): nobody learns from others' mistakes by name.
 */
export const crewTrace = (
  session: Session,
  crew: number,
  viewer: string | null,
): readonly TraceStep[] => {
  const game = session.crews[crew]?.game ?? null;
  if (game === null) return [];
  const made = madeByTask(game);
  return game.trace.map((entry, index) => stepOf(game, made, entry, index, viewer));
};
