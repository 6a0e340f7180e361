import { bigEndian } from '../base/bytes.ts';
import { ethernet, frameCheckSequenceOf, isGroupMac } from '../protocols/ethernet.ts';
import { type AutomatonRow, drop, send, type TaskOf } from './automaton/automaton-row.ts';
import { OUTSIDE } from './edge.ts';
import { addressingOf, hasGoodFrameCheck } from './frames.ts';
import { settleCopy, transmit } from './link.ts';
import { changeRow, rowChangeFor, rowFor } from './mac-table.ts';
import { endAt } from './names.ts';
import { noteOf } from './schedule.ts';
import type { Decision } from './task.ts';
import { numberAt, textAt, type Values } from './values.ts';
import type { NodeState, World } from './world.ts';

/** A cable inside the network that is cut shows only when a frame is lost there; the one to the outside comes and goes. */
const isPlugged = (world: World, id: string): boolean => {
  const end = world.ends.get(id);
  return end !== undefined && (end.link.up || world.ends.get(end.peer)?.node !== OUTSIDE);
};

/** Ports with a cable, in the order of the switch. */
export const pluggedPorts = (world: World, { spec }: NodeState): string[] =>
  spec.interfaces
    .map(port => port.name)
    .filter(port => isPlugged(world, endAt(world, spec.name, port)));

/** Why a frame leaves by the ports that it leaves by. */
export type Grounds = 'heard-there' | 'never-heard' | 'for-everybody';

/** Where a frame belongs, IEEE 802.1Q §8.6.3: to the port where its destination was heard; else to all but its own. */
export const wayThrough = (
  world: World,
  node: NodeState,
  destination: number,
  entry: string,
): { readonly ports: readonly string[]; readonly grounds: Grounds } => {
  const known = isGroupMac(destination) ? undefined : rowFor(world, node, destination)?.interface;
  if (known !== undefined) {
    return { ports: known === entry ? [] : [known], grounds: 'heard-there' };
  }
  const ports = pluggedPorts(world, node).filter(port => port !== entry);
  return { ports, grounds: isGroupMac(destination) ? 'for-everybody' : 'never-heard' };
};

const learned = (world: World, node: NodeState, task: TaskOf<'switch-frame'>, mac: number) => {
  const port = task.situation.interface;
  return {
    'learn.mac': mac,
    'learn.port': port,
    'learn.row': rowChangeFor(world, node, mac, port),
  };
};

/** Learns where the source is; forwards to the port of the destination; floods what is for all or unknown, IEEE 802.1Q §8.6 and §8.7. */
export const switchFrame: AutomatonRow<'switch-frame'> = {
  choose: (world, task) => {
    const node = world.nodes.get(task.node);
    const heard = addressingOf(task.unit);
    if (node === undefined || heard === undefined) return drop('malformed');
    if (!hasGoodFrameCheck(task.unit)) return drop('bad-frame-check');
    const { ports } = wayThrough(world, node, heard.destination, task.situation.interface);
    return ports.length === 0 ? drop('same-port') : send({ ports: ports.join(',') });
  },
  terse: true,
  complete: (world, task, action, given) => {
    const node = world.nodes.get(task.node);
    const heard = addressingOf(task.unit);
    if (action !== 'send' || node === undefined || heard === undefined) return given;
    const { destination, source } = heard;
    const way = wayThrough(world, node, destination, task.situation.interface);
    return {
      'ethernet.destination': destination,
      'ethernet.source': source,
      ...learned(world, node, task, source),
      ports: way.ports.join(','),
      why: way.grounds,
      ...given,
    };
  },
};

const NOTHING_SAID: Values = {};

/** What the table gets from a frame: as the decision says, or as the switch itself would have it. */
const learn = (world: World, task: TaskOf<'switch-frame'>, { action, values }: Decision): void => {
  const node = world.nodes.get(task.node);
  const source = addressingOf(task.unit)?.source;
  if (node === undefined || source === undefined) return;
  const said = action === 'send' ? values : NOTHING_SAID;
  const mac = numberAt(said, 'learn.mac', source) % 2 ** 48;
  const port = textAt(said, 'learn.port', task.situation.interface);
  const change = said['learn.row'] ?? rowChangeFor(world, node, source, task.situation.interface);
  changeRow(world, node, String(change), { mac, port });
};

/** The frame as it came, unless the decision wrote other cards into it: then its check sequence is made anew. */
const outgoing = ({ unit }: TaskOf<'switch-frame'>, values: Values): Uint8Array => {
  const heard = addressingOf(unit);
  if (heard === undefined) return unit;
  const destination = numberAt(values, 'ethernet.destination', heard.destination) % 2 ** 48;
  const source = numberAt(values, 'ethernet.source', heard.source) % 2 ** 48;
  if (destination === heard.destination && source === heard.source) return unit;
  const frame = unit.slice();
  ethernet.rewrite(frame, { destination, source });
  const end = frame.length - 4;
  frame.set(bigEndian(frameCheckSequenceOf(frame, 0, end), 4), end);
  return frame;
};

/** Learns where the source is and sends a copy out of each port of the decision. */
export const applySwitchFrame = (
  world: World,
  task: TaskOf<'switch-frame'>,
  decision: Decision,
): void => {
  const { action, values } = decision;
  const note = noteOf(world, task.id);
  const claim = note?.type === 'frame' ? note.claim : null;
  const damaged = action === 'drop' && values.reason === 'bad-frame-check';
  if (!damaged) learn(world, task, decision);
  const ports = action === 'send' ? textAt(values, 'ports', '').split(',') : [];
  const bytes = action === 'send' ? outgoing(task, values) : task.unit;
  for (const port of ports.length > 1 ? new Set(ports) : ports) {
    const from = endAt(world, task.node, port);
    const { id, exchange } = task;
    transmit(world, { from, bytes, task: id, exchange, claim, signal: null });
  }
  settleCopy(world, claim, damaged ? 'corrupted' : null);
};
