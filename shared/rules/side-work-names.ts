import { pick, shuffle } from '../base/random.ts';
import { REPLIES, replyWordFor } from '../network/played/name-server.ts';
import { memoryOf } from '../network/played/resolver-turn.ts';
import { recordsOf } from '../network/programs/settings.ts';
import { lineOf } from '../network/programs/zone-line.ts';
import type { ZoneRecord } from '../network/topology.ts';
import type { NodeState, World } from '../network/world.ts';
import { secondsShown } from './own-table.ts';
import type { Puzzle } from './puzzle.ts';
import { zoneRecordsOf } from './world-facts.ts';

interface Row {
  /** Name and type, as the cache shows them. */
  readonly title: string;
  readonly left: string;
  readonly expiresAtMicros: number;
}

const rowsOf = (node: NodeState, { nowMicros }: World): readonly Row[] =>
  [...node.runs.values()]
    .filter(({ service }) => service === 'resolver')
    .flatMap(run => [...memoryOf(run).cache.values()])
    .flatMap(entry => {
      const [record] = entry.kind === 'set' ? entry.records : [];
      if (record === undefined || entry.expiresAtMicros <= nowMicros) return [];
      const [name = '', , type = ''] = lineOf(record).split(' ');
      const { expiresAtMicros } = entry;
      const left = secondsShown(expiresAtMicros - nowMicros);
      return [{ title: `${name} ${type}`, left, expiresAtMicros }];
    });

/** Whose row expires next, of some that a resolver remembers; null while it knows too little or two go together. */
export const expiryQuestion = (
  world: World,
  node: NodeState,
  seed: string,
  n: number,
): Puzzle | null => {
  const some = shuffle(rowsOf(node, world), seed, n, 'rows').slice(0, 4);
  const [first, second] = some.toSorted((a, b) => a.expiresAtMicros - b.expiresAtMicros);
  if (first === undefined || second === undefined || first.left === second.left) return null;
  return {
    facts: { question: 'expires-next', node: node.spec.name },
    choices: some.map(({ title }) => title),
    right: first.title,
  };
};

const recordsAt = ({ spec }: NodeState): readonly ZoneRecord[] =>
  spec.programs
    .filter(({ service }) => service === 'name-server')
    .flatMap(({ settings = {} }) => recordsOf(settings, 'records'));

/** Names that anybody here has a record of, and one that nobody has. */
const namesIn = (world: World, own: readonly ZoneRecord[]): readonly string[] => {
  const all = [...world.nodes.values()].flatMap(({ spec }) => spec.programs.flatMap(zoneRecordsOf));
  const apex = own.find(({ type }) => type === 'SOA')?.name ?? '';
  const lost = apex === '' ? 'lost' : `lost.${apex}`;
  return [...new Set([...all.map(({ name }) => name), lost])].filter(name => name !== '');
};

/** What a name server says to a question for an address: where its zone ends. */
export const zoneQuestion = (
  world: World,
  node: NodeState,
  seed: string,
  n: number,
): Puzzle | null => {
  const own = recordsAt(node);
  const name = pick(namesIn(world, own), seed, n, 'name');
  if (own.length === 0 || name === undefined) return null;
  const right = replyWordFor(own, name);
  if (right === 'not-understood') return null;
  return {
    facts: { question: 'zone-cut', node: node.spec.name, name },
    choices: shuffle(
      REPLIES.filter(word => word !== right),
      seed,
      n,
      'words',
    ),
    right,
  };
};
