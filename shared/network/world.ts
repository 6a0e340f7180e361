import { addressesOf, interfacesOf } from './addresses.ts';
import { type FilterState, newFilter } from './boundary/filter.ts';
import { newTranslator, type TranslatorState } from './boundary/translator.ts';
import { listeningSocket, startDaemons } from './daemons.ts';
import type { ExchangeState } from './exchange-state.ts';
import type { Gathering } from './fragments.ts';
import { type DaemonState, newDaemons } from './guard/daemon-state.ts';
import { type Ipv6State, newIpv6 } from './ipv6/state.ts';
import { endsOf, type LinkEnd } from './link-ends.ts';
import { type Machinery, newMachinery } from './machinery.ts';
import type { ReadPacket } from './packets.ts';
import type { DhcpLease } from './programs/dhcp/lease.ts';
import type { Services } from './programs/service.ts';
import { SERVICES } from './programs/services.ts';
import { routesInUse } from './route-table.ts';
import type { Run } from './run.ts';
import type { Socket } from './socket.ts';
import { newTap, type TapState } from './tap/state.ts';
import type { Task } from './task.ts';
import type { NodeSpec, RouteSpec, Topology } from './topology.ts';

export interface WorldOptions {
  /** Whether hosts put one marked byte of each frame on the wire by a task of their physical layer. */
  readonly physical: boolean;
  /** Switches that somebody may play; at all others nobody asks who decides. */
  readonly switches?: ReadonlySet<string>;
  /** The programs that its hosts can run; those of programs/services.ts when left out. */
  readonly services?: Services;
}

/** All of one network. Owned by the fold that made it and changed in place; everybody else reads it. */
export interface World {
  readonly topology: Topology;
  readonly seed: string;
  readonly options: WorldOptions;
  readonly services: Services;
  /** Virtual time, microseconds since the network began. */
  nowMicros: number;
  readonly nodes: ReadonlyMap<string, NodeState>;
  /** Both ends of every link, by 'node.interface'. */
  readonly ends: Map<string, LinkEnd>;
  readonly exchanges: Map<number, ExchangeState>;
  /** Every frame put on any link, in order. */
  readonly capture: CapturedFrame[];
  /** Nodes at which a forger waits. */
  readonly forgers: readonly NodeSpec[];
  /** Tasks that wait for a person. */
  readonly open: Map<number, Task>;
  readonly inner: Machinery;
}

export interface NodeState {
  readonly spec: NodeSpec;
  /** By interface name. Made anew when a lease changes it, as the addresses and routes are: never changed in place. */
  interfaces: ReadonlyMap<string, InterfaceState>;
  /** All that the node answers to. */
  addresses: ReadonlySet<number>;
  /** Given and leased routes and those of the own networks, as far as their interface has a carrier. */
  routes: readonly RouteSpec[];
  /** Name servers that programs here ask, the first one first. */
  nameServers: readonly number[];
  /** ARP cache by address. An old row is not used, see `arpLifetimeMicros`. */
  readonly arp: Map<number, ArpEntry>;
  /** Largest packets that have been found to get to an address whole. */
  readonly pathMtus: Map<number, PathMtu>;
  /** Fragments that wait for the rest of their packet, by `fragmentKey`. */
  readonly gatherings: Map<string, Gathering<ReadPacket>>;
  /** Names that a program here has looked up. */
  readonly names: Map<string, KnownName>;
  readonly sockets: Socket[];
  /** Programs of the kind 'service' that run here, by id. */
  readonly runs: Map<string, Run>;
  nextSocket: number;
  /** Switch only: where a station was heard last, by hardware address. */
  readonly macTable: Map<number, MacTableEntry>;
  /** Router only: what passes the boundary here, and whose addresses are hidden behind its own. */
  readonly filter: FilterState | null;
  readonly nat: TranslatorState | null;
  /** Only where somebody stands guard: how its guarded daemons fare, by program. */
  readonly daemons?: Map<string, DaemonState>;
  /** Only where an interface speaks it. */
  readonly ipv6?: Ipv6State;
  /** Tap only: what it has read so far. */
  readonly tap: TapState | null;
}

