import { crewCapture } from '../../shared/session/capture.ts';
import { hostParts } from '../../shared/session/projections/host.ts';
import { reportRows } from '../../shared/session/report.ts';
import { roundStandings } from '../../shared/session/standings.ts';
import type { StandingsView } from '../../shared/session/views/progress.ts';
import type { Phase } from '../../shared/session/views/seat.ts';
import type { Store } from '../storage/open-store.ts';
import type { LiveSession } from './live-session.ts';

/** What stays readable of a session when the engine has moved on. */
export interface Snapshot {
  readonly phase: Phase;
  readonly round: number;
  readonly missionTitle: string;
  readonly standings: StandingsView | null;
  readonly report: readonly (readonly (string | number)[])[];
}

const RUNNING: readonly Phase[] = ['playing', 'paused'];

const complain = (what: string) => (reason: unknown) => {
  console.error(`${what} could not be kept: ${String(reason)}`);
};

export const saveSnapshot = async (store: Store, live: LiveSession): Promise<void> => {
  const { head } = hostParts(live.fold);
  const snapshot: Snapshot = {
    phase: head.phase,
    round: head.round,
    missionTitle: head.missionTitle,
    standings: roundStandings(live.fold),
    report: reportRows(live.fold),
  };
  await store.sessions.saveSnapshot({
    session: live.id,
    atMs: live.lastEventAtMs,
    body: JSON.stringify(snapshot),
  });
};

const saveCaptures = async (store: Store, live: LiveSession, round: number): Promise<void> => {
  const captures = live.fold.crews.flatMap((_, crew) =>
    [false, true].map(refused => ({
      session: live.id,
      round,
      crew,
      refused: refused ? 1 : 0,
      bytes: crewCapture(live.fold, crew, { refused, viewer: null }),
    })),
  );
  for (const capture of captures) await store.sessions.saveCapture(capture);
};

/** After an event: a new phase leaves a snapshot, a finished round its captures, a finished session its end. */
export const keepResults = (store: Store, live: LiveSession, phaseBefore: Phase): void => {
  const { phase, round } = live.fold;
  if (phase === phaseBefore) return;
  saveSnapshot(store, live).catch(complain('A snapshot'));
  if (RUNNING.includes(phaseBefore) && !RUNNING.includes(phase)) {
    saveCaptures(store, live, round).catch(complain('A capture'));
  }
  if (phase === 'ended') {
    store.sessions.markEnded(live.id, live.lastEventAtMs).catch(complain('The end of a session'));
  }
};
