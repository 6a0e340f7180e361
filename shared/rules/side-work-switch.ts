import { formatMac } from '../base/address.ts';
import { pick } from '../base/random.ts';
import { freshRows } from '../network/mac-table.ts';
import { pluggedPorts, wayThrough } from '../network/switch.ts';
import type { NodeState, World } from '../network/world.ts';

const EVERYWHERE = 'all other ports';
const NOWHERE = 'no port';
/** A locally administered card that no network here has, IEEE 802 §8.4. */
const NOBODY = 0x02_ff_ff_ff_ff_fe;

/** Where a switch would send a frame, by its table as it is now: for a known card, or one that nobody has heard. */
export const wayQuestion = (world: World, node: NodeState, seed: string, n: number) => {
  const plugged = pluggedPorts(world, node);
  const entry = pick(plugged, seed, n, 'entry');
  const cards = [...freshRows(world, node).map(([mac]) => mac), NOBODY];
  const card = pick(cards, seed, n, 'card') ?? NOBODY;
  if (entry === undefined) return null;
  const { ports, grounds } = wayThrough(world, node, card, entry);
  return {
    facts: { question: 'switch-way', node: node.spec.name, card: formatMac(card), entry },
    choices: [EVERYWHERE, NOWHERE, ...plugged.filter(port => port !== entry)],
    right: grounds === 'never-heard' ? EVERYWHERE : (ports[0] ?? NOWHERE),
  };
};
