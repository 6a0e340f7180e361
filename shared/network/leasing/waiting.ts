import type { ExchangeState } from '../exchange-state.ts';

/** Whether a wish is met, or can go on, as soon as its host has a lease. */
export const waitsForLease = ({ spec, progress, met }: ExchangeState): boolean =>
  progress.joining === true || (spec.type === 'configure' && spec.lease !== 'release' && !met);
