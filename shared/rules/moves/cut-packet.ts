import { secondOffset } from '../../network/fragments.ts';
import { linkMtu } from '../../network/mtu.ts';
import { readPacket } from '../../network/packets.ts';
import { hopTo } from '../../network/routes.ts';
import type { KindId } from '../kinds.ts';
import { questionAt } from '../question.ts';
import { distinct, found, numberIn, type SituationOf } from './checks.ts';
import type { FieldRule, Found, Scene } from './move.ts';

type ForwardPacket = SituationOf<'forward-packet'>;

/** A packet and the link that it has to leave by; sizes in bytes. */
interface Squeeze {
  readonly lengthBytes: number;
  readonly linkBytes: number;
  readonly headerBytes: number;
  readonly mayBeCut: boolean;
  /** Offset of the second piece for a cut to so many bytes. */
  readonly offsetFor: (mtuBytes: number) => number;
}

/** How a packet meets the size of its next link; null where it fits, or where there is no way for it. */
export const squeezeOf = ({ world, node, task }: Scene): Squeeze | null => {
  const packet = readPacket(task.unit);
  const hop = packet === undefined ? undefined : hopTo(node, packet.fixed.destination);
  if (packet === undefined || hop === undefined) return null;
  const { totalLength, dontFragment } = packet.fixed;
  const linkBytes = linkMtu(world, node, hop.interface);
  if (totalLength <= linkBytes) return null;
  return {
    lengthBytes: totalLength,
    linkBytes,
    headerBytes: packet.headerBytes,
    mayBeCut: dontFragment === 0,
    offsetFor: mtuBytes => secondOffset(packet.fixed, mtuBytes),
  };
};

const UNIT_BYTES = 8;

const wrongSize = (squeeze: Squeeze, given: number): Found => {
  const { linkBytes, headerBytes } = squeeze;
  if (given === 0 || given > linkBytes) return found('route/uncut', linkBytes);
  if (given < headerBytes + UNIT_BYTES) return found('route/cut-too-small', linkBytes);
  return found('route/cut-smaller', linkBytes, { remark: true });
};

/** To how many bytes the packet is cut, RFC 791 §3.2: as many as the link takes, or fewer. */
const mtu: FieldRule<ForwardPacket> = {
  path: 'mtu',
  input: 'number',
  tells: true,
  check: (scene, given) => {
    const squeeze = squeezeOf(scene);
    if (squeeze === null || typeof given !== 'number' || given === squeeze.linkBytes) return null;
    return { ...wrongSize(squeeze, given), shows: 'ipv4.totalLength' };
  },
  decoys: scene => {
    const squeeze = squeezeOf(scene);
    return distinct([squeeze?.lengthBytes, 0, 20, (squeeze?.linkBytes ?? 576) + 20, 1500]);
  },
  show: (_scene, value) => (value === 0 ? 'nothing: it goes on whole' : `${value} bytes`),
};

/** Where the second piece begins, in units of eight bytes, RFC 791 §3.1. */
const offset: FieldRule<ForwardPacket> = {
  path: 'secondOffset',
  input: 'number',
  tells: true,
  check: (scene, given, values) => {
    const squeeze = squeezeOf(scene);
    if (squeeze === null) return null;
    const expected = squeeze.offsetFor(numberIn(values, 'mtu') ?? squeeze.linkBytes);
    if (given === expected) return null;
    const isBytes = given === expected * UNIT_BYTES;
    return found(isBytes ? 'route/offset-in-bytes' : 'route/offset-wrong', expected, {
      shows: 'ipv4.fragmentOffset',
    });
  },
  decoys: scene => {
    const squeeze = squeezeOf(scene);
    if (squeeze === null) return [0, 1, 8];
    const right = squeeze.offsetFor(squeeze.linkBytes);
    return distinct([
      right * UNIT_BYTES,
      squeeze.linkBytes,
      Math.floor(squeeze.linkBytes / UNIT_BYTES),
      1,
      0,
    ]);
  },
};

/** What a router decides of a packet that is too long for its next link. */
export const cutFields: readonly FieldRule<ForwardPacket>[] = [mtu, offset];

/** The kind of a packet that is too long; null where it fits. */
export const cutKindOf = (scene: Scene<ForwardPacket>): KindId | null => {
  const squeeze = squeezeOf(scene);
  if (squeeze === null) return null;
  if (!squeeze.mayBeCut) return 'route/too-big';
  return questionAt(scene.world, scene.task, 2) === 0 ? 'route/cut' : 'route/cut-place';
};
