import { read16 } from '../../base/bytes.ts';
import { ownValue } from '../../base/own-value.ts';
import {
  cameAs,
  natPortOffset,
  REWRITES,
  translated,
  wholeRewrite,
} from '../../network/boundary/translate.ts';
import { PROTOCOL_ICMP, readPacket } from '../../network/packets.ts';
import type { Value } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import {
  addressNote,
  arrivedChecksum,
  distinct,
  found,
  packetOf,
  rewrittenChecksum,
  type SituationOf,
  stationWith,
} from './checks.ts';
import { passingIn } from './filter-lines.ts';
import type { FieldRule, Found } from './move.ts';
import {
  hasNumber,
  innerAddresses,
  insideHosts,
  isEcho,
  isOut,
  isTaken,
  type NatScene,
  ownRow,
  rowsOf,
  servesPort,
  sharedAddress,
} from './translate-sight.ts';

type TranslatePacket = SituationOf<'translate-packet'>;

const sourceOf = (scene: NatScene): number => packetOf(scene)?.source ?? 0;
const destinationOf = (scene: NatScene): number => packetOf(scene)?.destination ?? 0;

/** The host at the other end keeps its address: it is the one that answers go to, or came from. */
const farEndFound = (scene: NatScene, given: Value, expected: number): Found | null =>
  given === expected
    ? null
    : found('nat/far-end-rewritten', expected, { speaker: stationWith(scene, expected) });

const ownSource = (scene: NatScene, given: Value): Found | null => {
  const expected = sharedAddress(scene);
  if (given === expected) return null;
  const speaker = stationWith(scene, destinationOf(scene));
  if (given === sourceOf(scene)) return found('nat/source-kept', expected, { speaker });
  const isInner = innerAddresses(scene).some(address => address === given);
  return found(isInner ? 'nat/source-inner' : 'nat/source-other', expected, { speaker });
};

const source: FieldRule<TranslatePacket> = {
  path: 'ipv4.source',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) =>
    isOut(scene) ? ownSource(scene, given) : farEndFound(scene, given, sourceOf(scene)),
  decoys: scene =>
    isOut(scene)
      ? distinct([
          sourceOf(scene),
          ...innerAddresses(scene),
          scene.situation.nextHop,
          destinationOf(scene),
        ])
      : distinct([...innerAddresses(scene), destinationOf(scene), ...insideHosts(scene)]),
  note: addressNote,
};

/** Who behind the shared address gets it; the shared address itself where nobody does. */
const insideTarget = (scene: NatScene): number => {
  const { 'ipv4.destination': right } = scene.right.values;
  return typeof right === 'number' ? right : destinationOf(scene);
};

const ownDestination = (scene: NatScene, given: Value): Found | null => {
  const expected = insideTarget(scene);
  if (given === expected) return null;
  if (given === destinationOf(scene)) return found('nat/not-turned-back', expected);
  const serves = typeof given === 'number' && servesPort(scene, given);
  return found(serves ? 'nat/host-by-service' : 'nat/wrong-host', expected, {
    speaker: stationWith(scene, Number(given)),
  });
};

const destination: FieldRule<TranslatePacket> = {
  path: 'ipv4.destination',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) =>
    isOut(scene) ? farEndFound(scene, given, destinationOf(scene)) : ownDestination(scene, given),
  decoys: scene =>
    isOut(scene)
      ? distinct([sharedAddress(scene), scene.situation.nextHop, ...innerAddresses(scene)])
      : distinct([
          destinationOf(scene),
          ...insideHosts(scene).filter(address => servesPort(scene, address)),
          ...insideHosts(scene),
          sourceOf(scene),
        ]),
  note: addressNote,
};

const headerChecksum: FieldRule<TranslatePacket> = {
  ...rewrittenChecksum('nat/header-sum-wrong', 'nat/header-sum-kept'),
  decoys: scene => {
    const came = arrivedChecksum(scene);
    return distinct([came, 0, ~came & 0xffff, 0xffff, came ^ 0x0100, came ^ 0x0021]);
  },
};

const PROTOCOL_NUMBERS = [1, 6, 17];
const FIRST_USER_PORT = 1024;

