import type { CrewState } from '../crew-state.ts';
import type { HostCrew } from '../views/host.ts';

const deviceOf = (end: string): string => end.split('.')[0] ?? end;

/** The taps of a crew's network and the links they can be clipped to; none without a round or without a tap. */
export const wiresOf = ({ game }: CrewState): Pick<HostCrew, 'taps' | 'wires'> => {
  if (game === null) return { taps: [], wires: [] };
  const { topology, ends } = game.world;
  const taps = topology.nodes.filter(({ role }) => role === 'tap').map(({ name }) => name);
  if (taps.length === 0) return { taps, wires: [] };
  const wires = topology.links.map(({ a, b }) => ({
    link: a,
    between: [deviceOf(a), deviceOf(b)] as const,
    tap: ends.get(a)?.link.tap ?? null,
  }));
  return { taps, wires };
};
