import { BROADCAST_MAC, formatMac } from '../../base/address.ts';
import { addressingOf } from '../../network/frames.ts';
import { freshRows, rowFor } from '../../network/mac-table.ts';
import { pluggedPorts, wayThrough } from '../../network/switch.ts';
import type { Value } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';
import { questionAt } from '../question.ts';
import { distinct, found, judgeSaying, macNote, type SituationOf, shownBy } from './checks.ts';
import { learnFields } from './learn-card.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';

type SwitchFrame = SituationOf<'switch-frame'>;

const heard = (scene: Scene) => addressingOf(scene.task.unit) ?? { destination: 0, source: 0 };

const wayOf = (scene: Scene<SwitchFrame>) =>
  wayThrough(scene.world, scene.node, heard(scene).destination, scene.situation.interface);

const othersOf = (scene: Scene<SwitchFrame>): string[] =>
  pluggedPorts(scene.world, scene.node).filter(port => port !== scene.situation.interface);

const listed = (ports: Value): string[] => String(ports).split(',');

/** Which port is chosen matters, not in which order they are written. */
const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every(port => other.includes(port));

const wrongPorts = (scene: Scene<SwitchFrame>, given: readonly string[]): FindingCode => {
  const { grounds } = wayOf(scene);
  if (given.includes(scene.situation.interface)) return 'switch/sent-back';
  if (grounds === 'for-everybody') return 'switch/broadcast-narrowed';
  if (grounds === 'never-heard') return 'switch/guessed-port';
  return isSameSet(given, othersOf(scene)) ? 'switch/flooded-known' : 'switch/wrong-port';
};

const ports: FieldRule<SwitchFrame> = {
  path: 'ports',
  input: 'choice',
  check: (scene, given) => {
    const way = wayOf(scene);
    const chosen = listed(given);
    if (way.ports.length > 0 && isSameSet(chosen, way.ports)) return null;
    return found(wrongPorts(scene, chosen), way.ports.join(','), {
      shows: 'ethernet.destination',
    });
  },
  decoys: scene => {
    const { interface: entry } = scene.situation;
    const others = othersOf(scene);
    return distinct([
      others.join(','),
      entry,
      ...others,
      pluggedPorts(scene.world, scene.node).join(','),
    ]);
  },
  show: (scene, value) => {
    const chosen = listed(value);
    const others = othersOf(scene);
    if (chosen.length === 1) return `port ${chosen[0]}`;
    return isSameSet(chosen, others) ? `all ports but ${scene.situation.interface}` : 'all ports';
  },
};

const GROUNDS: Readonly<Record<string, string>> = {
  'heard-there': 'its card was heard there',
  'never-heard': 'nobody knows where its card is',
  'for-everybody': 'it is for everybody',
  'packet-address': 'the packet inside names that address',
};

const why: FieldRule<SwitchFrame> = {
  path: 'why',
  input: 'choice',
  tells: true,
  check: (scene, given) => {
    const { grounds } = wayOf(scene);
    if (given === grounds) return null;
    const code = given === 'packet-address' ? 'switch/looked-inside' : 'switch/wrong-grounds';
    return found(code, grounds, { shows: 'ethernet.destination' });
  },
  decoys: () => Object.keys(GROUNDS),
  show: shownBy(GROUNDS),
};

/** A card's address in the frame, which a switch carries as it came. */
const carried = (name: 'destination' | 'source'): FieldRule<SwitchFrame> => ({
  path: `ethernet.${name}`,
  input: 'mac',
  bits: 48,
  check: (scene, given) => {
    const expected = heard(scene)[name];
    return given === expected ? null : found('switch/card-rewritten', expected);
  },
  decoys: scene =>
    distinct([
      heard(scene)[name === 'source' ? 'destination' : 'source'],
      ...freshRows(scene.world, scene.node).map(([mac]) => mac),
      BROADCAST_MAC,
      0,
    ]),
  note: macNote,
});

const KINDS_BY_GROUNDS = {
  'heard-there': 'switch/forward',
  'never-heard': 'switch/flood',
  'for-everybody': 'switch/broadcast',
} as const satisfies Readonly<Record<string, KindId>>;