/** What is wrong with a port that nobody outside has; RFC 4787 §4.2.1. */
const oddPort = (scene: NatScene, given: number): Found | null => {
  const passing = passingIn(scene);
  if (passing === null || passing.protocol === PROTOCOL_ICMP) return null;
  if (given === 0) return found('nat/port-zero');
  if (given >= FIRST_USER_PORT || passing.source.port < FIRST_USER_PORT) return null;
  if (PROTOCOL_NUMBERS.includes(given)) return found('nat/port-is-protocol');
  if (given === passing.destination.port) return found('nat/port-is-service');
  return found('nat/port-low', undefined, { remark: true });
};

const outsidePort = (scene: NatScene, given: number): Found | null => {
  const right = scene.right.values['nat.port'];
  if (given === right) return null;
  const isNew = passingIn(scene)?.quoted === null && ownRow(scene) === undefined;
  if (!isNew) return found('nat/mapping-changed', right);
  return isTaken(scene, given) ? found('nat/port-taken') : oddPort(scene, given);
};

const cameWith = (scene: NatScene): number => {
  const passing = passingIn(scene);
  return passing === null ? 0 : cameAs(passing, scene.situation.direction).port;
};

const insidePort = (scene: NatScene, given: Value): Found | null => {
  const right = scene.right.values['nat.port'] ?? cameWith(scene);
  return given === right ? null : found('nat/inside-port-wrong', right);
};

const port: FieldRule<TranslatePacket> = {
  path: 'nat.port',
  input: 'number',
  check: (scene, given) => {
    if (!hasNumber(scene) || typeof given !== 'number') return null;
    return isOut(scene) ? outsidePort(scene, given) : insidePort(scene, given);
  },
  decoys: scene => {
    const passing = passingIn(scene);
    const far = isOut(scene) ? passing?.destination.port : passing?.source.port;
    const taken = rowsOf(scene).map(({ outsidePort: one }) => one);
    return distinct([
      ...taken.filter(one => one !== cameWith(scene)).slice(-2),
      far === 0 ? undefined : far,
      passing?.protocol,
      cameWith(scene),
      0,
      (cameWith(scene) + 2) % 0x10000,
      80,
      53,
    ]);
  },
};

const WRITES: Readonly<Record<string, string>> = {
  header: 'the address and the checksum of the IP header',
  port: 'that and the {number}, no other checksum',
  'port-and-sum': 'address, {number}, and the checksums of both headers',
  quote: 'address and header checksum, and the same in the packet that it quotes',
};

/** Bytes of the packet with so much of it written; addresses and ports as they have to be. */
const bytesWith = (scene: NatScene, rewrite?: Value): string => {
  const packet = readPacket(scene.task.unit);
  if (packet === undefined) return '';
  const values = {
    ...scene.right.values,
    ...(rewrite === undefined ? {} : { 'nat.rewrites': rewrite }),
  };
  return translated(packet, scene.situation.direction, values).join();
};

/** Whether the number stands as it has to without being written. */
const isNumberKept = (scene: NatScene): boolean => {
  const at = natPortOffset(scene.task.unit, scene.situation.direction) ?? 0;
  return read16(scene.task.unit, at) === scene.right.values['nat.port'];
};

const wrongRewrite = (scene: NatScene, given: Value): FindingCode => {
  if (passingIn(scene)?.quoted != null) return 'nat/quote-kept';
  return given === 'port' || isNumberKept(scene)
    ? 'nat/transport-sum-kept'
    : 'nat/port-not-written';
};

const rewrites: FieldRule<TranslatePacket> = {
  path: 'nat.rewrites',
  input: 'choice',
  check: (scene, given) => {
    const passing = passingIn(scene);
    const right = passing === null ? undefined : wholeRewrite(passing);
    if (!REWRITES.some(one => one === given)) return found('value/not-a-choice', right);
    // What comes to the same is as right: nobody sees more than the bytes.
    const isSame = scene.right.action === 'send' && bytesWith(scene, given) === bytesWith(scene);
    return given === right || isSame ? null : found(wrongRewrite(scene, given), right);
  },
  decoys: () => ['port', 'header', 'port-and-sum', 'quote'],
  show: (scene, value) =>
    (ownValue(WRITES, String(value)) ?? String(value)).replace(
      '{number}',
      isEcho(scene) ? 'identifier' : 'port',
    ),
};

/** What a translator decides: both addresses, the checksum of the header, its own number, and how deep it writes. */
export const TRANSLATE_FIELDS: readonly FieldRule<TranslatePacket>[] = [
  headerChecksum,
  source,
  destination,
  port,
  rewrites,
];
