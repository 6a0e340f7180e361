import { SIMPLIFIED_NETWORK } from './simplified-network-en.ts';
import { SIMPLIFIED_SERVICES } from './simplified-services-en.ts';
import type { SimplifiedLayer } from './simplified-words.ts';

/** The honest list, lowest layer first. Whoever simplifies something adds a line here. */
export const SIMPLIFIED: readonly SimplifiedLayer[] = [
  ...SIMPLIFIED_NETWORK,
  ...SIMPLIFIED_SERVICES,
];
