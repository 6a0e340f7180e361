import { signal } from '@preact/signals';

const KEY = 'all-hands-on-stack.finished';

// Storage throws where it is blocked: what was finished is then known to this page only.
const read = (): readonly string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(id => typeof id === 'string') : [];
  } catch {
    return [];
  }
};

/** Missions that were finished on this device. */
export const finished = signal(read());

/** A practice round was played to its end. */
export const markFinished = (missionId: string): void => {
  if (finished.value.includes(missionId)) return;
  finished.value = [...finished.value, missionId];
  try {
    localStorage.setItem(KEY, JSON.stringify(finished.value));
  } catch {
    return;
  }
};
