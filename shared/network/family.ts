import { type IpAddress, isIpv6 } from '../base/ip.ts';
import { tellError } from './apply/errors.ts';
import { tellIpv6Error } from './ipv6/errors.ts';
import { ipv6NextHopMtu, ipv6PathMtuTo, noteIpv6PathMtu } from './ipv6/mtu.ts';
import { LEAST_IPV6_MTU_BYTES } from './ipv6/packets.ts';
import { ipv6SourceFor } from './ipv6/routes.ts';
import { nextHopMtu, notePathMtu, pathMtuTo } from './mtu.ts';
import { sourceFor } from './routes.ts';
import type { Situation, Task } from './task.ts';
import type { NodeState, World } from './world.ts';

/** A packet that transport wants sent. */
interface Parcel<Address> {
  readonly protocol: number;
  readonly source: Address;
  readonly destination: Address;
}

/** What the layers above need of one version of the Internet Protocol. */
interface Family<Address> {
  readonly headerBytes: number;
  /** Own address for packets to `destination`; 0 on a node without any. */
  readonly sourceFor: (world: World, node: NodeState, destination: Address) => Address;
  /** MTU of the first link on the way, and the largest packet that is believed to get there whole, in bytes. */
  readonly nextHopMtu: (world: World, node: NodeState, destination: Address) => number;
  readonly pathMtu: (world: World, node: NodeState, destination: Address) => number;
  /** Every link carries packets of this size; less is never believed. */
  readonly leastMtuBytes: number;
  /** Remembers the largest packet that is believed to get there whole. */
  readonly notePathMtu: (
    world: World,
    node: NodeState,
    destination: Address,
    mtuBytes: number,
  ) => void;
  readonly wrap: (parcel: Parcel<Address>) => Situation;
  /** Tells the sender of `packet` that nobody listens at a port. */
  readonly refusePort: (world: World, task: Task, to: Address, packet: Uint8Array) => void;
}

const IPV4: Family<number> = {
  headerBytes: 20,
  sourceFor: (_world, node, destination) => sourceFor(node, destination),
  nextHopMtu,
  pathMtu: pathMtuTo,
  leastMtuBytes: 68,
  notePathMtu,
  wrap: parcel => ({ type: 'wrap-packet', ...parcel, timeToLive: null }),
  refusePort: (world, task, to, packet) => tellError(world, task, 'port-unreachable', to, packet),
};

const IPV6: Family<bigint> = {
  headerBytes: 40,
  sourceFor: ipv6SourceFor,
  nextHopMtu: ipv6NextHopMtu,
  pathMtu: ipv6PathMtuTo,
  leastMtuBytes: LEAST_IPV6_MTU_BYTES,
  notePathMtu: noteIpv6PathMtu,
  wrap: parcel => ({ type: 'wrap-ipv6-packet', ...parcel, hopLimit: null, zone: null }),
  refusePort: (world, task, _to, packet) => tellIpv6Error(world, task, 'port-unreachable', packet),
};

/** The version that an address belongs to. It is only to be asked about addresses of that version. */
export const familyOf = (address: IpAddress): Family<IpAddress> =>
  (isIpv6(address) ? IPV6 : IPV4) as unknown as Family<IpAddress>;
