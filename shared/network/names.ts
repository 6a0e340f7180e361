import { drawInteger } from '../base/random.ts';
import type { Names, Place } from './machinery.ts';
import { type Layer, type Situation, stationOf } from './task.ts';
import type { World } from './world.ts';

/** A number for a name: 32 bits, signed. */
const signOf = (name: string): number => drawInteger(2 ** 32, 'sign', name) | 0;

const placeOf = (node: string, layer: Layer): Place => {
  const station = stationOf(node, layer);
  return { station, sign: signOf(station) };
};

const newNames = (node: string): Names => ({
  places: {
    application: placeOf(node, 'application'),
    transport: placeOf(node, 'transport'),
    network: placeOf(node, 'network'),
    link: placeOf(node, 'link'),
    physical: placeOf(node, 'physical'),
  },
  ends: new Map(),
});

const namesAt = ({ inner }: World, node: string): Names => {
  let names = inner.names.get(node);
  if (names === undefined) {
    names = newNames(node);
    inner.names.set(node, names);
  }
  return names;
};

/** A layer of a node: its station and its number. */
export const placeAt = (world: World, node: string, layer: Layer): Place =>
  namesAt(world, node).places[layer];

const signs = new Map<Situation['type'], number>();

/** A number for a step of that sort at a place: 32 bits, signed. */
export const stepAt = ({ sign }: Place, type: Situation['type']): number => {
  let ofType = signs.get(type);
  if (ofType === undefined) {
    ofType = signOf(type);
    signs.set(type, ofType);
  }
  return (sign + ofType) | 0;
};

/** The name of a link's end, 'node.interface'. */
export const endAt = (world: World, node: string, name: string): string => {
  const { ends } = namesAt(world, node);
  let end = ends.get(name);
  if (end === undefined) {
    const made = `${node}.${name}`;
    // A link that is looked for by the very name it is kept by is found sooner.
    end = world.ends.get(made)?.id ?? made;
    ends.set(name, end);
  }
  return end;
};
