import type { Ipv6Address } from '../../base/ipv6.ts';
import { follow } from '../schedule.ts';
import type { Task } from '../task.ts';
import type { World } from '../world.ts';
import { deservesIpv6Error, readIpv6Packet } from './packets.ts';
import { ipv6SourceFor } from './routes.ts';

/** Types and codes of RFC 4443 §3. */
export const UNREACHABLE = 1;
const PACKET_TOO_BIG = 2;
export const TIME_EXCEEDED = 3;
export const REASSEMBLY_EXCEEDED = 1;
const PARAMETER_PROBLEM = 4;
export const ADDRESS_UNREACHABLE = 3;

const ERRORS: Readonly<Record<string, readonly [type: number, code: number]>> = {
  'no-route': [UNREACHABLE, 0],
  'beyond-scope': [UNREACHABLE, 2],
  'address-unreachable': [UNREACHABLE, ADDRESS_UNREACHABLE],
  'port-unreachable': [UNREACHABLE, 4],
  'packet-too-big': [PACKET_TOO_BIG, 0],
  'time-exceeded': [TIME_EXCEEDED, 0],
  'unknown-next-header': [PARAMETER_PROBLEM, 1],
};

/** Whether a word names an error that may be sent about a packet. */
export const mayTell = (error: string, unit: Uint8Array): boolean => {
  const [type] = ERRORS[error] ?? [];
  const packet = readIpv6Packet(unit);
  return type !== undefined && packet !== undefined && deservesIpv6Error(packet, type);
};

/** Has the network layer tell the sender what became of `packet`, RFC 4443 §3; words that name no error send nothing. */
export const tellIpv6Error = (
  world: World,
  task: Task,
  error: string,
  packet: Uint8Array,
  from: Ipv6Address | null = null,
): void => {
  const [icmpType, icmpCode] = ERRORS[error] ?? [];
  const node = world.nodes.get(task.node);
  const read = readIpv6Packet(packet);
  if (icmpType === undefined || icmpCode === undefined) return;
  if (node === undefined || read === undefined) return;
  const { source: destination } = read.fixed;
  const source = from ?? ipv6SourceFor(world, node, destination);
  follow(
    world,
    task,
    'network',
    {
      type: 'compose-icmpv6',
      icmpType,
      icmpCode,
      source,
      destination,
      zone: 'interface' in task.situation ? task.situation.interface : null,
      target: null,
    },
    packet,
  );
};
