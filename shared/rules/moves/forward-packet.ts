import { formatIpv4 } from '../../base/address.ts';
import type { Decision } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';
import { questionAt } from '../question.ts';
import { addressesOf, cardsOf, routesFor } from '../world-facts.ts';
import {
  addressNote,
  distinct,
  found,
  judgeSaying,
  packetOf,
  rewrittenChecksum,
  type SituationOf,
  stationWith,
} from './checks.ts';
import { cutFields, cutKindOf, squeezeOf } from './cut-packet.ts';
import type { FieldRule, Move, Scene } from './move.ts';
import { interfaceField, nextHopField } from './next-hop.ts';
import { arrivedTtl, timeToLive } from './one-less.ts';
import { goesBack } from './places.ts';

type ForwardPacket = SituationOf<'forward-packet'>;

const destinationOf = (scene: Scene): number => packetOf(scene)?.destination ?? 0;
const sourceOf = (scene: Scene): number => packetOf(scene)?.source ?? 0;

const source: FieldRule<ForwardPacket> = {
  path: 'ipv4.source',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) => {
    const expected = sourceOf(scene);
    if (given === expected) return null;
    return found('route/source-rewritten', expected, {
      speaker: stationWith(scene, destinationOf(scene)),
    });
  },
  decoys: scene => distinct([...scene.node.addresses, destinationOf(scene)]),
  note: addressNote,
};

const destination: FieldRule<ForwardPacket> = {
  path: 'ipv4.destination',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) => {
    const expected = destinationOf(scene);
    if (given === expected) return null;
    return found('route/destination-rewritten', expected, {
      speaker: stationWith(scene, expected),
    });
  },
  decoys: scene =>
    distinct([
      ...routesFor(scene.node, destinationOf(scene)).map(route => route.nextHop),
      ...scene.node.addresses,
    ]),
  note: addressNote,
};

const headerChecksum = rewrittenChecksum('packet/bad-checksum-written', 'route/checksum-kept');

const answerTo: FieldRule<ForwardPacket> = {
  path: 'answerTo',
  input: 'ipv4',
  bits: 32,
  action: 'answer',
  check: (scene, given) => {
    const expected = sourceOf(scene);
    return given === expected
      ? null
      : found('route/report-to-wrong', expected, { shows: 'ipv4.source' });
  },
  decoys: scene =>
    distinct([destinationOf(scene), ...scene.node.addresses, ...addressesOf(cardsOf(scene.world))]),
  note: addressNote,
};

/** What a router does that must not send a packet, by the report that is due: what sending it anyhow would be. */
const SENT_THOUGH: Readonly<Record<string, FindingCode>> = {
  'time-exceeded': 'ttl/expired-forwarded',
  'net-unreachable': 'route/no-match',
  'fragmentation-needed': 'route/too-big',
};

const wronglySent = (scene: Scene<ForwardPacket>): FindingCode =>
  scene.right.action === 'drop'
    ? 'route/took-damaged'
    : (SENT_THOUGH[String(scene.right.values.answer)] ?? 'route/no-match');

const wronglyAnswered = (scene: Scene<ForwardPacket>, { values }: Decision): FindingCode => {
  if (scene.right.action === 'drop') return 'route/took-damaged';
  const isCut = squeezeOf(scene)?.mayBeCut === true && values.answer === 'fragmentation-needed';
  return isCut ? 'route/refused-to-cut' : 'route/wrong-report';
};

const wronglyDropped = (scene: Scene<ForwardPacket>) =>
  scene.right.action === 'answer' ? 'route/silent' : 'route/dropped-good';

const sayingOf = (scene: Scene<ForwardPacket>) =>
  scene.right.action === 'answer' ? 'route/wrong-report' : 'route/wrong-reason';

const longestKind = (scene: Scene<ForwardPacket>): KindId => {
  const [best] = routesFor(scene.node, destinationOf(scene));
  if (best?.nextHop === null) return 'route/connected';
  return best?.prefix.length === 0 ? 'route/default' : 'route/longest-prefix';
};

/** Most packets put their question to the route; every fourth to what is changed, every fourth to what is not. */
const sentKind = (scene: Scene<ForwardPacket>): KindId => {
  const turn = questionAt(scene.world, scene.task, 4);
  if (turn === 2) return 'route/one-less';
  return turn === 3 ? 'route/addresses-stay' : longestKind(scene);
};

