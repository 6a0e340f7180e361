import { LAYERS, type Layer, stationOf } from '../../network/task.ts';
import type { Scene } from './move.ts';

/** Where a unit comes from, and where it goes. */
export interface Places {
  readonly from: string;
  readonly to: string;
}

const neighbourLayer = (layer: Layer, step: 1 | -1): Layer | undefined =>
  LAYERS[LAYERS.indexOf(layer) + step];

const interfaceIn = (scene: Scene): string | undefined =>
  'interface' in scene.situation ? scene.situation.interface : undefined;

/** The device at the other end of the cable that the unit came by or goes by. */
export const deviceBeyond = (scene: Scene): string => {
  const end = scene.world.ends.get(`${scene.task.node}.${interfaceIn(scene) ?? ''}`);
  return end?.peer.split('.')[0] ?? scene.task.node;
};

const hasPhysical = ({ world, node }: Scene): boolean =>
  world.options.physical && node.spec.role !== 'router' && node.spec.role !== 'switch';

/** Station below, or the next device where nobody sits below. */
const below = (scene: Scene): string => {
  const layer = neighbourLayer(scene.task.layer, 1);
  const isLast = layer === undefined || (layer === 'physical' && !hasPhysical(scene));
  return isLast ? deviceBeyond(scene) : stationOf(scene.task.node, layer);
};

const above = (scene: Scene): string => {
  const layer = neighbourLayer(scene.task.layer, -1);
  const { situation } = scene;
  if (layer !== undefined) return stationOf(scene.task.node, layer);
  return 'program' in situation ? situation.program : scene.task.node;
};

/** Nothing travels. */
export const atHome = ({ task }: Scene): Places => ({ from: task.node, to: task.node });

/** Read by the layer for itself. */
export const readHere = (scene: Scene): Places => ({ from: below(scene), to: scene.task.node });

/** What comes by a way goes on, or is answered, by the same. */
export const goesBack = (scene: Scene): Places => ({ from: below(scene), to: below(scene) });

/** From the layer above, or the program, to the layer below, or the next device. */
export const goesDown = (scene: Scene): Places => ({ from: above(scene), to: below(scene) });

/** The other way. */
export const comesUp = (scene: Scene): Places => ({ from: below(scene), to: above(scene) });

/** In and out by a cable: the device has no layers to hand it to. */
export const passesThrough = (scene: Scene): Places => ({
  from: deviceBeyond(scene),
  to: deviceBeyond(scene),
});
