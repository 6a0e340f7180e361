import { LIMITED_BROADCAST, maskOf } from '../../base/address.ts';
import { DHCP_MESSAGE, DHCP_OPTION } from '../../protocols/dhcp-option-table.ts';
import { clientAt } from '../played/lease-client.ts';
import { programAt } from '../processes/program.ts';
import { DHCP_CLIENT } from '../programs/dhcp/client-state.ts';
import {
  addressOption,
  DHCP_CLIENT_PORT,
  DHCP_SERVER_PORT,
  hardwareField,
  secondsOption,
  typeOption,
  writeDhcp,
} from '../programs/dhcp/message.ts';
import type { Run } from '../run.ts';
import { arise } from '../schedule.ts';
import { openSocket } from '../sockets.ts';
import type { InterfaceState, NodeState, World } from '../world.ts';
import { interfaceOfClient } from './lease-in-use.ts';

const LEASE_SECONDS = 86_400;

/** A DHCPACK for a client that has asked its sender nothing: way out and name server are the sender itself. */
const unaskedAck = (run: Run, card: number, own: InterfaceState, address: number): Uint8Array =>
  writeDhcp(
    {
      operation: 2,
      // The client's own words went to everybody, its number among them.
      transactionId: clientAt(run).transactionId,
      yourAddress: address,
      clientHardwareAddress: hardwareField(card),
    },
    [
      typeOption(DHCP_MESSAGE.acknowledge),
      addressOption(DHCP_OPTION.serverIdentifier, own.address),
      secondsOption(DHCP_OPTION.leaseSeconds, LEASE_SECONDS),
      addressOption(DHCP_OPTION.subnetMask, maskOf(own.prefixLength)),
      addressOption(DHCP_OPTION.router, own.address),
      addressOption(DHCP_OPTION.nameServer, own.address),
    ],
  );

/**
 * Somebody on the LAN who is no server here grants a client an address that it has not asked for, RFC 2131 §7. To
 * everybody, as the client may have no address yet.
 */
export const leaseUnasked = (
  world: World,
  { node, own }: { readonly node: NodeState; readonly own: InterfaceState },
  target: string,
  address: number,
  exchange: number,
): void => {
  const client = world.nodes.get(target);
  const run = [...(client?.runs.values() ?? [])].find(one => one.service === DHCP_CLIENT);
  const asking =
    client === undefined || run === undefined ? undefined : interfaceOfClient(client, run);
  if (run === undefined || asking === undefined) return;
  const local = { address: own.address, port: DHCP_SERVER_PORT };
  const remote = { address: LIMITED_BROADCAST, port: DHCP_CLIENT_PORT };
  const socket = openSocket(world, node, {
    protocol: 'udp',
    local,
    remote,
    ...programAt(node, 'system'),
    exchange,
  });
  arise(world, {
    node: node.spec.name,
    layer: 'transport',
    situation: { type: 'wrap-datagram', socket: socket.id, local, remote },
    unit: unaskedAck(run, asking.mac, own, address),
    exchange,
    cause: null,
  });
};
