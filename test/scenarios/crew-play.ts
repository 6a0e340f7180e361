import { draw } from '../../shared/base/random.ts';
import type { Reply } from '../../shared/session/reply.ts';
import type { SessionSettings } from '../../shared/session/settings.ts';
import {
  answer,
  answerRight,
  host,
  join,
  openTable,
  pass,
  say,
  seatOf,
  type Table,
  wrongAnswer,
} from '../shared/session/table.ts';

const THINKING_MS = 6_000;
const WRONG_SHARE = 0.25;

/** What one scripted person went through. */
export interface Went {
  decided: number;
  wrong: number;
  emptySeconds: number;
  longestEmptySeconds: number;
}

/** A session that scripted people play: right as the automaton is, now and then wrong by a value on offer. */
export interface CrewPlay {
  readonly table: Table;
  readonly went: ReadonlyMap<string, Went>;
  /** Commands that the session did not take. */
  readonly refused: readonly Reply[];
}

type OnWrong = (playerId: string, reply: Reply) => void;

export const beginCrews = (settings: Partial<SessionSettings>, people: number): CrewPlay => {
  const table = openTable({ crewSize: people, ...settings });
  const names = Array.from({ length: people }, (_, index) => `p${index + 1}`);
  join(table, ...names);
  host(table, { type: 'start-round' });
  const fresh = (): Went => ({ decided: 0, wrong: 0, emptySeconds: 0, longestEmptySeconds: 0 });
  return { table, went: new Map(names.map(name => [name, fresh()])), refused: [] };
};

const decideOne = (play: CrewPlay, id: string, went: Went, onWrong: OnWrong): Reply => {
  const { table } = play;
  const taskId = seatOf(table, id).tray[0]?.task.id ?? 0;
  say(table, id, { type: 'open', taskId });
  went.decided += 1;
  const isWrong = draw('crews', id, went.decided) < WRONG_SHARE;
  const wrong = isWrong ? wrongAnswer(table, id) : null;
  if (wrong === null) return answerRight(table, id);
  went.wrong += 1;
  const reply = answer(table, id, wrong);
  onWrong(id, reply);
  return reply;
};

const closeRefutation = ({ table }: CrewPlay, id: string): void => {
  const open = table.session.players.get(id)?.play.refutation ?? null;
  if (open === null) return;
  say(table, id, { type: 'because', refutationId: open.view.refutationId, choice: null });
};

const countWait = (went: Went, hasWork: boolean): void => {
  went.emptySeconds = hasWork ? 0 : went.emptySeconds + 1;
  went.longestEmptySeconds = Math.max(went.longestEmptySeconds, went.emptySeconds);
};

/** Whether there is idle-time work beside an empty tray; it is answered a second later. */
const doesSideWork = (table: Table, id: string): boolean => {
  const open = table.session.players.get(id)?.play.sideWork ?? null;
  if (open === null || open.view.outcome !== 'open') return false;
  say(table, id, { type: 'side-work', sideTaskId: open.view.sideTaskId, choice: open.right });
  return true;
};

/** Lets the people play for `seconds`; `pace` says how many times slower than usual somebody is. */
export const playCrews = (
  play: CrewPlay,
  seconds: number,
  onWrong: OnWrong,
  pace: (playerId: string) => number = () => 1,
): void => {
  const { table } = play;
  const refused = play.refused as Reply[];
  for (let second = 0; second < seconds; second += 1) {
    pass(table, 1);
    for (const [id, went] of play.went) {
      const [item] = seatOf(table, id).tray;
      countWait(went, item !== undefined || doesSideWork(table, id));
      const ready = item !== undefined && table.session.clock.playMs - item.arrivedMs;
      if (ready === false || ready < THINKING_MS * pace(id)) continue;
      const reply = decideOne(play, id, went, onWrong);
      if (!reply.ok) refused.push(reply);
      closeRefutation(play, id);
    }
  }
};
