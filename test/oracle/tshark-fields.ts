import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SEPARATOR = '\u0001';

/** What tshark reads in the fields `names` of each frame of a capture file, as it prints them; several values of one
 *  field with commas between. `options` go to tshark as they are; `configuration` is a folder with a profile. */
export const fieldsOf = (
  capture: Uint8Array,
  names: readonly string[],
  options: readonly string[] = [],
  configuration?: string,
): readonly (readonly string[])[] => {
  const folder = mkdtempSync(join(tmpdir(), 'tshark-'));
  try {
    const file = join(folder, 'frames.pcapng');
    writeFileSync(file, capture);
    const columns = names.flatMap(name => ['-e', name]);
    const output = execFileSync(
      'tshark',
      ['-n', '-r', file, ...options, '-T', 'fields', '-E', `separator=${SEPARATOR}`, ...columns],
      {
        encoding: 'utf8',
        env:
          configuration === undefined
            ? process.env
            : { ...process.env, WIRESHARK_CONFIG_DIR: configuration },
        maxBuffer: 64 * 1024 * 1024,
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    return output
      .split('\n')
      .slice(0, -1)
      .map(line => line.split(SEPARATOR));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
