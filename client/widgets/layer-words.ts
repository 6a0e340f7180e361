import { LAYERS, type Layer } from '../../shared/network/task.ts';

export const LAYER_NAMES: Readonly<Record<Layer, string>> = {
  application: 'Application',
  transport: 'Transport',
  network: 'Network',
  link: 'Data link',
  physical: 'Physical',
};

const isLayer = (text: string | undefined): text is Layer => LAYERS.some(layer => layer === text);

/** 'r1.network' names a station; 'r1' a node, 'chrome.exe' a program. */
export const isStation = (place: string): boolean => isLayer(place.split('.').at(-1));

/** Parts of a station id: 'r1.network' is the network layer of r1. */
export const stationParts = (station: string): { node: string; layer: Layer } => {
  const [node = '', layer] = station.split('.');
  return { node, layer: isLayer(layer) ? layer : 'network' };
};