const FOCUS: Readonly<Partial<Record<KindId, string>>> = {
  'route/one-less': 'ipv4.timeToLive',
  'route/addresses-stay': 'ipv4.source',
  'route/expired': 'ipv4.timeToLive',
  'route/bad-sum': 'ipv4.timeToLive',
  'route/cut': 'mtu',
  'route/cut-place': 'secondOffset',
  'route/too-big': 'mtu',
};

const kindOf = (scene: Scene<ForwardPacket>): KindId => {
  if (scene.right.action === 'send') return cutKindOf(scene) ?? sentKind(scene);
  if (scene.right.action === 'drop') return 'route/bad-sum';
  if (scene.right.values.answer === 'fragmentation-needed') return 'route/too-big';
  return scene.right.values.answer === 'time-exceeded' ? 'route/expired' : 'route/none';
};

interface Evidence {
  readonly shows: string;
  readonly rfc?: string;
}

/** The field that made the report due, and the section that demands the report. */
const REPORTED: Readonly<Record<string, Evidence>> = {
  'time-exceeded': { shows: 'ipv4.timeToLive', rfc: 'RFC 1812 §5.2.7.3' },
  'net-unreachable': { shows: 'ipv4.destination', rfc: 'RFC 1812 §5.2.7.1' },
  'fragmentation-needed': { shows: 'ipv4.totalLength', rfc: 'RFC 1812 §5.2.7.1' },
};

/** Where the header shows what is wrong with an action. */
const evidenceOf = (scene: Scene<ForwardPacket>, code: FindingCode): Partial<Evidence> => {
  if (scene.right.action === 'drop') return { shows: 'ipv4.headerChecksum' };
  const report = REPORTED[String(scene.right.values.answer)];
  if (report === undefined) return { shows: 'ipv4.destination' };
  return code === 'route/silent' ? report : { shows: report.shows };
};

/** A router passes a packet on: one off the TTL, the longest prefix, the sum made new, addresses as they are. RFC 1812 §5.2.1. */
export const forwardPacket: Move<ForwardPacket> = {
  direction: 'through',
  protocol: 'ipv4',
  places: goesBack,
  fields: [
    timeToLive,
    headerChecksum,
    source,
    destination,
    nextHopField(destinationOf),
    interfaceField(destinationOf),
    ...cutFields,
    answerTo,
  ],
  opens: [
    'ipv4.timeToLive',
    'ipv4.headerChecksum',
    'ipv4.source',
    'ipv4.destination',
    'nextHop',
    'interface',
    'answerTo',
  ],
  offers: [
    { action: 'send', choices: [] },
    { action: 'answer', choices: ['time-exceeded', 'net-unreachable', 'fragmentation-needed'] },
    {
      action: 'drop',
      choices: ['bad-header-checksum', 'no-route', 'time-to-live-expired', 'malformed'],
    },
  ],
  focus: scene => FOCUS[kindOf(scene)] ?? 'nextHop',
  kindOf,
  judgeAction: (scene, decision) => {
    const wrong = judgeSaying(
      scene,
      decision,
      {
        send: wronglySent(scene),
        answer: wronglyAnswered(scene, decision),
        drop: wronglyDropped(scene),
      },
      sayingOf(scene),
    );
    return wrong === null ? null : { ...wrong, ...evidenceOf(scene, wrong.code) };
  },
  facts: scene => ({
    destination: formatIpv4(destinationOf(scene)),
    source: formatIpv4(sourceOf(scene)),
    arrivedOn: scene.situation.interface,
    lengthBytes: String(squeezeOf(scene)?.lengthBytes ?? 0),
    linkBytes: String(squeezeOf(scene)?.linkBytes ?? 0),
  }),
  isNew: scene => {
    if (arrivedTtl(scene) <= 1) return 'low-time-to-live';
    if (scene.right.action === 'drop') return 'bad-sum';
    if (squeezeOf(scene) !== null) return 'too-long';
    if (scene.right.action === 'answer') return 'no-route';
    return (scene.task.unit[0] ?? 0x45) > 0x45 ? 'options-in-header' : null;
  },
};
