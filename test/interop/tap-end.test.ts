import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NAMESPACE, whyNoTap } from './namespace.ts';

const REASON = whyNoTap(['npm']);

const PROJECT = join(import.meta.dirname, '..', '..');

/** Starts the bridge as its README says, signals npm and prints whether the device goes; a job of its own, as in a terminal. */
const script = (signal: string): string => `
set -m
said=$(mktemp)
npm run bridge -- 09-get-prices --tap tap0 > $said 2>&1 &
npm=$!
until grep -q 'plugged into' $said; do kill -0 $npm || { cat $said; exit 1; }; sleep 0.1; done
kill -${signal} $npm
for try in $(seq 50); do ip link show tap0 > $said 2>&1 || { echo gone; exit; }; sleep 0.1; done
echo 'still there'
`;

const ended = (signal: string): Promise<string> =>
  new Promise(resolve => {
    execFile(
      'unshare',
      [...NAMESPACE, '--mount-proc', 'bash', '-c', script(signal)],
      { cwd: PROJECT, timeout: 60_000, killSignal: 'SIGKILL' },
      (_problem, output) => resolve(output),
    );
  });

describe.skipIf(REASON !== '')(`the device of a bridge${REASON}`, () => {
  // A shell between npm and the bridge would keep SIGTERM and SIGINT for itself; npm passes no other signal on.
  test.each(['TERM', 'INT', 'HUP', 'KILL'])(
    'is closed when SIG%s ends npm, which started it',
    async signal => {
      expect(await ended(signal)).toBe('gone\n');
    },
    70_000,
  );
});
