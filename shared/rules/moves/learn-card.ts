import { BROADCAST_MAC } from '../../base/address.ts';
import { addressingOf } from '../../network/frames.ts';
import { freshRows, ROW_CHANGES, rowChangeFor } from '../../network/mac-table.ts';
import { pluggedPorts } from '../../network/switch.ts';
import type { Value } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import { distinct, found, macNote, type SituationOf, shownBy } from './checks.ts';
import type { FieldRule, Scene } from './move.ts';

type SwitchFrame = SituationOf<'switch-frame'>;

const sourceOf = ({ task }: Scene): number => addressingOf(task.unit)?.source ?? 0;
const destinationOf = ({ task }: Scene): number => addressingOf(task.unit)?.destination ?? 0;

const learnMac: FieldRule<SwitchFrame> = {
  path: 'learn.mac',
  input: 'mac',
  bits: 48,
  tells: true,
  check: (scene, given) => {
    const expected = sourceOf(scene);
    if (given === expected) return null;
    const isDestination = given === destinationOf(scene);
    return found(isDestination ? 'switch/learned-destination' : 'switch/learned-other', expected, {
      shows: 'ethernet.source',
    });
  },
  decoys: scene =>
    distinct([
      destinationOf(scene),
      ...freshRows(scene.world, scene.node).map(([mac]) => mac),
      0,
      BROADCAST_MAC,
    ]),
  note: macNote,
};

const learnPort: FieldRule<SwitchFrame> = {
  path: 'learn.port',
  input: 'choice',
  tells: true,
  check: (scene, given) => {
    const expected = scene.situation.interface;
    return given === expected
      ? null
      : found('switch/learned-at-other-port', expected, { shows: 'ethernet.source' });
  },
  decoys: scene => pluggedPorts(scene.world, scene.node),
};

const SHOWN: Readonly<Record<string, string>> = {
  'new-row': 'it gets a new row',
  'same-row': 'its row stays, its age starts anew',
  'other-port': 'its row moves to this port',
  'no-room': 'it gets no row: the table is full',
  'instead-of-oldest': 'it takes the place of the oldest row',
  nothing: 'nothing: only destinations are learned',
};

/** A full table may let go of a row for a new one; most keep what they have. */
const wrongChange = (given: Value, expected: string): FindingCode => {
  if (expected === 'other-port') return 'switch/move-missed';
  if (expected === 'no-room') return 'switch/learned-without-room';
  return given === 'nothing' ? 'switch/learned-nothing' : 'switch/table-misread';
};

const learnRow: FieldRule<SwitchFrame> = {
  path: 'learn.row',
  input: 'choice',
  tells: true,
  check: (scene, given) => {
    const { world, node, situation } = scene;
    const expected = rowChangeFor(world, node, sourceOf(scene), situation.interface);
    if (given === expected) return null;
    if (expected === 'no-room' && given === 'instead-of-oldest') {
      return found('switch/made-room', expected, { remark: true });
    }
    return found(wrongChange(given, expected), expected, { shows: 'ethernet.source' });
  },
  decoys: () => ROW_CHANGES,
  show: shownBy(SHOWN),
};

/** What a switch writes into its table: who was heard, where, and what that does to the rows, IEEE 802.1Q §8.7. */
export const learnFields: readonly FieldRule<SwitchFrame>[] = [learnMac, learnPort, learnRow];
