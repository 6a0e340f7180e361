import { startExchange } from '../../shared/network/simulator.ts';
import { createWorld } from '../../shared/network/world.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { foldLog } from '../../shared/session/fold.ts';
import { costsOf, type Stretch, stretchOfCpu } from './cost.ts';
import { crowdLog } from './crowd.ts';
import type { Figure } from './figure.ts';
import { addressOf, BLOCK_NODES, growingNetwork } from './growing-network.ts';
import { pacingRun } from './pacing-run.ts';

const EVENTS_PER_SECOND = 50_000;
/** Enough for a stretch of many clock ticks of the processor. */
const ECHOES = 1200;
const FLAT = 1 / 1.2;
const CROWD_SECONDS = 25;

const parse = (lines: readonly string[]): readonly SessionEvent[] =>
  lines.map(line => JSON.parse(line) as SessionEvent);

const foldOrThrow = (events: readonly SessionEvent[]): number => {
  const folded = foldLog(events);
  if (!folded.ok) throw new Error(folded.error.code);
  return events.length;
};

/** A class's round by people who err, folded; beside it a plain loop that only reads the same lines. */
const foldFigures = (): readonly Figure[] => {
  const { events } = pacingRun('09-get-prices', 5, 'fold');
  const lines = events.map(event => JSON.stringify(event));
  const { ours, theirs } = costsOf(
    () => stretchOfCpu(() => foldOrThrow(events)),
    () => stretchOfCpu(() => parse(lines).length),
  );
  const value = 1e6 / ours;
  const read = 1e6 / theirs;
  const common = { value, unit: 'events/s' } as const;
  return [
    {
      ...common,
      name: 'engine: fold of a round',
      against: EVENTS_PER_SECOND,
      ratio: value / EVENTS_PER_SECOND,
      hold: 1,
    },
    {
      ...common,
      name: 'engine: fold against a plain loop that parses the same events',
      against: read,
      ratio: value / read,
    },
  ];
};

/** Smaller is better: the ratio is turned round, and holds while the larger costs at most a fifth more. */
const flat = (name: string, unit: string, small: number, large: number): Figure => ({
  name,
  unit,
  value: large,
  against: small,
  ratio: small / large,
  hold: FLAT,
});

const actionsIn = (events: readonly SessionEvent[]): number =>
  events.filter(event => event.type === 'command').length;

const playersFigure = (): Figure => {
  const [few, many] = [crowdLog(50, CROWD_SECONDS), crowdLog(500, CROWD_SECONDS)];
  const folding = (events: readonly SessionEvent[]) => (): Stretch =>
    stretchOfCpu(() => {
      foldOrThrow(events);
      return actionsIn(events);
    });
  const { ours, theirs } = costsOf(folding(many), folding(few));
  return flat('engine: an action among 500 players against 50', 'µs', theirs, ours);
};

/** Neighbours ask each other for an echo with caches forgotten, so that every echo takes the same hops. */
const echoes = (blocks: number) => (): Stretch => {
  const world = createWorld(growingNetwork(blocks), 'growth');
  return stretchOfCpu(() => {
    let hops = 0;
    for (let index = 0; index < ECHOES; index += 1) {
      const here = index % blocks;
      const there = here === blocks - 1 ? here - 1 : here + 1;
      const forget = [`a${here}`, `r${here}`, `r${there}`, `b${there}`].map(node => ({
        node,
        what: 'arp' as const,
      }));
      const spec = {
        type: 'echo',
        node: `a${here}`,
        to: addressOf(there, 11),
        timeToLive: null,
        forget,
      } as const;
      const happened = startExchange(world, spec, index + 1, () => 'automaton');
      if (!happened.some(one => one.type === 'delivered')) throw new Error('an echo got lost');
      hops += happened.filter(one => one.type === 'frame-sent').length;
    }
    return hops;
  });
};

const nodesFigure = (): Figure => {
  const [few, many] = [echoes(10 / BLOCK_NODES), echoes(300 / BLOCK_NODES)];
  const { ours, theirs } = costsOf(many, few);
  return flat('engine: a hop among 300 nodes against 10', 'µs', theirs, ours);
};

/** What the fold and the simulator cost, and that it does not grow with players and nodes . */
export const engineFigures = (): readonly Figure[] => [
  ...foldFigures(),
  playersFigure(),
  nodesFigure(),
];
