import { BROADCAST_MAC } from '../../base/address.ts';
import { carriedIn } from '../tap/carried.ts';
import type { TapReading } from '../tap/found.ts';
import { readTapped } from '../tap/reading.ts';
import type { Values } from '../values.ts';
import type { World } from '../world.ts';
import { type AutomatonRow, deliver, type TaskOf } from './automaton-row.ts';

/** What the copy of this task told when it came by; one that is forgotten is read by itself. */
export const readingAt = (
  world: World,
  { node, situation, unit }: TaskOf<'read-copy'>,
): TapReading => {
  const { copy: number, from, to } = situation;
  const copies = world.nodes.get(node)?.tap?.copies ?? [];
  const kept = copies[number - (copies[0]?.number ?? 0)];
  return kept?.reading ?? readTapped([{ number, from, to, bytes: unit, carried: carriedIn(unit) }]);
};

const nodeWith = (
  { nodes }: World,
  is: (card: { readonly mac: number; readonly address: number }) => boolean,
): string =>
  [...nodes.values()].find(node => [...node.interfaces.values()].some(is))?.spec.name ?? 'nobody';

/** A reading in the words of a decision: cards and hosts by the names on the map. */
const valuesOf = (world: World, { card, host, damage, ...read }: TapReading): Values => ({
  card: card === BROADCAST_MAC ? 'everybody' : nodeWith(world, ({ mac }) => mac === card),
  host: nodeWith(world, ({ address }) => address === host),
  readable: read.text,
  asked: read.asked,
  part: read.part,
  again: read.again,
  damage,
});

/** An onlooker reads what can be read without a key. */
export const readCopy: AutomatonRow<'read-copy'> = {
  choose: () => deliver(),
  complete: (world, task, action, given) =>
    action === 'deliver' ? { ...valuesOf(world, readingAt(world, task)), ...given } : given,
};
