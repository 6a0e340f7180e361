import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Skip instead of fail: only where nobody promised that sigrok-cli is there. */
export const skipsSigrok =
  spawnSync('sigrok-cli', ['--version']).status !== 0 && process.env.CI === undefined;

/** Samples of one level; the decoder tells one from two by the length of a pulse. */
const SAMPLES = 8;
const IDLE_LEVELS = 40;

/** Bits that the on-off decoder of sigrok reads from levels on one wire, silence before and behind them, as text of 0, 1
 *  and E for what it cannot read; `options` are those of the decoder, `row` is the row of its notes. */
export const sigrokBits = (
  levels: readonly number[],
  options: Readonly<Record<string, string>> & { readonly invert?: string },
  row: string,
): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sigrok-'));
  try {
    const file = join(folder, 'wave.bin');
    const silence = options.invert === 'yes' ? 1 : 0;
    const idle = Array.from({ length: IDLE_LEVELS }, () => silence);
    const wave = [...idle, ...levels, ...idle];
    writeFileSync(file, Uint8Array.from(wave.flatMap(level => Array(SAMPLES).fill(level))));
    const decoder = ['ook', ...Object.entries(options).map(([name, value]) => `${name}=${value}`)];
    const output = execFileSync(
      'sigrok-cli',
      [
        ...['-I', 'binary:numchannels=1:samplerate=1000000', '-i', file],
        ...['-P', decoder.join(':'), '-A', `ook=${row}`],
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    return Array.from(output.matchAll(/: ([01E])$/gm), ([, bit]) => bit).join('');
  } finally {
    rmSync(folder, { recursive: true });
  }
};