const KINDS_BY_ROW: Readonly<Record<string, KindId>> = {
  'new-row': 'switch/row-new',
  'same-row': 'switch/row-kept',
  'other-port': 'switch/row-moved',
  'no-room': 'switch/row-full',
};

/** Frames of different ports ask different things of one message. */
const portNumber = ({ node, situation }: Scene<SwitchFrame>): number =>
  node.spec.interfaces.findIndex(({ name }) => name === situation.interface);

/** A card that has moved, or that speaks to all and has no row yet. */
const isRare = (scene: Scene<SwitchFrame>, row: KindId): boolean =>
  row === 'switch/row-moved' ||
  (row !== 'switch/row-kept' && wayOf(scene).grounds === 'for-everybody');

/** What is rare is asked for when it comes; else the questions take turns. */
const sentKind = (scene: Scene<SwitchFrame>): KindId => {
  const row = KINDS_BY_ROW[String(scene.right.values['learn.row'])] ?? 'switch/row-kept';
  if (isRare(scene, row)) return row;
  const turn = (questionAt(scene.world, scene.task, 4) + portNumber(scene)) % 4;
  if (turn === 1) return row;
  if (turn === 2) return 'switch/source';
  const { grounds } = wayOf(scene);
  if (turn === 3) return grounds === 'heard-there' ? 'switch/unchanged' : 'switch/grounds';
  return KINDS_BY_GROUNDS[grounds];
};

const kindOf = (scene: Scene<SwitchFrame>): KindId => {
  if (scene.right.action === 'send') return sentKind(scene);
  return scene.right.values.reason === 'same-port' ? 'switch/filter' : 'switch/bad-check';
};

const FOCUS: Readonly<Partial<Record<KindId, string>>> = {
  'switch/row-new': 'learn.row',
  'switch/row-kept': 'learn.row',
  'switch/row-moved': 'learn.row',
  'switch/row-full': 'learn.row',
  'switch/source': 'learn.mac',
  'switch/grounds': 'why',
  'switch/unchanged': 'ethernet.source',
};

const wrongAction = (scene: Scene<SwitchFrame>): FindingCode => {
  if (scene.right.values.reason === 'bad-frame-check') return 'switch/took-damaged';
  return scene.right.action === 'send' ? 'switch/dropped-good' : 'switch/not-filtered';
};

const evidence = (scene: Scene<SwitchFrame>, wrong: Found): Found => ({
  ...wrong,
  shows:
    scene.right.values.reason === 'bad-frame-check'
      ? 'ethernet.frameCheckSequence'
      : 'ethernet.destination',
});

/** A switch learns who sent, and carries the frame as it is to where its destination was heard, IEEE 802.1Q §8.6 and §8.7. */
export const switchFrame: Move<SwitchFrame> = {
  direction: 'through',
  protocol: 'ethernet',
  fields: [carried('destination'), carried('source'), ...learnFields, ports, why],
  opens: ['learn.mac', 'learn.port', 'learn.row', 'ports', 'why'],
  offers: [
    { action: 'send', choices: [] },
    { action: 'drop', choices: ['same-port', 'bad-frame-check', 'not-mine', 'malformed'] },
  ],
  focus: scene => FOCUS[kindOf(scene)] ?? 'ports',
  kindOf,
  judgeAction: (scene, decision) => {
    const code = wrongAction(scene);
    const wrong = judgeSaying(scene, decision, { send: code, drop: code }, 'switch/wrong-reason');
    return wrong === null ? null : evidence(scene, wrong);
  },
  facts: scene => ({
    entry: scene.situation.interface,
    goesTo: formatMac(heard(scene).destination),
    rows: String(freshRows(scene.world, scene.node).length),
    room: String(scene.node.spec.macTable?.most ?? 'thousands'),
  }),
  isNew: scene => {
    if (scene.right.values.reason === 'bad-frame-check') return 'bad-sum';
    const { source } = heard(scene);
    const row = rowFor(scene.world, scene.node, source);
    if (row !== undefined && row.interface !== scene.situation.interface) return 'card-moved';
    return scene.right.values['learn.row'] === 'no-room' ? 'table-full' : null;
  },
};
