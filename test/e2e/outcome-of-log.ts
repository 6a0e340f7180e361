import { crewCapture } from '../../shared/session/capture.ts';
import { sessionDigest } from '../../shared/session/digest.ts';
import { foldLog } from '../../shared/session/fold.ts';
import { eventsIn } from '../shared/session/events-in.ts';

/** What a log amounts to. Hashes are 64 hex digits by the machine's own SHA-256, not by ours. */
export interface Outcome {
  readonly digest: string;
  readonly captureBytes: number;
  readonly capture: string;
  readonly refused: string;
}

const hash = async (bytes: Uint8Array): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
};

/** Folds a log, one event a line. Runs in Node and in a page alike. */
export const outcomeOfLog = async (log: string): Promise<Outcome> => {
  const folded = foldLog(eventsIn(log));
  if (!folded.ok) throw new Error(folded.error.code);
  const capture = crewCapture(folded.value, 0, { viewer: null });
  return {
    digest: sessionDigest(folded.value),
    captureBytes: capture.length,
    capture: await hash(capture),
    refused: await hash(crewCapture(folded.value, 0, { refused: true, viewer: null })),
  };
};
