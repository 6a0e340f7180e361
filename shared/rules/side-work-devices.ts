import { draw } from '../base/random.ts';
import type { NodeState, World } from '../network/world.ts';
import type { Puzzle } from './puzzle.ts';
import { idleLineQuestion } from './side-work-boundary.ts';
import { oddsQuestion } from './side-work-forger.ts';
import { poolQuestion } from './side-work-leases.ts';
import { logQuestion } from './side-work-log.ts';
import { expiryQuestion, zoneQuestion } from './side-work-names.ts';
import { wayQuestion } from './side-work-switch.ts';
import { nextFrameQuestion } from './side-work-tap.ts';
import { behindQuestion } from './side-work-translation.ts';

/** At a boundary: who is behind it, which line does nothing, what is worth a line in the log. */
const atBoundary = (world: World, node: NodeState, seed: string, n: number): Puzzle | null => {
  const behind = behindQuestion(world, node, seed, n);
  if (behind !== null) return behind;
  const logged = draw(seed, n, 'log or list') < 0.5 ? logQuestion(node, seed, n) : null;
  return logged ?? idleLineQuestion(node, seed, n);
};

const atProgram = (world: World, node: NodeState, seed: string, n: number): Puzzle | null =>
  expiryQuestion(world, node, seed, n) ??
  zoneQuestion(world, node, seed, n) ??
  poolQuestion(world, node, seed, n) ??
  oddsQuestion(node, seed, n);

/** What only some devices know: their tables, their list, their wire. Null where this device is none of them. */
export const deviceQuestion = (
  world: World,
  node: NodeState,
  layer: string,
  [seed, n]: readonly [string, number],
): Puzzle | null => {
  if (node.spec.role === 'switch') return wayQuestion(world, node, seed, n);
  if (node.spec.role === 'tap') return nextFrameQuestion(world, seed, n);
  if (layer === 'network') return atBoundary(world, node, seed, n);
  return layer === 'application' ? atProgram(world, node, seed, n) : null;
};
