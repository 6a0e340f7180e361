import { writeFileSync } from 'node:fs';
import { MISSIONS, missionById } from '../../shared/missions/catalog.ts';
import { crewCapture } from '../../shared/session/capture.ts';
import { sessionDigest } from '../../shared/session/digest.ts';
import { projectorParts } from '../../shared/session/projections/projector.ts';
import { giveUp, readOptions } from './options.ts';
import { playMission } from './play-mission.ts';

const USAGE =
  'Say which mission: npm run mission -- <id> [--seed text] [--crew 1..8] [--capture file] [--log file]';

const write = (file: string | undefined, bytes: string | Uint8Array): void => {
  if (file === undefined) return;
  try {
    writeFileSync(file, bytes);
  } catch (problem) {
    giveUp(`${file} cannot be written: ${problem instanceof Error ? problem.message : problem}`);
  }
};

const crewSizeOf = (text: string): number =>
  /^[1-8]$/.test(text) ? Number(text) : giveUp('--crew is a number from 1 to 8.');

const main = (): number => {
  const options = readOptions(process.argv.slice(2), ['seed', 'crew', 'capture', 'log']);
  if ('sentence' in options) return giveUp(options.sentence);
  const [id = ''] = options.words;
  if (id === '') return giveUp(USAGE);
  if (missionById(id) === undefined) {
    return giveUp(
      `There is no mission ${id}; there are ${MISSIONS.map(each => each.id).join(', ')}.`,
    );
  }
  const { named } = options;
  const crewSize = crewSizeOf(named.get('crew') ?? '5');
  const { session, events, refused } = playMission(id, named.get('seed') ?? '1', crewSize);
  write(named.get('capture'), crewCapture(session, 0, { viewer: null }));
  write(named.get('log'), events.map(event => `${JSON.stringify(event)}\n`).join(''));
  const { goal } = projectorParts(session);
  const delivered = session.crews[0]?.game?.score.delivered ?? 0;
  console.log(`mission        ${id}, crew of ${crewSize}, ${events.length} events`);
  console.log(`delivered      ${delivered}`);
  console.log(`all hands      ${goal.allHandsCrews} of ${goal.crews} crews`);
  console.log(`right          ${goal.right} decisions, ${goal.target} wanted`);
  console.log(`refused        ${refused.length === 0 ? 'nothing' : refused.join('; ')}`);
  console.log(`digest         ${sessionDigest(session)}`);
  const reached = goal.met && refused.length === 0;
  console.log(reached ? 'goals reached' : 'goals NOT reached');
  return reached ? 0 : 1;
};

process.exitCode = main();
