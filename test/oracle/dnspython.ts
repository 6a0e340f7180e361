import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { toHex } from '../../shared/base/bytes.ts';

// The system's own interpreter: another one on the path would not see its packages.
const PYTHON = '/usr/bin/python3';

/** Whether dnspython is installed here. */
const hasDnspython = spawnSync(PYTHON, ['-c', 'import dns.message']).status === 0;

/** Skip instead of fail: only where nobody promised that dnspython is there. */
export const skipsDnspython = !hasDnspython && process.env.CI === undefined;

/** Said in the names of tests that need dnspython. */
export const DNSPYTHON_REASON = skipsDnspython ? ' (skipped: dnspython is not installed)' : '';

/** One line a message: 'ok', or why dnspython refuses it. It is stricter than tshark about lengths. */
export const checkDns = (messages: readonly Uint8Array[]): readonly string[] =>
  execFileSync(PYTHON, [join(import.meta.dirname, 'check-dns.py')], {
    encoding: 'utf8',
    input: messages.map(message => `${toHex(message)}\n`).join(''),
  })
    .trimEnd()
    .split('\n');
