import { BROADCAST_MAC, formatIpv4 } from '../../base/address.ts';
import { ARP_REPLY, ARP_REQUEST } from '../../protocols/arp.ts';
import { addressesOf, cardsOf, cardsOnLan, interfaceTowards } from '../world-facts.ts';
import {
  addressNote,
  distinct,
  endOf,
  found,
  judgeSaying,
  macNote,
  ownCard,
  type SituationOf,
  stationWith,
} from './checks.ts';
import type { FieldRule, Move, Scene } from './move.ts';

type AskArp = SituationOf<'ask-arp'>;

const lanOf = (scene: Scene<AskArp>) => cardsOnLan(scene.world, endOf(scene));

/** Whether an address lies on the network of this interface: address and mask, RFC 1122 §3.3.1.1. */
const isHere = (scene: Scene<AskArp>, address: number): boolean =>
  interfaceTowards(scene.node, address)?.name === scene.situation.interface;

/** Addresses of hosts on other networks, the programs' hosts first. */
const remoteAddresses = (scene: Scene<AskArp>): number[] =>
  addressesOf(cardsOf(scene.world).filter(card => card.node.spec.role !== 'router')).filter(
    address => !isHere(scene, address),
  );

/** Whether the host has no address yet and asks who has the one that it was granted, RFC 5227 §2.1.1. */
const isProbe = (scene: Scene<AskArp>): boolean => ownCard(scene)?.address === 0;

const targetProtocol: FieldRule<AskArp> = {
  path: 'arp.targetProtocol',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) => {
    const { nextHop } = scene.situation;
    if (typeof given !== 'number' || given === nextHop) return null;
    const speaker = stationWith(scene, nextHop);
    if (scene.node.addresses.has(given)) return found('arp/target-is-own', nextHop, { speaker });
    // Without an address and a mask of its own it cannot tell what is remote.
    const isRemote = !isProbe(scene) && !isHere(scene, given);
    return found(isRemote ? 'arp/target-remote' : 'arp/target-wrong', nextHop, { speaker });
  },
  decoys: scene =>
    distinct([
      ...remoteAddresses(scene).slice(0, 2),
      ...addressesOf(lanOf(scene)),
      ownCard(scene)?.address,
      ...remoteAddresses(scene),
    ]),
  note: addressNote,
};

const operation: FieldRule<AskArp> = {
  path: 'arp.operation',
  input: 'number',
  check: (_scene, given) =>
    given === ARP_REQUEST ? null : found('arp/operation-wrong', ARP_REQUEST),
  decoys: () => [ARP_REPLY, 0x0806, 3],
};

const otherMacs = (scene: Scene<AskArp>) =>
  distinct([...lanOf(scene).map(card => card.interface.mac), BROADCAST_MAC, 0]);

const senderHardware: FieldRule<AskArp> = {
  path: 'arp.senderHardware',
  input: 'mac',
  bits: 48,
  check: (scene, given) => {
    const expected = ownCard(scene)?.mac;
    return given === expected ? null : found('arp/sender-not-own', expected);
  },
  decoys: scene => distinct([...lanOf(scene).map(card => card.interface.mac), BROADCAST_MAC, 0]),
};

const senderProtocol: FieldRule<AskArp> = {
  path: 'arp.senderProtocol',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) => {
    const expected = ownCard(scene)?.address;
    if (given === expected) return null;
    // An address that is only being asked for is nobody's yet: whoever has none asks as 0.0.0.0.
    const rfc = isProbe(scene) ? { rfc: 'RFC 5227 §2.1.1' } : {};
    return found('arp/sender-not-own', expected, rfc);
  },
  decoys: scene =>
    distinct([
      ...(isProbe(scene) ? [scene.situation.nextHop] : []),
      ...addressesOf(lanOf(scene)),
      0,
    ]),
};

const targetHardware: FieldRule<AskArp> = {
  path: 'arp.targetHardware',
  input: 'mac',
  bits: 48,
  // RFC 826 leaves the field to the asker: nobody reads it in a request.
  check: (_scene, given) =>
    given === 0 ? null : found('arp/target-hardware-filled', 0, { remark: true }),
  decoys: scene => distinct([BROADCAST_MAC, ...lanOf(scene).map(card => card.interface.mac)]),
};

const destination: FieldRule<AskArp> = {
  path: 'ethernet.destination',
  input: 'mac',
  bits: 48,
  check: (_scene, given) =>
    given === BROADCAST_MAC ? null : found('arp/not-broadcast', BROADCAST_MAC),
  decoys: scene =>
    distinct([...lanOf(scene).map(card => card.interface.mac), 0, ownCard(scene)?.mac]),
  note: macNote,
};

const source: FieldRule<AskArp> = {
  path: 'ethernet.source',
  input: 'mac',
  bits: 48,
  check: (scene, given) => {
    const expected = ownCard(scene)?.mac;
    return given === expected ? null : found('frame/source-not-own', expected);
  },
  decoys: otherMacs,
};

const etherType: FieldRule<AskArp> = {
  path: 'ethernet.etherType',
  input: 'number',
  check: (_scene, given) =>
    given === 0x0806
      ? null
      : found('frame/ether-type-wrong', 0x0806, { rfc: 'RFC 826, Packet Format' }),
  decoys: () => [0x0800, 0x86dd, 1],
};

/** The link layer asks everybody on the LAN who has the next hop's address, RFC 826. */
export const askArp: Move<AskArp> = {
  direction: 'down',
  protocol: 'arp',
  fields: [
    destination,
    source,
    etherType,
    operation,
    senderHardware,
    senderProtocol,
    targetHardware,
    targetProtocol,
  ],
  opens: ['ethernet.destination', 'arp.operation', 'arp.senderHardware', 'arp.targetProtocol'],
  offers: [{ action: 'send', choices: [] }],
  focus: () => 'arp.targetProtocol',
  kindOf: () => 'arp/ask',
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({
    nextHop: formatIpv4(scene.situation.nextHop),
    interface: scene.situation.interface,
  }),
  isNew: () => 'new-destination',
};
