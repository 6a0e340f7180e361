import { useEffect, useRef } from 'preact/hooks';
import type { SeatRoom } from './seat-room.ts';
import type { StationParts } from './station-parts.ts';

/** Takes the oldest unit of the tray to an empty bench, unless there is still something to look at. */
export const useAutoOpen = (room: SeatRoom, { head, bench, coach, tray }: StationParts): void => {
  const asked = useRef<number | null>(null);
  const taskId = tray.items[0]?.taskId ?? null;
  const free = bench === null && coach.refutation === null && head.phase === 'playing';
  useEffect(() => {
    if (!free || taskId === null || asked.current === taskId) return;
    asked.current = taskId;
    // A unit that is gone meanwhile needs no word: the next one comes.
    void room.act({ type: 'open', taskId });
  }, [room, free, taskId]);
};
