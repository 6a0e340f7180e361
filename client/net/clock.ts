import { signal } from '@preact/signals';

/** Server time minus local time, milliseconds, from the last join. */
let offsetMs = 0;

/** Server time as this page knows it, refreshed four times a second while somebody looks at a clock. */
const serverNowMs = signal(Date.now());

/** Takes the server's clock: `sentAtMs` and now are local; half of the way there and back is added. */
export const alignClock = (serverMs: number, sentAtMs: number): void => {
  const localMs = Date.now();
  offsetMs = serverMs + (localMs - sentAtMs) / 2 - localMs;
  serverNowMs.value = localMs + offsetMs;
};

setInterval(() => {
  serverNowMs.value = Date.now() + offsetMs;
}, 250);

/** Time left in milliseconds: counts down to `endsAtMs`, or stands still at `remainingMs` where that is null. */
export const leftMs = (endsAtMs: number | null, remainingMs: number): number =>
  endsAtMs === null ? remainingMs : Math.max(0, endsAtMs - serverNowMs.value);

/** '04:12'; '1:04:12' from an hour on. */
export const clockText = (milliseconds: number): string => {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = (count: number): string => String(count).padStart(2, '0');
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`;
};
