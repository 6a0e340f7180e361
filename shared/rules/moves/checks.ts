import { BROADCAST_MAC, formatIpv4 } from '../../base/address.ts';
import { read16 } from '../../base/bytes.ts';
import type { IpAddress } from '../../base/ip.ts';
import { ownValue } from '../../base/own-value.ts';
import { mergeDecision } from '../../network/automaton.ts';
import type { Action, Decision, Situation, SituationType, Value } from '../../network/task.ts';
import { stationOf } from '../../network/task.ts';
import { ipv4 } from '../../protocols/ipv4.ts';
import type { FindingCode } from '../findings.ts';
import { cardWithAddress, cardWithMac } from '../world-facts.ts';
import type { FieldRule, Found, Scene, Values } from './move.ts';

export type SituationOf<T extends SituationType> = Extract<Situation, { readonly type: T }>;

/** Codes for actions that are not the right one here. */
export type WrongActions = Readonly<Partial<Record<Action, FindingCode>>>;

/** The reason (drop) or answer (answer) that a decision gives; other decisions say nothing. */
const saying = ({ action, values }: Decision): Value | undefined => {
  if (action === 'drop') return values.reason;
  return action === 'answer' ? values.answer : undefined;
};

/**
 * Compares action, reason and answer with what is right. `wrong` names the finding for each action that is not right,
 * `otherSaying` the finding for the right action with another reason or answer.
 */
export const judgeSaying = (
  scene: Scene,
  decision: Decision,
  wrong: WrongActions,
  otherSaying: FindingCode,
): Found | null => {
  if (decision.action !== scene.right.action) {
    return { code: wrong[decision.action] ?? 'action/not-here', expected: scene.right.action };
  }
  const wanted = saying(scene.right);
  const given = saying(decision);
  if (wanted === undefined || given === wanted) return null;
  if (given === undefined) return { code: 'value/missing' };
  return { code: otherSaying, expected: wanted };
};

/** A length, checksum or other value that follows from the rest of the header: right if it fits what was given. */
export const derivedField = (
  path: string,
  code: FindingCode,
  bits = 16,
  action: Action = 'send',
): FieldRule => ({
  path,
  input: 'number',
  bits,
  action,
  check: (scene, given, values) => {
    const rest = Object.fromEntries(Object.entries(values).filter(([key]) => key !== path));
    const expected = mergeDecision(scene.world, scene.task, { action, values: rest }).values[path];
    return given === expected ? null : found(code, expected);
  },
});

/** The header checksum of the packet in the task's unit, as it came. */
export const arrivedChecksum = ({ task }: Scene): number => read16(task.unit, 10);

/** A header checksum that is written anew: `wrong` names the finding, `kept` that for the one that came. */
export const rewrittenChecksum = (wrong: FindingCode, kept: FindingCode): FieldRule => {
  const rule = derivedField('ipv4.headerChecksum', wrong);
  return {
    ...rule,
    check: (scene, given, values) => {
      const finding = rule.check(scene, given, values);
      if (finding === null || given !== arrivedChecksum(scene)) return finding;
      return { ...finding, code: kept };
    },
  };
};

/** A finding, with what would be right where one value would be. */
export const found = (code: FindingCode, expected?: Value, more: Partial<Found> = {}): Found => ({
  code,
  ...(expected === undefined ? {} : { expected }),
  ...more,
});

/** Sections that decide here, by code, where they are not the code's own. */
export type Sections = Readonly<Partial<Record<FindingCode, string>>>;

/** A finding with the section of the protocol at hand. */
export const cited = (wrong: Found | null, sections: Sections): Found | null => {
  const rfc = wrong === null ? undefined : sections[wrong.code];
  return wrong === null || rfc === undefined ? wrong : { ...wrong, rfc };
};

/** `rule` with the section of another protocol for all that it finds. */
export const citing = <S extends Situation>(rfc: string, rule: FieldRule<S>): FieldRule<S> => ({
  ...rule,
  check: (scene, given, values) => {
    const wrong = rule.check(scene, given, values);
    return wrong === null ? null : { ...wrong, rfc };
  },
});

/** The packet in the task's unit, as far as its addresses; null where the unit is no packet. */
export const packetOf = (
  scene: Scene,
  offset = 0,
): { source: number; destination: number; protocol: number; timeToLive: number } | null => {
  const { unit } = scene.task;
  if (unit.length < offset + 20 || (unit[offset] ?? 0) >> 4 !== 4) return null;
  const { source, destination, protocol, timeToLive } = ipv4.view(unit, offset);
  return { source, destination, protocol, timeToLive };
};

/** 'node.interface' of the task's interface. */
export const endOf = (scene: Scene<Extract<Situation, { readonly interface: string }>>): string =>
  `${scene.task.node}.${scene.situation.interface}`;

/** The own card of the task's interface. */
export const ownCard = (scene: Scene<Extract<Situation, { readonly interface: string }>>) =>
  scene.node.interfaces.get(scene.situation.interface);

/** Station that reads this layer's header at the owner of an address; the own one if nobody has it. */
export const stationWith = (
  scene: Scene,
  address: IpAddress,
  layer: Scene['task']['layer'] = scene.task.layer,
): string =>
  stationOf(cardWithAddress(scene.world, address)?.node.spec.name ?? scene.task.node, layer);

/** Whose card it is: 'r1, 10.60.145.1'. */
export const macNote = (scene: Scene, value: Value): string => {
  if (value === BROADCAST_MAC) return 'everybody on this LAN';
  const card = typeof value === 'number' ? cardWithMac(scene.world, value) : undefined;
  return card === undefined ? '' : `${card.node.spec.name}, ${formatIpv4(card.interface.address)}`;
};

/** Whose address it is: 'r1'. */
export const addressNote = (scene: Scene, value: Value): string =>
  typeof value === 'number' ? (cardWithAddress(scene.world, value)?.node.spec.name ?? '') : '';

/** How an address reads that may be left out. */
export const orNothing = (_scene: Scene, value: Value): string =>
  value === 0 ? 'nothing' : formatIpv4(Number(value));

/** Values without holes, in order, each once. */
export const distinct = (values: readonly (Value | null | undefined)[]): Value[] => [
  ...new Set(values.filter(value => value !== null && value !== undefined)),
];

/** The values given that are numbers under `path`. */
export const numberIn = (values: Values, path: string): number | undefined => {
  const value = values[path];
  return typeof value === 'number' ? value : undefined;
};

const PROTOCOL_NAMES: Readonly<Record<string, string>> = {
  application: 'the program',
  arp: 'ARP',
  icmp: 'ICMP',
  ipv4: 'IPv4',
  tcp: 'TCP',
  udp: 'UDP',
};

/** How a value reads, by its words. */
export const shownBy =
  (words: Readonly<Record<string, string>>) =>
  (_scene: Scene, value: Value): string =>
    ownValue(words, String(value)) ?? String(value);

/** Whom a unit is handed to, as people write it. */
export const protocolShown = shownBy(PROTOCOL_NAMES);

/** Counts of hops that packets start with. */
export const HOP_COUNTS: readonly Value[] = [64, 255, 128, 32];

/** 'time-exceeded' as words. */
export const wordsShown = (_scene: Scene, value: Value): string =>
  String(value).replaceAll('-', ' ');
