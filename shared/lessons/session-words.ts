/** Why a command was not done. Every code has words in `session-en.ts`. */
const REFUSALS = [
  'paused',
  'not-playing',
  'round-over',
  'session-over',
  'unknown-player',
  'host-only',
  'player-only',
  'task-gone',
  'not-on-bench',
  'action-not-offered',
  'refutation-gone',
  'already-answered',
  'all-hints-open',
  'answer-later',
  'no-hints-in-exam',
  'unknown-kind',
  'apprentice-not-ready',
  'no-apprentices-here',
  'no-side-work',
  'no-such-lobby-task',
  'not-in-lobby',
  'nickname-empty',
  'nickname-taken',
  'no-such-crew',
  'no-such-seat',
  'seat-taken',
  'already-running',
  'not-paused',
  'no-such-mission',
  'bad-settings',
  'nothing-to-show',
  'too-fast',
  'not-understood',
  'not-kept',
  'nickname-too-long',
  'nickname-word',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** Lines of a seat's log. */
const LOG_KEYS = [
  'log/arrived',
  'log/accepted',
  'log/remarked',
  'log/repaired',
  'log/refused',
  'log/recorded',
  'log/let-through',
  'log/delivered',
  'log/all-hands-released',
  'log/all-hands-delivered',
  'log/apprentice-did',
  'log/apprentice-gave-back',
  'log/level-up',
  'log/level-down',
  'log/starts-again',
  'log/bot-took-over',
  'log/welcome-back',
  'log/round-started',
  'log/round-ended',
] as const;
export type LogKey = (typeof LOG_KEYS)[number];

/** The four frames of a refutation: what left, who got it, the byte they looked at, what they did. */
const FRAME_KEYS = [
  'frame/left',
  'frame/never-left',
  'frame/arrived-at',
  'frame/arrived-nowhere',
  'frame/looked-at',
  'frame/unclaimed',
  'frame/lost',
  'frame/dropped',
  'frame/answered',
  'frame/delivered-wrong',
  'frame/nothing-came-back',
] as const;
export type FrameKey = (typeof FRAME_KEYS)[number];

/** What a seat without work waits for; notices of the head line; suggestions for the host. */
const SEAT_KEYS = [
  'waiting/next-unit',
  'waiting/upper-neighbour',
  'waiting/start',
  'waiting/go-on',
  'notice/extra-time',
  'notice/removed',
  'suggest/longer-round',
  'suggest/smaller-crews',
  'suggest/feed-faster',
  'side/nothing-wrong',
] as const;
export type SeatKey = (typeof SEAT_KEYS)[number];
