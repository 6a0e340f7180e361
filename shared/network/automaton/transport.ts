import { tcp } from '../../protocols/tcp.ts';
import { udp } from '../../protocols/udp.ts';
import { drafted } from '../draft.ts';
import { drawIntegerFor, noteOf } from '../schedule.ts';
import { readDatagram, readSegment, writeDatagram, writeSegment } from '../segments.ts';
import { DYNAMIC_PORT_COUNT, freePort, portOf, socketFor } from '../sockets.ts';
import type { Task } from '../task.ts';
import {
  hasFlag,
  NO_BYTES,
  type Segment,
  type SegmentOut,
  sequenceLength,
} from '../tcp/segment.ts';
import { advance, isAtMost } from '../tcp/sequence.ts';
import type { Endpoint } from '../told-program.ts';
import { type Values, valuesOf } from '../values.ts';
import type { World } from '../world.ts';
import {
  type AutomatonRow,
  answer,
  asGiven,
  deliver,
  drop,
  send,
  type TaskOf,
} from './automaton-row.ts';

/** The port of a socket that has one; else any free dynamic one, RFC 6335 §6. */
const localPort = (
  world: World,
  task: TaskOf<'wrap-datagram'> | TaskOf<'wrap-segment'>,
  protocol: 'udp' | 'tcp',
): number => {
  const node = world.nodes.get(task.node);
  if (node === undefined) return 0;
  const port = portOf(node, task.situation);
  if (port !== null) return port;
  const start = drawIntegerFor(world, DYNAMIC_PORT_COUNT, task.id, 'source port');
  return freePort(node, protocol, start);
};

const addressesOf = ({
  local,
  remote,
}: {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}) => ({
  source: local.address,
  destination: remote.address,
});

/** Puts ports, length and checksum before a message, RFC 768. */
export const wrapDatagram: AutomatonRow<'wrap-datagram'> = {
  choose: () => send(),
  complete: (world, task, action, given) => {
    if (action !== 'send') return given;
    const { remote } = task.situation;
    const values = {
      'udp.sourcePort': localPort(world, task, 'udp'),
      'udp.destinationPort': remote.port ?? 0,
      ...given,
    };
    const datagram = writeDatagram(values, task.unit, addressesOf(task.situation));
    const derived = valuesOf('udp', udp.view(datagram, 0), ['length', 'checksum']);
    return drafted(world, { ...derived, ...values }, datagram);
  },
};

const NOTHING_TO_SAY: SegmentOut = {
  purpose: 'acknowledge',
  sequenceNumber: 0,
  acknowledgmentNumber: 0,
  flags: 'ACK',
  window: 0,
  payload: NO_BYTES,
  maximumSegmentSize: null,
};

/** What TCP wanted sent when the task arose. */
export const segmentOf = (world: World, task: Task): SegmentOut => {
  const note = noteOf(world, task.id);
  return note?.type === 'segment' ? note.segment : NOTHING_TO_SAY;
};

/** Writes the segment that the connection wants to send, RFC 9293 §3.1. */
export const wrapSegment: AutomatonRow<'wrap-segment'> = {
  choose: () => send(),
  complete: (world, task, action, given) => {
    if (action !== 'send') return given;
    const { remote } = task.situation;
    const segment = segmentOf(world, task);
    const values: Values = {
      'tcp.sourcePort': localPort(world, task, 'tcp'),
      'tcp.destinationPort': remote.port ?? 0,
      'tcp.sequenceNumber': segment.sequenceNumber,
      'tcp.acknowledgmentNumber': segment.acknowledgmentNumber,
      'tcp.flags': segment.flags,
      'tcp.window': segment.window,
      'tcp.urgentPointer': 0,
      ...given,
    };
    const addresses = addressesOf(task.situation);
    const bytes = writeSegment(values, task.unit, segment, addresses);
    const derived = valuesOf('tcp', tcp.view(bytes, 0), ['dataOffset', 'checksum']);
    return drafted(world, { ...derived, ...values }, bytes);
  },
};

/** Finds the socket by address and port, RFC 768; where nobody listens, says so, RFC 1122 §4.1.3.1, but not
 *  about what was for everybody, §3.2.2. */
export const unwrapDatagram: AutomatonRow<'unwrap-datagram'> = {
  choose: (world, task) => {
    const node = world.nodes.get(task.node);
    const { source, destination } = task.situation;
    const read = readDatagram(task.unit, task.situation);
    if (node === undefined || read === undefined) return drop('malformed');
    if (!read.good) return drop('bad-transport-checksum');
    const socket = socketFor(node, 'udp', {
      local: destination,
      localPort: read.destinationPort,
      remote: source,
      remotePort: read.sourcePort,
    });
    if (socket !== undefined) return deliver({ socket: socket.id });
    const isForAll = task.situation.interface !== undefined;
    return isForAll ? drop('no-such-port') : answer({ answer: 'port-unreachable' });
  },
  complete: asGiven,
};

/** Whether every byte of the segment has been received before: it is only acknowledged, RFC 9293 §3.10.7.4. */
const isOld = (segment: Segment, receiveNext: number): boolean => {
  const length = sequenceLength(segment);
  return length > 0 && isAtMost(advance(segment.sequenceNumber, length), receiveNext);
};

const SYNCHRONIZED_FROM = new Set([
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
]);

/** Finds the connection, else a listening socket for a SYN; answers RST where nobody is, RFC 9293 §3.10.7.1. */
export const unwrapSegment: AutomatonRow<'unwrap-segment'> = {
  choose: (world, task) => {
    const node = world.nodes.get(task.node);
    const { source, destination } = task.situation;
    const read = readSegment(task.unit, task.situation);
    if (node === undefined || read === undefined) return drop('malformed');
    if (!read.good) return drop('bad-transport-checksum');
    const socket = socketFor(node, 'tcp', {
      local: destination,
      localPort: read.destinationPort,
      remote: source,
      remotePort: read.sourcePort,
    });
    const { segment } = read;
    const opens = hasFlag(segment, 'SYN') && !hasFlag(segment, 'ACK');
    if (socket === undefined || (socket.connection === null && !opens)) {
      return hasFlag(segment, 'RST') ? drop('no-such-port') : answer({ answer: 'rst' });
    }
    const { connection } = socket;
    const old =
      connection !== null &&
      SYNCHRONIZED_FROM.has(connection.state) &&
      isOld(segment, connection.receiveNext);
    return old ? answer({ answer: 'ack', socket: socket.id }) : deliver({ socket: socket.id });
  },
  complete: asGiven,
};
