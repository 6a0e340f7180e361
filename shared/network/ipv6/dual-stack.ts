import { maskOf } from '../../base/address.ts';
import type { Ipv6Address } from '../../base/ipv6.ts';
import type { InterfaceSpec, Ipv6RouteSpec, NodeSpec, RouteSpec, Topology } from '../topology.ts';

/** fd00:74::/32, of the private range of RFC 4193 §3.1. Behind it stands the IPv4 network, then 64 bits for the host. */
const SITE: Ipv6Address = 0xfd000074n << 96n;
const NETWORK_BITS = 64;
const SITE_BITS = 32;

const networkOf = (address: number, length: number): number => (address & maskOf(length)) >>> 0;

/** The IPv6 address that goes with an IPv4 address on a network with a prefix of `length` bits. */
export const ipv6Beside = (address: number, length: number): Ipv6Address =>
  SITE | (BigInt(networkOf(address, length)) << 64n) | BigInt(address);

/** The IPv6 prefix that goes with an IPv4 prefix. */
const prefixBeside = ({ address, length }: RouteSpec['prefix']) =>
  length === 0
    ? { address: 0n, length: 0 }
    : { address: SITE | (BigInt(address) << 64n), length: SITE_BITS + length };

const twin = (role: NodeSpec['role'], one: InterfaceSpec): InterfaceSpec =>
  one.mac === null || one.address === null
    ? one
    : {
        ...one,
        ipv6: {
          addresses: [
            {
              address: ipv6Beside(one.address, one.prefixLength),
              prefixLength: NETWORK_BITS,
            },
          ],
          advertises: role === 'router',
        },
      };

/** Which of the neighbours' networks a next hop is on: its prefix length decides the address beside it. */
const beside = ({ interfaces }: NodeSpec, { nextHop, interface: name }: RouteSpec) => {
  const length = interfaces.find(one => one.name === name)?.prefixLength ?? 0;
  return nextHop === null ? null : ipv6Beside(nextHop, length);
};

const routesBeside = (node: NodeSpec): readonly Ipv6RouteSpec[] =>
  node.routes
    .filter(({ nextHop }) => nextHop !== null)
    .map(route => ({
      prefix: prefixBeside(route.prefix),
      nextHop: beside(node, route),
      interface: route.interface,
    }));

/**
 * The same network with IPv6 beside IPv4 (RFC 4213 §2): every interface gets an address, every route its twin, routers
 * tell of themselves. 10.1.74.31 in 10.1.74.0/24 has fd00:74:a01:4a00::a01:4a1f beside it.
 */
export const withIpv6 = (topology: Topology): Topology => ({
  ...topology,
  nodes: topology.nodes.map(node => ({
    ...node,
    interfaces: node.interfaces.map(one => twin(node.role, one)),
    ipv6Routes: routesBeside(node),
  })),
});
