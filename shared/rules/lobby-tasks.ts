import { parseIpv4 } from '../base/address.ts';
import { shuffle } from '../base/random.ts';
import type { ExchangeSpec } from '../network/exchange.ts';
import { openTasks, startExchange } from '../network/simulator.ts';
import type { Decision, StationId, Task } from '../network/task.ts';
import type { NodeSpec, ProgramSpec } from '../network/topology.ts';
import { createWorld, type World } from '../network/world.ts';
import type { Bench } from './bench.ts';
import { benchFor } from './bench-plan.ts';
import { judgeByHand } from './judge.ts';
import { kindOf } from './kind-of.ts';
import { garbageWishes } from './lobby-garbage.ts';
import { moveOf } from './moves/registry.ts';
import { QUESTION_VARIANTS } from './question.ts';
import type { Verdict } from './verdict.ts';
import { zoneRecordsIn } from './world-facts.ts';

/** A short task before the round: counts as practice, changes no network. */
export interface LobbyTask {
  readonly bench: Bench;
  readonly judge: (decision: Decision) => Verdict;
}

const TASKS = 2;
/** Networks played at most in search of two tasks. */
const MOST_TRIES = 40;
const GREETING = 'Good morning.';
const ADDRESS_RECORD = 1;

const hasProgram = (node: NodeSpec, ...kinds: readonly string[]): boolean =>
  node.programs.some(({ kind }) => kinds.includes(kind));

const addressOf = (node: NodeSpec): number | null => node.interfaces[0]?.address ?? null;

const namesOf = (world: World, address: number): string[] =>
  zoneRecordsIn(world)
    .filter(({ type, data }) => {
      const parsed = parseIpv4(data);
      return type === 'A' && parsed.ok && parsed.value === address;
    })
    .map(({ name }) => name);

/** As people type it: with the port where a web server is not at the usual one, RFC 9110 §4.2.1. */
const hostFor = (name: string, { listens }: ProgramSpec): string =>
  listens === null || listens.port === 80 ? name : `${name}:${listens.port}`;

const meetings = (world: World, node: NodeSpec, other: NodeSpec): ExchangeSpec[] => {
  const to = addressOf(other);
  const isComing = node.interfaces.some(({ dhcp }) => dhcp === true);
  if (to === null || node === other || isComing) return [];
  const specs: ExchangeSpec[] = [{ node: node.name, type: 'echo', to, timeToLive: null }];
  if (hasProgram(node, 'text') && hasProgram(other, 'text')) {
    specs.push({ node: node.name, type: 'text', to, text: GREETING, reply: GREETING });
  }
  const [host] = namesOf(world, to);
  const targets = other.programs.flatMap(({ files }) => Object.keys(files ?? {})).slice(0, 1);
  const web = other.programs.find(({ kind }) => kind === 'web-server');
  if (hasProgram(node, 'browser') && web !== undefined && host && targets.length > 0) {
    specs.push({ node: node.name, type: 'fetch', host: hostFor(host, web), targets });
  }
  return specs;
};

/** A host without an address asks for one, and may then look whether it is reached. */
const arrivals = (node: NodeSpec, others: readonly NodeSpec[]): ExchangeSpec[] => {
  if (!node.interfaces.some(({ dhcp }) => dhcp === true)) return [];
  const to = others.map(addressOf).find(address => address !== null);
  return [
    { node: node.name, type: 'configure' },
    ...(to === undefined || to === null
      ? []
      : [{ node: node.name, type: 'echo', to, timeToLive: null, joins: true } as const]),
  ];
};

const lookups = (world: World, node: NodeSpec): ExchangeSpec[] =>
  node.resolver === null || !hasProgram(node, 'dns-client', 'browser')
    ? []
    : zoneRecordsIn(world)
        .filter(({ type }) => type === 'A')
        .map(({ name }) => ({
          node: node.name,
          type: 'lookup' as const,
          name,
          recordType: ADDRESS_RECORD,
        }));

/** Everything that hosts of this network could want of each other. */
const wishesIn = (world: World): ExchangeSpec[] => {
  const hosts = world.topology.nodes.filter(({ role }) => role !== 'router' && role !== 'switch');
  return hosts.flatMap(node => [
    ...arrivals(node, hosts),
    ...lookups(world, node),
    ...hosts.flatMap(other => meetings(world, node, other)),
  ]);
};

/** A fresh copy of the network that stands still at the `skip`th task of one of `stations`. */
const stoppedAt = (
  world: World,
  spec: ExchangeSpec,
  stations: readonly StationId[],
  skip: number,
): { readonly world: World; readonly task: Task } | null => {
  const copy = createWorld(world.topology, world.seed, world.options);
  let met = 0;
  startExchange(copy, spec, 1, task => {
    const { unplayed } = moveOf(task.situation.type);
    if (unplayed || !stations.includes(task.station)) return 'automaton';
    met += 1;
    return met === skip + 1 ? 'person' : 'automaton';
  });
  const [task] = openTasks(copy);
  return task === undefined ? null : { world: copy, task };
};

const taskAt = (world: World, task: Task, seed: string): LobbyTask => {
  const wish = { level: 'words', firstOfKind: true, allHands: false, seed } as const;
  const bench = benchFor(world, task, wish);
  return { bench, judge: decision => judgeByHand(world, task, bench, decision) };
};

/** Two tasks for the layers of `stations`, each on a copy of the mission's network as it starts. */
export const lobbyTasks = (
  world: World,
  stations: readonly StationId[],
  seed: string,
): readonly LobbyTask[] => {
  const wishes = [
    ...shuffle(garbageWishes(world, stations), seed, 'lobby garbage'),
    ...shuffle(wishesIn(world), seed, 'lobby wishes'),
  ];
  const found = new Map<string, LobbyTask>();
  for (let attempt = 0; attempt < MOST_TRIES && found.size < TASKS; attempt += 1) {
    const wish = wishes[attempt % Math.max(wishes.length, 1)];
    if (wish === undefined) break;
    const stopped = stoppedAt(
      world,
      { ...wish, question: attempt % QUESTION_VARIANTS },
      stations,
      Math.floor(attempt / wishes.length) + (attempt % 2),
    );
    if (stopped === null) continue;
    const kind = kindOf(stopped.world, stopped.task);
    if (!found.has(kind)) found.set(kind, taskAt(stopped.world, stopped.task, seed));
  }
  return [...found.values()];
};
