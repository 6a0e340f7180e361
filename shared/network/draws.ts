import { drawInteger } from '../base/random.ts';
import { drawIntegerFor } from './schedule.ts';
import type { World } from './world.ts';

/** Where an unpredictable number comes from. */
interface Source {
  readonly node: string;
  readonly exchange: number | null;
  readonly cause: number | null;
}

const numberFor = (
  world: World,
  { node, exchange, cause }: Source,
  limit: number,
  purpose: string,
): number =>
  cause === null
    ? drawInteger(limit, world.seed, exchange ?? -1, node, purpose)
    : drawIntegerFor(world, limit, cause, node, purpose);

/** Initial sequence number, not to be guessed from others, RFC 9293 §3.4.1. */
export const isnFor = (world: World, source: Source): number =>
  numberFor(world, source, 2 ** 32, 'initial sequence number');

/** Identifier of echo requests, RFC 792. */
export const echoIdentifierFor = (world: World, source: Source): number =>
  numberFor(world, source, 0x10000, 'echo identifier');