export interface InterfaceState {
  readonly name: string;
  /** 'node.interface' */
  readonly id: string;
  readonly mac: number;
  /** 0 while it has none. */
  readonly address: number;
  readonly prefixLength: number;
  /** Only where addresses come by DHCP; null: it has none now. */
  readonly lease?: DhcpLease | null;
}

interface ArpEntry {
  readonly mac: number;
  readonly learnedAtMicros: number;
}

/** The largest packet that has got to an address whole. */
export interface PathMtu {
  readonly mtuBytes: number;
  readonly learnedAtMicros: number;
}

interface KnownName {
  readonly address: number;
  readonly learnedAtMicros: number;
  readonly timeToLiveSeconds: number;
}

interface MacTableEntry {
  readonly interface: string;
  readonly learnedAtMicros: number;
}

export interface CapturedFrame {
  readonly atMicros: number;
  /** 'node.interface' it left and the one it goes to. */
  readonly from: string;
  readonly to: string;
  /** With frame check sequence, as it left. */
  readonly bytes: Uint8Array;
  readonly task: number | null;
  readonly exchange: number | null;
}

const NO_OPTIONS: WorldOptions = { physical: false };

/** A network as `topology` starts it, at virtual time 0; `seed` decides every draw. Programs listen, caches are empty. */
export const createWorld = (
  topology: Topology,
  seed: string,
  options: WorldOptions = NO_OPTIONS,
): World => {
  const { services = SERVICES } = options;
  const nodes = nodesOf(topology, seed, services);
  return {
    topology,
    seed,
    options,
    services,
    nowMicros: 0,
    nodes,
    ends: new Map(topology.links.flatMap(link => endsOf(link, nodes))),
    exchanges: new Map(),
    capture: [],
    forgers: topology.nodes.filter(({ forger }) => forger !== undefined),
    open: new Map(),
    inner: newMachinery(),
  };
};

const nodesOf = (topology: Topology, seed: string, services: Services): World['nodes'] => {
  const cut = new Set(topology.links.flatMap(({ a, b, up }) => (up ? [] : [a, b])));
  return new Map(
    topology.nodes.map(spec => [spec.name, createNode(spec, seed, services, cut)] as const),
  );
};

const createNode = (
  spec: NodeSpec,
  seed: string,
  services: Services,
  cut: ReadonlySet<string>,
): NodeState => {
  const interfaces = interfacesOf(spec);
  const listeners = spec.programs.filter(program => program.listens !== null);
  const sockets = listeners.map(
    (program, index): Socket =>
      listeningSocket(index + 1, program, program.listens ?? { protocol: 'udp', port: 0 }),
  );
  const addresses = addressesOf(interfaces);
  const ipv6 = newIpv6(spec);
  const daemons = newDaemons(spec);
  const runs = startDaemons(spec, { seed, services, addresses, sockets });
  return {
    spec,
    interfaces: new Map(interfaces.map(one => [one.name, one])),
    addresses,
    routes: routesInUse(spec, interfaces, name => !cut.has(`${spec.name}.${name}`)),
    nameServers: spec.resolver === null ? [] : [spec.resolver],
    arp: new Map(),
    pathMtus: new Map(),
    gatherings: new Map(),
    names: new Map(),
    sockets,
    runs,
    nextSocket: sockets.length + 1,
    macTable: new Map(),
    filter: spec.filter === undefined ? null : newFilter(spec.filter),
    nat: spec.nat === undefined ? null : newTranslator(spec.nat),
    ...(daemons === undefined ? {} : { daemons }),
    ...(ipv6 === undefined ? {} : { ipv6 }),
    tap: spec.role === 'tap' ? newTap() : null,
  };
};
