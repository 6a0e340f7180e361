const LOOK_AGAIN_MS = 500;

/**
 * Calls `gone` once when npm, which started this process, has ended without passing a signal on. Whoever starts this
 * without npm may go away: then nothing is watched.
 */
export const watchParent = (gone: () => void): void => {
  if (process.env.npm_lifecycle_event === undefined) return;
  const first = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === first) return;
    clearInterval(timer);
    gone();
  }, LOOK_AGAIN_MS);
  timer.unref();
};
