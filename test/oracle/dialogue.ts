import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureOf } from './capture-of.ts';
import { framesOfPieces } from './conversation-frames.ts';

const WRONG = '_ws.malformed || _ws.short || _ws.expert.severity == "Error"';

/** What tshark, with all of its dissectors, reads in the conversation: every value of each field in the order of the
 *  wire, and the frames that it objects to. `options` are preferences such as `smtp.desegment_data:FALSE`. */
export const readByTshark = (
  pieces: Parameters<typeof framesOfPieces>[0],
  fields: readonly string[],
  options: readonly string[] = [],
): { readonly values: readonly string[]; readonly complaints: string } => {
  const folder = mkdtempSync(join(tmpdir(), 'dialogue-'));
  try {
    const file = join(folder, 'dialogue.pcapng');
    writeFileSync(file, captureOf(framesOfPieces(pieces)));
    const read = (filter: string, columns: readonly string[]): string =>
      execFileSync(
        'tshark',
        [
          ...['-2', '-n', '-r', file, '-Y', filter, '-T', 'fields', '-E', 'aggregator=|'],
          ...options.flatMap(option => ['-o', option]),
          ...columns.flatMap(column => ['-e', column]),
        ],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
      );
    const values = read('tcp.len > 0', fields)
      .split(/[\n\t|]/)
      .filter(value => value !== '');
    return { values, complaints: read(WRONG, ['frame.number', '_ws.expert.message']) };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
