import type { NodeSpec } from './topology.ts';

/** An interface that waits for its address, RFC 1122 §3.2.1.3 (a). */
export const NO_ADDRESS = { address: 0, prefixLength: 0 } as const;

/** The interfaces of a node that have a card, as they are at first. */
export const interfacesOf = ({ name, interfaces }: NodeSpec) =>
  interfaces.flatMap(({ name: own, mac, address, prefixLength, dhcp }) => {
    if (mac === null) return [];
    const card = { name: own, id: `${name}.${own}`, mac };
    if (dhcp === true) return [{ ...card, ...NO_ADDRESS, lease: null }];
    return address === null ? [] : [{ ...card, address, prefixLength }];
  });

/** The addresses that interfaces have. */
export const addressesOf = (
  interfaces: Iterable<{ readonly address: number }>,
): ReadonlySet<number> =>
  new Set([...interfaces].map(one => one.address).filter(address => address !== 0));
