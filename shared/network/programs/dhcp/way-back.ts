import { LIMITED_BROADCAST } from '../../../base/address.ts';
import type { DhcpHeader } from '../../../protocols/dhcp-fields.ts';
import type { Peer } from '../program.ts';
import { DHCP_CLIENT_PORT, DHCP_SERVER_PORT } from './message.ts';

/** Where an answer goes. `hardware` is given when the client cannot answer ARP yet. */
export interface WayBack {
  readonly peer: Peer;
  readonly hardware?: number;
}

const EVERYBODY: WayBack = { peer: { address: LIMITED_BROADCAST, port: DHCP_CLIENT_PORT } };

/** RFC 2131 §4.1: to the relay if there is one; a refusal to everybody; to the address that the client has; to
 *  everybody if it asks for that; else to the address it is given, at its card. */
export const wayBack = (
  { relayAddress, clientAddress, broadcast }: DhcpHeader,
  yourAddress: number,
  card: number,
  isRefusal: boolean,
): WayBack => {
  if (relayAddress !== 0) return { peer: { address: relayAddress, port: DHCP_SERVER_PORT } };
  if (isRefusal) return EVERYBODY;
  if (clientAddress !== 0) return { peer: { address: clientAddress, port: DHCP_CLIENT_PORT } };
  if (broadcast === 1 || yourAddress === 0) return EVERYBODY;
  return { peer: { address: yourAddress, port: DHCP_CLIENT_PORT }, hardware: card };
};
