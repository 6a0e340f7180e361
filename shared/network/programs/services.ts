import type { Services } from './service.ts';

/** Every program that a topology may name as a 'service'. */
export const SERVICES: Services = {};
