import type { StationId } from '../network/task.ts';
import { findingView } from './finding-view.ts';
import { mapPart, sittersOf } from './projections/map.ts';
import type { Session } from './state.ts';
import type { FindingView } from './views/play.ts';
import type { MapPart, Phase } from './views/seat.ts';

/** What look back needs besides the trace: names and places, no bytes. */
export interface CrewOutline {
  readonly title: string;
  readonly missionTitle: string;
  readonly round: number;
  readonly phase: Phase;
  readonly crew: number;
  readonly crews: readonly { readonly crew: number; readonly name: string }[];
  /** Everybody who sits in the crew or decided something there. */
  readonly people: readonly {
    readonly playerId: string;
    readonly nickname: string;
    readonly stations: readonly StationId[];
  }[];
  readonly map: MapPart;
  /** Units that were refused before they left: one's own, for the host all. */
  readonly refused: readonly {
    readonly taskId: number;
    readonly playerId: string;
    readonly exchange: number | null;
    readonly findings: readonly FindingView[];
  }[];
  /** Who looks; null: the host. */
  readonly me: string | null;
}

const peopleOf = (session: Session, crew: number): CrewOutline['people'] => {
  const { seats = [], game = null } = session.crews[crew] ?? {};
  const ids = new Set(seats.flatMap(({ playerId }) => (playerId === null ? [] : [playerId])));
  for (const { decidedBy } of game?.trace ?? []) ids.add(decidedBy);
  return [...ids].flatMap(id => {
    const player = session.players.get(id);
    if (player === undefined) return [];
    const stations = seats.find(seat => seat.playerId === id)?.stations ?? [];
    return [{ playerId: id, nickname: player.nickname, stations }];
  });
};

const refusedOf = (session: Session, crew: number, me: string | null): CrewOutline['refused'] =>
  (session.crews[crew]?.game?.refused ?? [])
    .filter(({ playerId }) => me === null || playerId === me)
    .map(({ task, playerId, findings }) => ({
      taskId: task.id,
      playerId,
      exchange: task.exchange,
      findings: findings.map(findingView),
    }));

/** The round of one crew as a frame for its trace, seen by `me` (null: the host). */
export const crewOutline = (session: Session, crew: number, me: string | null): CrewOutline => {
  const state = session.crews[crew] ?? null;
  return {
    title: session.settings.title,
    missionTitle: session.scenario.title,
    round: session.round,
    phase: session.phase,
    crew,
    crews: session.crews
      .filter(({ seats }) => seats.some(seat => seat.playerId !== null))
      .map(({ crew: number, name }) => ({ crew: number, name })),
    people: peopleOf(session, crew),
    map: mapPart(session, state, state === null ? undefined : sittersOf(session, state, me ?? '')),
    refused: refusedOf(session, crew, me),
    me,
  };
};
