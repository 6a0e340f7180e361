import { BROADCAST_MAC } from '../base/address.ts';
import { arp } from '../protocols/arp.ts';
import { ethernet } from '../protocols/ethernet.ts';
import { transmit } from './link.ts';
import { nobodysTask } from './schedule.ts';
import type { InterfaceState, World } from './world.ts';

/** EtherType and operation of the request of RARP, RFC 903. */
const ETHER_TYPE_RARP = 0x8035;
const REVERSE_REQUEST = 3;

/**
 * The card of `moved` is heard at the plug of another and then at its own again: a virtual machine that was moved there
 * and back tells the switches so, each time by a RARP request to everybody that no host answers.
 */
export const announceMoved = (
  world: World,
  plug: InterfaceState,
  moved: InterfaceState,
  exchange: number,
): void => {
  const { mac } = moved;
  const question = arp.encode({
    operation: REVERSE_REQUEST,
    senderHardware: mac,
    senderProtocol: 0,
    targetHardware: mac,
    targetProtocol: 0,
  });
  const header = { destination: BROADCAST_MAC, source: mac, etherType: ETHER_TYPE_RARP };
  const bytes = ethernet.encode(header, question);
  for (const from of [plug.id, moved.id]) {
    const task = nobodysTask(world, exchange, world.inner.nextTask, 'moved card');
    transmit(world, { from, bytes, task, exchange, claim: null, signal: null });
  }
};
