import { readFileSync } from 'node:fs';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { sessionDigest } from '../../shared/session/digest.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { foldLog } from '../../shared/session/fold.ts';
import { standings } from '../../shared/session/standings.ts';
import { giveUp, readOptions } from './options.ts';

const USAGE =
  'Say which log: npm run replay -- <file>, as written by the mission tool or downloaded from the host page.';

/** Events of a log, one JSON object a line. The error names the line. */
const readLog = (text: string): Result<readonly SessionEvent[], string> => {
  const events: SessionEvent[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const event = parseLine(line);
    if (event === null) return err(`line ${index + 1} is no event`);
    events.push(event);
  }
  return ok(events);
};

const parseLine = (line: string): SessionEvent | null => {
  try {
    const parsed: unknown = JSON.parse(line);
    const isEvent =
      typeof parsed === 'object' && parsed !== null && 'type' in parsed && 'atMs' in parsed;
    return isEvent ? (parsed as SessionEvent) : null;
  } catch {
    return null;
  }
};

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (problem) {
    return giveUp(
      `${file} cannot be read: ${problem instanceof Error ? problem.message : problem}`,
    );
  }
};

const main = (): undefined => {
  const options = readOptions(process.argv.slice(2), []);
  if ('sentence' in options) return giveUp(options.sentence);
  const [file] = options.words;
  if (file === undefined) return giveUp(USAGE);
  const events = readLog(readText(file));
  if (!events.ok) return giveUp(`${file} is no session log: ${events.error}.`);
  const folded = foldLog(events.value);
  if (!folded.ok) {
    const { code, given } = folded.error;
    return giveUp(`${file} does not fold: ${code}${given === '' ? '' : ` (${given})`}.`);
  }
  const session = folded.value;
  console.log(`events   ${events.value.length}`);
  console.log(`phase    ${session.phase}, round ${session.round}`);
  console.log(`digest   ${sessionDigest(session)}`);
  for (const row of standings(session).rows) {
    const { rank, name, points, penaltyMs, errors } = row;
    console.log(
      `${rank}. ${name}: ${points} points, ${Math.round(penaltyMs / 1000)} s, ${errors} errors`,
    );
  }
};

main();
