import { signal } from '@preact/signals';
import type { Value } from '../../shared/network/task.ts';
import type { Bench } from '../../shared/rules/bench.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { CoachPart } from '../../shared/session/views/play.ts';
import type { HeadPart } from '../../shared/session/views/seat.ts';
import { openList } from '../bench/actions.tsx';
import type { Desk } from '../bench/desk.ts';
import { alertOnce, announce } from '../widgets/announce.tsx';
import { findingWords, refusalWords } from '../widgets/words.ts';
import { refusal, type SeatRoom } from './seat-room.ts';
import { play } from './sounds.ts';
import { shortWhoIn } from './who-at.ts';

type Verdict = NonNullable<CoachPart['verdict']>;

/** Task that was sent and has no answer yet. */
const sending = signal<number | null>(null);
/** A verdict has come and the next task shall take the focus. */
export const focusNext = signal(false);
/** On a phone the finding opens as a sheet; closed until the next one. */
export const sheetOpen = signal(false);

const tried = signal<Readonly<Record<string, readonly Value[]>>>({});

const triedKey = (taskId: number, path: string): string => `${taskId} ${path}`;

const rememberTried = (verdict: Verdict): void => {
  const next = { ...tried.value };
  for (const { field, given } of verdict.findings) {
    const key = triedKey(verdict.taskId, field);
    next[key] = [...(next[key] ?? []), given];
  }
  tried.value = next;
};

const SHADES: Readonly<Record<Exclude<Verdict['shade'], 'refused'>, string>> = {
  accepted: 'Accepted.',
  remarked: 'Accepted, though unusual.',
  'let-through': 'It left as you gave it. Watch what happens.',
  recorded: 'Sent.',
};

const hear = (verdict: Verdict): void => {
  if (verdict.shade === 'refused') {
    rememberTried(verdict);
    sheetOpen.value = true;
    const finding = verdict.findings[0];
    const words = finding === undefined ? null : findingWords(finding);
    alertOnce(words === null ? 'It came back.' : `It came back. ${words.happened} ${words.why}`);
    void play('refused');
    return;
  }
  focusNext.value = true;
  sheetOpen.value = false;
  alertOnce(verdict.repaired ? 'Repaired.' : SHADES[verdict.shade]);
  void play('sent');
};

/** Sends a command; what is refused is said and shown. */
export const actIn =
  (room: SeatRoom) =>
  async (command: Command): Promise<void> => {
    const reply = await room.act(command);
    if (!reply.ok) {
      refusal.value = refusalWords(reply.code, reply.facts);
      announce(refusal.value);
      return;
    }
    refusal.value = '';
    if (reply.verdict !== undefined) hear(reply.verdict);
  };

const blockedIn = (head: HeadPart, taskId: number, hasRefutation: boolean): string | null => {
  if (head.phase === 'paused') return 'Paused. What is on your bench stays.';
  if (head.phase !== 'playing') return 'No round is running.';
  if (hasRefutation) return 'Look at what happened to your last unit first.';
  return sending.value === taskId ? 'Waiting for the answer.' : null;
};

const triedOf = (bench: Bench): Desk['tried'] =>
  Object.fromEntries(
    bench.fields.map(({ path }) => [path, tried.value[triedKey(bench.taskId, path)] ?? []]),
  );

interface DeskParts {
  readonly room: SeatRoom;
  readonly bench: Bench;
  readonly head: HeadPart;
  readonly coach: CoachPart;
}

/** The bench with everything its form needs. */
export const deskFor = ({ room, bench, head, coach }: DeskParts): Desk => {
  const act = actIn(room);
  const { verdict } = coach;
  const refused = verdict?.shade === 'refused' && verdict.taskId === bench.taskId;
  return {
    bench,
    finding: refused ? (verdict.findings[0] ?? null) : null,
    tried: triedOf(bench),
    blocked: blockedIn(head, bench.taskId, coach.refutation !== null),
    decide: (action, values) => {
      sending.value = bench.taskId;
      openList.value = null;
      void act({ type: 'decide', taskId: bench.taskId, action, values }).finally(() => {
        sending.value = null;
      });
    },
    hint: head.help === 'exam' ? null : () => void act({ type: 'hint', taskId: bench.taskId }),
    hintStep: coach.hints.length,
    whoAt: shortWhoIn(head.crew, head.me.seat),
  };
};
