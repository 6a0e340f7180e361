import {
  type Ipv6Address,
  type Ipv6Prefix,
  ipv6MaskOf,
  linkLocalOf,
  multicastMac,
  solicitedNode,
} from '../../base/ipv6.ts';
import type { Gathering } from '../fragments.ts';
import type { Ipv6RouteSpec, NodeSpec } from '../topology.ts';
import type { Neighbor } from './neighbor-states.ts';
import type { Ipv6Packet } from './packets.ts';

/** All of a node's IPv6; a node without has none of it. */
export interface Ipv6State {
  /** By name. */
  readonly interfaces: ReadonlyMap<string, Ipv6Interface>;
  /** Those that were given; the others follow from addresses and advertisements. */
  readonly routes: readonly Ipv6RouteSpec[];
  /** Largest packets that have been found to get to an address whole. */
  readonly pathMtus: Map<
    Ipv6Address,
    { readonly mtuBytes: number; readonly learnedAtMicros: number }
  >;
  /** Fragments that wait for the rest of their packet, by `ipv6FragmentKey`. */
  readonly gatherings: Map<string, Gathering<Ipv6Packet>>;
}

export interface Ipv6Interface {
  readonly name: string;
  /** 'node.interface' */
  readonly id: string;
  readonly mac: number;
  readonly autoconfigures: boolean;
  readonly advertises: boolean;
  /** The link-local one first. */
  readonly addresses: Map<Ipv6Address, OwnAddress>;
  readonly neighbors: Map<Ipv6Address, Neighbor>;
  /** Routers that have told of themselves, and until when they may be used, RFC 4861 §5.1. */
  readonly routers: Map<Ipv6Address, number>;
}

export interface OwnAddress {
  readonly prefixLength: number;
  /** tentative: nobody may answer for it before it is known to be unique, RFC 4862 §5.4. */
  readonly state: 'tentative' | 'assigned' | 'duplicate';
  readonly origin: 'derived' | 'given' | 'advertised';
  /** Virtual microseconds; infinity for one that does not age. */
  readonly validUntilMicros: number;
}

/** Groups that every node, and every router, listens to, RFC 4291 §2.7.1. */
export const ALL_NODES: Ipv6Address = 0xff020000000000000000000000000001n;
export const ALL_ROUTERS: Ipv6Address = 0xff020000000000000000000000000002n;

/** The link-local network that every interface is on, RFC 4291 §2.5.6. */
const LINK_LOCAL_BITS = 64;

const own = (origin: OwnAddress['origin'], prefixLength: number): OwnAddress => ({
  prefixLength,
  state: 'assigned',
  origin,
  validUntilMicros: Number.POSITIVE_INFINITY,
});

const interfacesOf = ({ name: node, interfaces }: NodeSpec): Ipv6Interface[] =>
  interfaces.flatMap(({ name, mac, ipv6 }) =>
    mac === null || ipv6 === undefined
      ? []
      : [
          {
            name,
            id: `${node}.${name}`,
            mac,
            autoconfigures: ipv6.autoconfigures === true,
            advertises: ipv6.advertises === true,
            addresses: new Map([
              [linkLocalOf(mac), own('derived', LINK_LOCAL_BITS)],
              ...ipv6.addresses.map(({ address, prefixLength }): [Ipv6Address, OwnAddress] => [
                address,
                own('given', prefixLength),
              ]),
            ]),
            neighbors: new Map(),
            routers: new Map(),
          },
        ],
  );

/** What a node has of IPv6 as the network begins; undefined where none of its interfaces speaks it. */
export const newIpv6 = (spec: NodeSpec): Ipv6State | undefined => {
  const interfaces = interfacesOf(spec);
  return interfaces.length === 0
    ? undefined
    : {
        interfaces: new Map(interfaces.map(one => [one.name, one])),
        routes: spec.ipv6Routes ?? [],
        pathMtus: new Map(),
        gatherings: new Map(),
      };
};

/** Whether the interface answers for `address` now. */
export const isAssigned = (
  { addresses }: Ipv6Interface,
  address: Ipv6Address,
  nowMicros: number,
): boolean => {
  const row = addresses.get(address);
  return row?.state === 'assigned' && row.validUntilMicros > nowMicros;
};

/** The interface that has this address, if one of the node's has it. */
export const interfaceWith = (
  { interfaces }: Ipv6State,
  address: Ipv6Address,
  nowMicros: number,
): Ipv6Interface | undefined =>
  [...interfaces.values()].find(one => isAssigned(one, address, nowMicros));

/** Groups that the interface listens to, RFC 4291 §2.8; also those of addresses that it only wants to have. */
const groupsOf = ({ addresses }: Ipv6Interface, isRouter: boolean): readonly Ipv6Address[] => [
  ALL_NODES,
  ...(isRouter ? [ALL_ROUTERS] : []),
  ...[...addresses.keys()].map(solicitedNode),
];

export const isInGroup = (one: Ipv6Interface, isRouter: boolean, group: Ipv6Address): boolean =>
  groupsOf(one, isRouter).includes(group);

/** Whether its card listens to frames for the group address `mac`, RFC 2464 §7. */
export const hearsGroup = (one: Ipv6Interface, isRouter: boolean, mac: number): boolean =>
  groupsOf(one, isRouter).some(group => multicastMac(group) === mac);

/** The network of an address. */
export const networkOf = (address: Ipv6Address, prefixLength: number): Ipv6Prefix => ({
  address: address & ipv6MaskOf(prefixLength),
  length: prefixLength,
});
