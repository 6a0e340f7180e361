import { dhcp } from './dhcp.ts';
import { dns } from './dns.ts';
import type { Explainable } from './protocol.ts';

/** Messages in datagrams, by the port of the service. */
const IN_DATAGRAMS: Readonly<Record<number, Explainable>> = { 53: dns, 67: dhcp, 68: dhcp };

/** What a datagram between these ports carries: the service's port is one of the two. */
export const inDatagram = (sourcePort: number, destinationPort: number): Explainable | undefined =>
  IN_DATAGRAMS[destinationPort] ?? IN_DATAGRAMS[sourcePort];
