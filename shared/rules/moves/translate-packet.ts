import { PROTOCOL_TCP } from '../../network/packets.ts';
import { type Decision, stationOf } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';
import { inTurn } from '../question.ts';
import { judgeSaying, type SituationOf } from './checks.ts';
import { passingIn } from './filter-lines.ts';
import type { Found, Move } from './move.ts';
import { deviceBeyond } from './places.ts';
import { TRANSLATE_FIELDS } from './translate-fields.ts';
import {
  insideHosts,
  isEcho,
  isOut,
  type NatScene,
  natFacts,
  ownRow,
  rowMet,
  servesPort,
} from './translate-sight.ts';

type TranslatePacket = SituationOf<'translate-packet'>;

const isDamaged = ({ right }: NatScene): boolean => right.values.reason === 'bad-header-checksum';

/** What sending on shows where there is nobody to send it to. */
const sentThough = (scene: NatScene, { values }: Decision): FindingCode => {
  if (isDamaged(scene)) return 'nat/took-damaged';
  if (rowMet(scene)?.isOld === true) return 'nat/row-too-old';
  const { 'ipv4.destination': to } = values;
  const isService = typeof to === 'number' && !isOut(scene) && servesPort(scene, to);
  return isService ? 'nat/host-by-service' : 'nat/let-in';
};

const droppedThough = (scene: NatScene): FindingCode =>
  isOut(scene) ? 'nat/outward-dropped' : 'nat/answer-dropped';

/** To tell who knocks at once: forbidden for a SYN, RFC 5382 §4.3; for anything else merely talkative. */
const toldStranger = (scene: NatScene, { action }: Decision): Found | null => {
  if (action !== 'answer' || scene.right.values.reason !== 'no-mapping') return null;
  const isSegment = passingIn(scene)?.protocol === PROTOCOL_TCP;
  return isSegment ? null : { code: 'nat/told', expected: 'drop', remark: true };
};

const judgeAction = (scene: NatScene, decision: Decision): Found | null => {
  const told = toldStranger(scene, decision);
  if (told !== null) return told;
  const wrong = judgeSaying(
    scene,
    decision,
    {
      send: sentThough(scene, decision),
      drop: droppedThough(scene),
      answer:
        scene.right.action === 'drop' && !isDamaged(scene)
          ? 'nat/told-at-once'
          : 'nat/not-to-answer',
    },
    'nat/wrong-reason',
  );
  if (wrong === null) return null;
  return { ...wrong, shows: isDamaged(scene) ? 'ipv4.headerChecksum' : 'ipv4.destination' };
};

const numberKind = (scene: NatScene): KindId =>
  ownRow(scene) === undefined ? 'nat/new-flow' : 'nat/known-flow';

const outKind = (scene: NatScene): KindId => {
  const { world, task } = scene;
  if (passingIn(scene)?.quoted != null) return inTurn(world, task, ['nat/source', 'nat/quote']);
  // Any identifier that is free will do, and its checksum does not cover the addresses.
  if (isEcho(scene)) return inTurn(world, task, ['nat/source', 'nat/far-end']);
  return inTurn<KindId>(world, task, [numberKind(scene), 'nat/source', 'nat/sums', 'nat/far-end']);
};

const inKind = (scene: NatScene): KindId => {
  const { world, task } = scene;
  if (passingIn(scene)?.quoted != null) return inTurn(world, task, ['nat/news', 'nat/quote']);
  const whom = isEcho(scene) ? 'nat/echo' : 'nat/inside';
  return inTurn<KindId>(world, task, [whom, 'nat/inside-port', 'nat/header-sum', 'nat/far-end']);
};

const kindOf = (scene: NatScene): KindId => {
  if (scene.right.action === 'send') return isOut(scene) ? outKind(scene) : inKind(scene);
  if (isDamaged(scene)) return 'nat/damaged';
  return rowMet(scene)?.isOld === true ? 'nat/too-old' : 'nat/unasked';
};

const FOCUS: Readonly<Partial<Record<KindId, string>>> = {
  'nat/new-flow': 'nat.port',
  'nat/known-flow': 'nat.port',
  'nat/inside-port': 'nat.port',
  'nat/source': 'ipv4.source',
  'nat/sums': 'nat.rewrites',
  'nat/quote': 'nat.rewrites',
  'nat/header-sum': 'ipv4.headerChecksum',
};

const focus = (scene: NatScene): string => {
  const kind = kindOf(scene);
  if (kind === 'nat/far-end') return isOut(scene) ? 'ipv4.destination' : 'ipv4.source';
  return FOCUS[kind] ?? 'ipv4.destination';
};

/**
 * A translator gives what leaves one shared address, and what comes back its first one again; it alone writes addresses,
 * and into the header behind. RFC 3022 §2.2.
 */
export const translatePacket: Move<TranslatePacket> = {
  direction: 'through',
  protocol: 'ipv4',
  // Routed already, or about to be: the device has it on the inner side.
  places: scene => {
    const beyond = deviceBeyond(scene);
    const { node } = scene.task;
    return isOut(scene) ? { from: node, to: beyond } : { from: beyond, to: node };
  },
  fields: TRANSLATE_FIELDS,
  opens: ['ipv4.source', 'ipv4.destination', 'nat.port', 'nat.rewrites'],
  offers: [
    { action: 'send', choices: [] },
    { action: 'drop', choices: ['no-mapping', 'bad-header-checksum', 'not-permitted', 'no-route'] },
    { action: 'answer', choices: ['port-unreachable'] },
  ],
  focus,
  kindOf,
  judgeAction,
  facts: scene => ({
    ...natFacts(scene),
    ...(isOut(scene) ? {} : { interface: scene.situation.interface }),
    hosts: String(new Set(insideHosts(scene)).size),
    station: stationOf(scene.task.node, 'network'),
  }),
  isNew: scene => {
    if (isDamaged(scene)) return 'bad-sum';
    if (passingIn(scene)?.quoted != null) return 'carries-quote';
    return rowMet(scene)?.isOld === true ? 'row-too-old' : null;
  },
};
