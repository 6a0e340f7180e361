import { BROADCAST_MAC, formatIpv4 } from '../../base/address.ts';
import { addressesOf, cardsOnLan } from '../world-facts.ts';
import { heardArp } from './answer-arp.ts';
import { distinct, endOf, found, judgeSaying, ownCard, type SituationOf } from './checks.ts';
import type { FieldRule, Move, Scene } from './move.ts';
import { readHere } from './places.ts';

type ArpReplyIn = SituationOf<'arp-reply-in'>;

const lanOf = (scene: Scene<ArpReplyIn>) => cardsOnLan(scene.world, endOf(scene));

const learnAddress: FieldRule<ArpReplyIn> = {
  path: 'learn.address',
  input: 'ipv4',
  bits: 32,
  action: 'deliver',
  check: (scene, given) => {
    const expected = heardArp(scene)?.senderProtocol;
    return given === expected
      ? null
      : found('arp/learned-wrong-address', expected, { shows: 'arp.senderProtocol' });
  },
  decoys: scene =>
    distinct([
      heardArp(scene)?.targetProtocol,
      ...addressesOf(lanOf(scene)),
      ownCard(scene)?.address,
      0,
    ]),
};

const learnMac: FieldRule<ArpReplyIn> = {
  path: 'learn.mac',
  input: 'mac',
  bits: 48,
  action: 'deliver',
  check: (scene, given) => {
    const expected = heardArp(scene)?.senderHardware;
    return given === expected
      ? null
      : found('arp/learned-wrong-mac', expected, { shows: 'arp.senderHardware' });
  },
  decoys: scene =>
    distinct([
      heardArp(scene)?.targetHardware,
      ...lanOf(scene).map(card => card.interface.mac),
      BROADCAST_MAC,
      ownCard(scene)?.mac,
    ]),
};

/** The link layer writes an answer to its question into the ARP table, RFC 826, Packet Reception. */
export const learnArp: Move<ArpReplyIn> = {
  direction: 'up',
  protocol: 'arp',
  places: readHere,
  fields: [learnAddress, learnMac],
  opens: ['learn.address', 'learn.mac'],
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'drop', choices: ['not-mine', 'bad-frame-check', 'nothing-to-do', 'malformed'] },
  ],
  focus: () => 'learn.mac',
  kindOf: () => 'arp/learn',
  judgeAction: (scene, decision) =>
    judgeSaying(
      scene,
      decision,
      { drop: 'arp/dropped-reply', deliver: 'arp/took-unasked' },
      'arp/wrong-reason',
    ),
  facts: scene => ({
    interface: scene.situation.interface,
    ownAddress: formatIpv4(ownCard(scene)?.address ?? 0),
  }),
  isNew: () => 'new-destination',
};
