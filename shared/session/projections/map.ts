import { formatIpv4 } from '../../base/address.ts';
import { fallenIn } from '../../network/guard/daemon-state.ts';
import { LAYERS, type StationId } from '../../network/task.ts';
import type { NodeSpec } from '../../network/topology.ts';
import type { World } from '../../network/world.ts';
import type { CrewState } from '../crew-state.ts';
import type { Session } from '../state.ts';
import type { MapPart } from '../views/seat.ts';

interface Sitter {
  readonly nickname: string | null;
  readonly mine: boolean;
}

type SitterAt = (station: StationId) => Sitter;

const BOT: Sitter = { nickname: null, mine: false };

const layersOf = ({ role }: NodeSpec) => {
  if (role === 'switch' || role === 'tap') return LAYERS.filter(layer => layer === 'link');
  if (role === 'router') return LAYERS.filter(layer => layer === 'network' || layer === 'link');
  return LAYERS;
};

/** Addresses that it has now; before there is a network, those of the mission. */
const addressesOf = (node: NodeSpec, world: World | undefined): readonly number[] => {
  const now = world?.nodes.get(node.name)?.addresses;
  return now === undefined ? node.interfaces.flatMap(one => one.address ?? []) : [...now];
};

const nodeView = (
  node: NodeSpec,
  world: World | undefined,
  sitterAt: SitterAt,
): MapPart['nodes'][number] => {
  const fallen = fallenIn(world?.nodes.get(node.name));
  return {
    name: node.name,
    role: node.role,
    x: node.x,
    y: node.y,
    addresses: addressesOf(node, world).map(formatIpv4),
    stack: layersOf(node).map(layer => ({ layer, ...sitterAt(`${node.name}.${layer}`) })),
    ...(fallen.length === 0 ? {} : { fallen }),
  };
};

/** Who sits at which station of a crew, for one of them. */
export const sittersOf =
  (session: Session, crew: CrewState, playerId: string): SitterAt =>
  station => {
    const seat = crew.seats.find(({ stations }) => stations.includes(station));
    const id = seat?.playerId ?? null;
    const player = id === null ? undefined : session.players.get(id);
    return player === undefined ? BOT : { nickname: player.nickname, mine: id === playerId };
  };

/** The devices and links of a crew's network; of the mission's as long as no round has begun. */
export const mapPart = (
  session: Session,
  crew: CrewState | null,
  sitterAt: SitterAt = () => BOT,
): MapPart => {
  const { topology } = crew?.game?.scenario ?? session.scenario;
  const world = crew?.game?.world;
  return {
    nodes: topology.nodes.map(node => nodeView(node, world, sitterAt)),
    links: topology.links.map(spec => {
      const { a, b } = spec;
      const { up, tap } = world?.ends.get(a)?.link ?? spec;
      return { a, b, up, ...(tap === null || tap === undefined ? {} : { tap }) };
    }),
  };
};
