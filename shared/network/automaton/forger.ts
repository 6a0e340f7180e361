import { passingIn } from '../forger/chance.ts';
import { drawIntegerFor } from '../schedule.ts';
import { numberAt, type Values } from '../values.ts';
import type { World } from '../world.ts';
import { type AutomatonRow, send, type TaskOf } from './automaton-row.ts';

/** Ports below are for services, RFC 6056 §3.2: no resolver asks from there. */
const FIRST_PORT = 1024;
const A_DAY_SECONDS = 86_400;

/** Number and port that the answer has to bear: read off the question, told from the one before, or guessed. */
const numbersFor = (
  world: World,
  { id: task, situation, unit }: TaskOf<'forge-reply'>,
): { readonly id: number; readonly port: number } => {
  const seen = situation.sees ? passingIn(unit) : undefined;
  if (seen !== undefined) return seen;
  const { id = null, port = null } = situation.before ?? {};
  return {
    id: id === null ? drawIntegerFor(world, 0x10000, task, 'forged number') : (id + 1) % 0x10000,
    port: port ?? FIRST_PORT + drawIntegerFor(world, 0x10000 - FIRST_PORT, task, 'forged port'),
  };
};

/** Who has an address: whatever is sent back to it arrives there. */
export const ownerOf = ({ nodes }: World, address: number): string =>
  [...nodes.values()].find(({ addresses }) => addresses.has(address))?.spec.name ?? 'nobody';

type Chance = TaskOf<'forge-reply'>['situation'];

/** Whether the number of the question can be known; else any guess is as good as another. */
export const knowsNumber = ({ sees, before }: Chance): boolean =>
  sees || (before !== null && before.id !== null);
/** Whether the port that the question comes from can be known; else any guess is as good as another. */
export const knowsPort = ({ sees, before }: Chance): boolean => sees || before !== null;

/** How likely it is that one forged answer fits, RFC 5452 §7.2. */
const oddsOf = (chance: Chance): string => {
  if (knowsNumber(chance)) return 'certain';
  return knowsPort(chance) ? 'number-only' : 'number-and-port';
};

const valuesFor = (world: World, task: TaskOf<'forge-reply'>, given: Values): Values => {
  const { server, name } = task.situation;
  const { id, port } = numbersFor(world, task);
  return {
    wears: server,
    toPort: port,
    'dns.id': id,
    asks: name,
    pointsTo: world.nodes.get(task.node)?.spec.forger?.lookAlike ?? 0,
    lasts: A_DAY_SECONDS,
    when: 'before',
    replyGoes: ownerOf(world, numberAt(given, 'wears', server)),
    odds: oddsOf(task.situation),
  };
};

/** A forger answers as the server would: under its address, to the port and with the number of the question. */
export const forgeReply: AutomatonRow<'forge-reply'> = {
  choose: () => send(),
  complete: (world, task, action, given) =>
    action === 'send' ? { ...valuesFor(world, task, given), ...given } : given,
};
