import { useEffect, useState } from 'preact/hooks';

export const SPEEDS = [0.5, 1, 2, 4] as const;
const STEP_MS = 1000;

export interface Replay {
  readonly at: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly go: (to: number) => void;
  readonly step: (by: 1 | -1) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, select, textarea, summary, [role=grid], .map-buttons') !== null;

const isPlain = ({ ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean =>
  !(ctrlKey || metaKey || altKey) && !isTyping(target);

/** What a key does; undefined when it is none of ours. Space on a button presses the button. */
const actionOf = (replay: Replay, { key, target }: KeyboardEvent): (() => void) | undefined => {
  if (key === 'ArrowLeft') return () => replay.step(-1);
  if (key === 'ArrowRight') return () => replay.step(1);
  return key === ' ' && !(target instanceof HTMLButtonElement) ? replay.toggle : undefined;
};

/** Arrows step, Space plays and pauses, unless a control of its own has the focus. */
const useReplayKeys = (replay: Replay): void => {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const action = isPlain(event) ? actionOf(replay, event) : undefined;
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
};

/** Where the replay of `count` steps stands, and what moves it; a new `key` begins at its first step. */
export const useReplay = (count: number, key: string): Replay => {
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  useEffect(() => {
    setAt(0);
    setPlaying(false);
  }, [key]);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      setAt(now => {
        if (now + 1 >= count - 1) setPlaying(false);
        return Math.min(now + 1, count - 1);
      });
    }, STEP_MS / speed);
    return () => clearInterval(timer);
  }, [playing, speed, count]);
  const replay: Replay = {
    at: Math.min(at, Math.max(0, count - 1)),
    playing,
    speed,
    go: to => {
      setPlaying(false);
      setAt(Math.max(0, Math.min(count - 1, to)));
    },
    // Counted from where it stands by then: keys may come faster than the page is drawn.
    step: by => {
      setPlaying(false);
      setAt(now => Math.max(0, Math.min(count - 1, now + by)));
    },
    toggle: () => {
      if (!playing && at >= count - 1) setAt(0);
      setPlaying(!playing);
    },
    setSpeed,
  };
  useReplayKeys(replay);
  return replay;
};
