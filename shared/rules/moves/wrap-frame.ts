import { BROADCAST_MAC, formatIpv4, LIMITED_BROADCAST } from '../../base/address.ts';
import { cardsOf, cardsOnLan, cardWithAddress, cardWithMac } from '../world-facts.ts';
import {
  derivedField,
  distinct,
  endOf,
  found,
  judgeSaying,
  macNote,
  ownCard,
  packetOf,
  type SituationOf,
  stationWith,
} from './checks.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';

type WrapFrame = SituationOf<'wrap-frame'>;

const IP_PROTOCOL_NUMBERS = [1, 6, 17];

/** Hardware addresses that reach the next hop: its card's own, and what the ARP table says; for everybody, that of all. */
const rightDestinations = (scene: Scene<WrapFrame>): number[] => {
  const { nextHop } = scene.situation;
  if (nextHop === LIMITED_BROADCAST) return [BROADCAST_MAC];
  const here = cardsOnLan(scene.world, endOf(scene)).find(
    card => card.interface.address === nextHop,
  );
  const known = scene.node.arp.get(nextHop);
  return [here?.interface.mac, known?.mac].filter(mac => mac !== undefined);
};

const isAddressHere = (scene: Scene<WrapFrame>, given: number): boolean => {
  const packet = packetOf(scene);
  return [scene.situation.nextHop, packet?.destination, packet?.source].includes(given);
};

/** A card that is not on this LAN: the final host's, or somebody else's. */
const farCard = (scene: Scene<WrapFrame>, given: number): Found => {
  const owner = cardWithMac(scene.world, given);
  const destination = packetOf(scene)?.destination;
  const isFinal = destination !== undefined && owner?.node.addresses.has(destination);
  return found(
    isFinal ? 'frame/destination-is-final-host' : 'frame/destination-nobody-here',
    rightDestinations(scene)[0],
    { facts: { owner: owner?.node.spec.name ?? '' } },
  );
};

const wrongDestination = (scene: Scene<WrapFrame>, given: number): Found => {
  const expected = rightDestinations(scene)[0];
  if (given === ownCard(scene)?.mac) return found('frame/destination-is-own', expected);
  if (given === BROADCAST_MAC) return found('frame/destination-broadcast', expected);
  if (isAddressHere(scene, given)) return found('frame/destination-is-ip', expected);
  const here = cardsOnLan(scene.world, endOf(scene)).find(card => card.interface.mac === given);
  if (here === undefined) return farCard(scene, given);
  return found('frame/destination-other-neighbour', expected, {
    facts: { owner: here.node.spec.name },
    speaker: `${here.node.spec.name}.link`,
  });
};

const destination: FieldRule<WrapFrame> = {
  path: 'ethernet.destination',
  input: 'mac',
  bits: 48,
  check: (scene, given) => {
    if (typeof given !== 'number' || rightDestinations(scene).includes(given)) return null;
    const wrong = wrongDestination(scene, given);
    return { speaker: stationWith(scene, scene.situation.nextHop), ...wrong };
  },
  decoys: scene => {
    const final = packetOf(scene)?.destination;
    return distinct([
      final === undefined ? null : cardWithAddress(scene.world, final)?.interface.mac,
      ...cardsOnLan(scene.world, endOf(scene)).map(card => card.interface.mac),
      BROADCAST_MAC,
      ownCard(scene)?.mac,
      ...cardsOf(scene.world).map(card => card.interface.mac),
    ]);
  },
  note: macNote,
};

/** Cards that could have sent the frame in which the packet came to this router. */
const couldHaveSentIt = (scene: Scene<WrapFrame>, given: number): boolean =>
  scene.node.spec.role === 'router' &&
  [...scene.node.interfaces.values()]
    .filter(own => own.name !== scene.situation.interface)
    .some(own => cardsOnLan(scene.world, own.id).some(card => card.interface.mac === given));

const isOwnElsewhere = (scene: Scene<WrapFrame>, given: number): boolean =>
  [...scene.node.interfaces.values()].some(own => own.mac === given);

const source: FieldRule<WrapFrame> = {
  path: 'ethernet.source',
  input: 'mac',
  bits: 48,
  check: (scene, given) => {
    const expected = ownCard(scene)?.mac;
    if (typeof given !== 'number' || given === expected) return null;
    const speaker = stationWith(scene, scene.situation.nextHop);
    if (isAddressHere(scene, given)) return found('frame/source-is-ip', expected, { speaker });
    if (isOwnElsewhere(scene, given)) {
      return found('frame/source-other-interface', expected, { speaker });
    }
    const kept = couldHaveSentIt(scene, given);
    return found(kept ? 'frame/source-kept' : 'frame/source-not-own', expected, { speaker });
  },
  decoys: scene =>
    distinct([
      ...[...scene.node.interfaces.values()]
        .flatMap(own => cardsOnLan(scene.world, own.id))
        .map(card => card.interface.mac),
      ...[...scene.node.interfaces.values()].map(own => own.mac),
      BROADCAST_MAC,
    ]),
  note: macNote,
};

const etherType: FieldRule<WrapFrame> = {
  path: 'ethernet.etherType',
  input: 'number',
  check: (scene, given) => {
    const expected = scene.situation.etherType;
    if (given === expected) return null;
    const isProtocol = typeof given === 'number' && IP_PROTOCOL_NUMBERS.includes(given);
    return found(isProtocol ? 'frame/ether-type-is-protocol' : 'frame/ether-type-wrong', expected, {
      speaker: stationWith(scene, scene.situation.nextHop),
    });
  },
  decoys: scene => distinct([packetOf(scene)?.protocol, 0x0806, 0x86dd, 0x8100, 6, 17]),
};

/** The link layer puts a packet into a frame for one neighbour, RFC 894, RFC 1122 §2.3.3. */
export const wrapFrame: Move<WrapFrame> = {
  direction: 'down',
  protocol: 'ethernet',
  fields: [
    destination,
    source,
    etherType,
    derivedField('ethernet.frameCheckSequence', 'frame/bad-check-written', 32),
  ],
  opens: ['ethernet.destination', 'ethernet.source', 'ethernet.etherType'],
  offers: [{ action: 'send', choices: [] }],
  focus: scene => (scene.node.spec.role === 'router' ? 'ethernet.source' : 'ethernet.destination'),
  kindOf: scene => {
    if (scene.node.spec.role === 'router') return 'frame/onward';
    if (scene.situation.nextHop === LIMITED_BROADCAST) return 'frame/for-all';
    const next = cardWithAddress(scene.world, scene.situation.nextHop);
    return next?.node.spec.role === 'router' ? 'frame/to-gateway' : 'frame/to-neighbour';
  },
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({
    nextHop: formatIpv4(scene.situation.nextHop),
    interface: scene.situation.interface,
  }),
  isNew: scene => (scene.situation.etherType === 0x0800 ? null : 'new-ether-type'),
};
