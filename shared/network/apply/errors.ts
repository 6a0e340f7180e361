import { DESTINATION_UNREACHABLE, TIME_EXCEEDED } from '../../protocols/icmp.ts';
import { follow } from '../schedule.ts';
import type { Task } from '../task.ts';
import type { World } from '../world.ts';

const ERRORS: Readonly<Record<string, readonly [type: number, code: number]>> = {
  'time-exceeded': [TIME_EXCEEDED, 0],
  'net-unreachable': [DESTINATION_UNREACHABLE, 0],
  'host-unreachable': [DESTINATION_UNREACHABLE, 1],
  'port-unreachable': [DESTINATION_UNREACHABLE, 3],
  prohibited: [DESTINATION_UNREACHABLE, 13],
  'fragmentation-needed': [DESTINATION_UNREACHABLE, 4],
};

/** Has the network layer tell `to` what became of `packet`, RFC 792; words that name no error send nothing. */
export const tellError = (
  world: World,
  task: Task,
  error: string,
  to: number,
  packet: Uint8Array,
): void => {
  const known = ERRORS[error];
  if (known === undefined) return;
  const [icmpType, icmpCode] = known;
  follow(world, task, 'network', { type: 'compose-icmp', icmpType, icmpCode, to }, packet);
};
