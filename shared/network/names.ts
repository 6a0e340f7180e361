import { drawInteger } from '../base/random.ts';
import type { Names, Place } from './machinery.ts';
import { type Layer, type Situation, stationOf } from './task.ts';
import type { World } from './world.ts';

const namesAt = ({ inner }: World, node: string): Names => {
  let names = inner.names.get(node);
  if (names === undefined) {
    names = { places: new Map(), ends: new Map() };
    inner.names.set(node, names);
  }
  return names;
};

/** The layer of a node, with its names. */
export const placeAt = (world: World, node: string, layer: Layer): Place => {
  const { places } = namesAt(world, node);
  let place = places.get(layer);
  if (place === undefined) {
    place = { station: stationOf(node, layer), steps: new Map() };
    places.set(layer, place);
  }
  return place;
};

/** A number for a step, made of its name '<station> <type>': 32 bits, signed. */
export const stepAt = ({ station, steps }: Place, type: Situation['type']): number => {
  let step = steps.get(type);
  if (step === undefined) {
    step = drawInteger(2 ** 32, 'step', `${station} ${type}`) | 0;
    steps.set(type, step);
  }
  return step;
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
