import { encodeManchester } from '../protocols/line-code.ts';
import { hasPhysicalLayer, markedByte } from './apply/link.ts';
import { hasGoodFrameCheck } from './frames.ts';
import { settleCopy } from './link.ts';
import type { Flight } from './machinery.ts';
import { arise, report } from './schedule.ts';
import type { Situation } from './task.ts';
import type { NodeState, World } from './world.ts';

/** A frame reaches the far end of its link and becomes work for whoever sits there. */
export const arrive = (world: World, flight: Flight): void => {
  const end = world.ends.get(flight.to);
  const node = end === undefined ? undefined : world.nodes.get(end.node);
  if (end === undefined) return;
  const { captureIndex, claim, exchange, cause } = flight;
  const { nowMicros: atMicros } = world;
  report(world, { type: 'frame-arrived', atMicros, captureIndex, at: flight.to });
  if (node === undefined) {
    leave(world, flight);
    return;
  }
  const isBits = hasPhysicalLayer(world, end.node);
  const { situation, unit } = isBits
    ? heard(world, flight, end.interface)
    : { situation: framedSituation(node, end.interface), unit: flight.bytes };
  arise(world, {
    node: end.node,
    layer: isBits ? 'physical' : 'link',
    situation,
    unit,
    exchange,
    cause,
    note: { type: 'frame', captureIndex, claim },
  });
};

const framedSituation = ({ spec }: NodeState, name: string): Situation => ({
  type: spec.role === 'switch' ? 'switch-frame' : 'unwrap-frame',
  interface: name,
});

/** A link to no node of the topology leads outside; what is damaged, no card there takes. */
const leave = (world: World, { to, bytes, claim, captureIndex }: Flight): void => {
  const isWhole = hasGoodFrameCheck(bytes);
  settleCopy(world, claim, isWhole ? 'taken' : 'corrupted', captureIndex);
  if (isWhole) world.inner.leaving.push({ atMicros: world.nowMicros, to, bytes });
};

/** The frame with the marked byte still to be read from its wave; a switch sends the wave anew. */
const heard = (
  world: World,
  { bytes, signal, cause }: Flight,
  name: string,
): { readonly situation: Situation; readonly unit: Uint8Array } => {
  const byteIndex = signal?.byteIndex ?? markedByte(world, cause, bytes);
  const unit = bytes.slice();
  const halfBits = signal?.halfBits ?? encodeManchester([bytes[byteIndex] ?? 0]);
  unit[byteIndex] = 0;
  return { situation: { type: 'hear-bits', interface: name, byteIndex, halfBits }, unit };
};
