import { inPrefix, type Prefix } from '../../../base/address.ts';

/** A LAN that a server gives addresses for. */
export interface DhcpSubnet {
  readonly prefix: Prefix;
  /** First and last address of the pool. */
  readonly first: number;
  readonly last: number;
  readonly routers: readonly number[];
  readonly nameServers: readonly number[];
  readonly domainName: string;
  readonly leaseSeconds: number;
}

/** What the server knows of an address: offered for a while, leased, given back, or declined by a client. */
export interface DhcpBinding {
  readonly client: string;
  readonly address: number;
  readonly kind: 'offered' | 'leased' | 'released' | 'declined';
  readonly untilMicros: number;
}

/** The LAN that holds `address`. */
export const subnetOf = (subnets: readonly DhcpSubnet[], address: number): DhcpSubnet | undefined =>
  subnets.find(({ prefix }) => inPrefix(address, prefix));

/** Whether an address is somebody's at that time, or offered to somebody, or known to be in use. */
export const isHeld = ({ kind, untilMicros }: DhcpBinding, nowMicros: number): boolean =>
  kind !== 'released' && untilMicros > nowMicros;

/** What the client has, or had last, in the LAN; never what it declined. */
export const bindingOf = (
  bindings: readonly DhcpBinding[],
  client: string,
  subnet: DhcpSubnet,
): DhcpBinding | undefined =>
  bindings.find(
    binding =>
      binding.client === client &&
      binding.kind !== 'declined' &&
      inPrefix(binding.address, subnet.prefix),
  );

/** Whether `client` may have the address: in the pool, and nobody else holds it. */
export const isFree = (
  bindings: readonly DhcpBinding[],
  subnet: DhcpSubnet,
  address: number,
  client: string,
  nowMicros: number,
): boolean =>
  address >= subnet.first &&
  address <= subnet.last &&
  !bindings.some(
    binding =>
      binding.address === address &&
      isHeld(binding, nowMicros) &&
      (binding.client !== client || binding.kind === 'declined'),
  );

/** The address to offer, RFC 2131 §4.3.1: what the client has or had, what it asks for, then the first that nobody ever
 *  had, then the one free the longest. Undefined when none is left. */
export const chooseAddress = (
  bindings: readonly DhcpBinding[],
  subnet: DhcpSubnet,
  client: string,
  requested: number | undefined,
  nowMicros: number,
): number | undefined => {
  const wished = [bindingOf(bindings, client, subnet)?.address, requested];
  for (const address of wished) {
    if (address !== undefined && isFree(bindings, subnet, address, client, nowMicros)) {
      return address;
    }
  }
  const known = new Set(bindings.map(({ address }) => address));
  for (let address = subnet.first; address <= subnet.last; address++) {
    if (!known.has(address)) return address;
  }
  const old = bindings
    .filter(({ address }) => isFree(bindings, subnet, address, client, nowMicros))
    .sort((a, b) => a.untilMicros - b.untilMicros);
  return old[0]?.address;
};

/** The bindings with `binding` in place of what was known of its address; a client's other offers and old leases in
 *  that LAN are forgotten. At most one entry an address. */
export const withBinding = (
  bindings: readonly DhcpBinding[],
  subnet: DhcpSubnet,
  binding: DhcpBinding,
): readonly DhcpBinding[] => [
  ...bindings.filter(
    other =>
      other.address !== binding.address &&
      (other.client !== binding.client ||
        other.kind === 'declined' ||
        !inPrefix(other.address, subnet.prefix)),
  ),
  binding,
];
