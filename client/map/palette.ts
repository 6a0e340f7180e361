/** Colours inside the canvas, in both themes. The same as the tokens of client/style, which a canvas cannot read while it is painted. */
export interface Palette {
  readonly background: string;
  readonly glow: string;
  readonly dot: string;
  readonly plate: string;
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  readonly lamp: string;
  readonly warn: string;
  readonly lampInk: string;
  readonly device: Readonly<Record<DeviceShape, string>>;
  readonly unit: Readonly<Record<UnitShape, string>>;
  /** Text on a filled unit. */
  readonly onUnit: string;
}

export type DeviceShape = 'host' | 'switch' | 'router' | 'name-server' | 'server';

/** The outermost layer of a moving unit, as the traffic part names it. */
export type UnitShape = 'application' | 'transport' | 'network' | 'link' | 'physical';

const UNIT = {
  application: '#ab68ff',
  transport: '#00a195',
  network: '#ffca34',
  link: '#9ac9ef',
  physical: '#f0a060',
};

export const DARK: Palette = {
  background: '#0b1420',
  glow: '#15263a',
  dot: '#ffffff12',
  plate: '#101d2ce0',
  text: '#e8f0f8',
  soft: '#c3d3e3',
  line: '#5a728c',
  lamp: '#fffcee',
  warn: '#ff480d',
  lampInk: '#0b1420',
  device: {
    host: '#9ac9ef',
    switch: '#7be0c8',
    router: '#ffca34',
    'name-server': '#c99bff',
    server: '#ffb0a0',
  },
  unit: UNIT,
  onUnit: '#0b1420',
};

export const LIGHT: Palette = {
  background: '#f4f1e8',
  glow: '#fffdf7',
  dot: '#14202e14',
  plate: '#fffdf7e0',
  text: '#14202e',
  soft: '#33435a',
  line: '#6a7686',
  lamp: '#14202e',
  warn: '#c23100',
  lampInk: '#fffdf4',
  device: {
    host: '#2b6fa6',
    switch: '#00716a',
    router: '#8a6400',
    'name-server': '#7a35d6',
    server: '#a5561a',
  },
  unit: UNIT,
  onUnit: '#0b1420',
};

export const toNumber = (colour: string): number => Number.parseInt(colour.slice(1, 7), 16);
