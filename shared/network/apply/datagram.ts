import type { IpAddress } from '../../base/ip.ts';
import { familyOf } from '../family.ts';
import { follow } from '../schedule.ts';
import type { Socket } from '../socket.ts';
import type { Task } from '../task.ts';
import type { World } from '../world.ts';

/** Hands a message of `task` to the transport layer, to go from `socket` to `remote`; under the address `from`, else under
 *  that of the way out. */
export const datagramDown = (
  world: World,
  task: Pick<Task, 'node' | 'exchange' | 'id'>,
  socket: Socket,
  remote: { readonly address: IpAddress; readonly port: number },
  message: Uint8Array,
  from?: IpAddress,
): void => {
  const node = world.nodes.get(task.node);
  if (node === undefined) return;
  const address =
    from ??
    (socket.local.address || familyOf(remote.address).sourceFor(world, node, remote.address));
  const local = { address, port: socket.local.port };
  const situation = { type: 'wrap-datagram', socket: socket.id, local, remote } as const;
  follow(world, task, 'transport', situation, message);
};
