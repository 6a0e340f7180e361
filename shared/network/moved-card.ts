import { BROADCAST_MAC } from '../base/address.ts';
import { drawInteger } from '../base/random.ts';
import { arp } from '../protocols/arp.ts';
import { ethernet } from '../protocols/ethernet.ts';
import { transmit } from './link.ts';
import type { InterfaceState, World } from './world.ts';

/** EtherType and operation of the request of RARP, RFC 903. */
const ETHER_TYPE_RARP = 0x8035;
const REVERSE_REQUEST = 3;

/** Stands for the task that sent a frame which no station decided. */
const nobodysTask = ({ inner, seed }: World, exchange: number): number => {
  const id = inner.nextTask;
  inner.nextTask += 1;
  const key = drawInteger(2 ** 32, seed, exchange, 'moved card');
  inner.lineage.set(id, { cause: null, key, children: null });
  return id;
};

/**
 * The card of `moved` is heard at the plug of another: a virtual machine that was moved tells the switches so, by a
 * RARP request to everybody that no host answers.
 */
export const announceMoved = (
  world: World,
  plug: InterfaceState,
  { mac }: InterfaceState,
  exchange: number,
): void => {
  const question = arp.encode({
    operation: REVERSE_REQUEST,
    senderHardware: mac,
    senderProtocol: 0,
    targetHardware: mac,
    targetProtocol: 0,
  });
  const header = { destination: BROADCAST_MAC, source: mac, etherType: ETHER_TYPE_RARP };
  transmit(world, {
    from: plug.id,
    bytes: ethernet.encode(header, question),
    task: nobodysTask(world, exchange),
    exchange,
    origin: null,
    signal: null,
  });
};
