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

/** 'client.transport' is 'Transport of client'; what is no station stays as it is called. */
export const placeWords = (place: string): string => {
  const { node, layer } = stationParts(place);
  return isStation(place) ? `${LAYER_NAMES[layer]} of ${node}` : place;
};

const MOST_LAYERS = 3;

/** Without its top a stack is not whole, however many layers are left. */
const isWhole = (layers: readonly Layer[]): boolean =>
  layers.length > MOST_LAYERS && layers.includes('application');

const layersWords = (layers: readonly Layer[]): string => {
  if (isWhole(layers)) return 'All';
  const names = LAYERS.filter(layer => layers.includes(layer)).map(layer => LAYER_NAMES[layer]);
  return [names.slice(0, -1).join(', '), ...names.slice(-1)]
    .filter(part => part !== '')
    .join(' and ');
};

/** 'Application of laptop, tablet; All of r1': devices with the same layers stand together. */
export const stationsWords = (stations: readonly string[]): string => {
  const layersOf = new Map<string, Layer[]>();
  for (const { node, layer } of stations.map(stationParts)) {
    layersOf.set(node, [...(layersOf.get(node) ?? []), layer]);
  }
  const nodesOf = new Map<string, string[]>();
  for (const [node, layers] of layersOf) {
    const words = layersWords(layers);
    nodesOf.set(words, [...(nodesOf.get(words) ?? []), node]);
  }
  return [...nodesOf].map(([words, nodes]) => `${words} of ${nodes.join(', ')}`).join('; ');
};
