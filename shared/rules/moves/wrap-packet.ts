import { formatIpv4, formatPrefix, LIMITED_BROADCAST } from '../../base/address.ts';
import type { Value } from '../../network/task.ts';
import { PORTS } from '../../protocols/iana.ts';
import {
  addressesOf,
  cardsOf,
  gatewaysOf,
  interfaceTowards,
  routersBetween,
} from '../world-facts.ts';
import {
  addressNote,
  derivedField,
  distinct,
  found,
  judgeSaying,
  type SituationOf,
  stationWith,
} from './checks.ts';
import type { FieldRule, Move, Scene } from './move.ts';
import { interfaceField, nextHopField } from './next-hop.ts';

type WrapPacket = SituationOf<'wrap-packet'>;

const destinationOf = (scene: Scene): number =>
  scene.situation.type === 'wrap-packet' ? scene.situation.destination : 0;

const TRANSPORTS = [1, 6, 17];
/** Below this a start value is unusual, though it may well reach (RFC 1122 §3.2.1.7 wants room for the whole internet). */
const LEAST_USUAL_TTL = 32;
const USUAL_TTLS = [64, 128, 255];

const source: FieldRule<WrapPacket> = {
  path: 'ipv4.source',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) => {
    const expected = scene.right.values['ipv4.source'];
    const isRouters = scene.node.spec.role === 'router' && typeof given === 'number';
    // Any own address may report for a router; a host has to use the one of the conversation.
    if (given === expected || (isRouters && scene.node.addresses.has(given))) return null;
    return found('packet/source-not-own', expected, {
      speaker: stationWith(scene, scene.situation.destination),
    });
  },
  decoys: scene =>
    distinct([
      ...gatewaysOf(scene.node),
      scene.situation.destination,
      ...addressesOf(cardsOf(scene.world)),
    ]).filter(address => typeof address !== 'number' || !scene.node.addresses.has(address)),
  note: addressNote,
};

const destination: FieldRule<WrapPacket> = {
  path: 'ipv4.destination',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) => {
    const expected = scene.situation.destination;
    if (typeof given !== 'number' || given === expected) return null;
    const isGateway = gatewaysOf(scene.node).includes(given);
    return found(
      isGateway ? 'packet/destination-is-gateway' : 'packet/destination-wrong',
      expected,
      {
        speaker: stationWith(scene, given),
      },
    );
  },
  decoys: scene =>
    distinct([
      ...gatewaysOf(scene.node),
      ...scene.node.addresses,
      ...addressesOf(cardsOf(scene.world)),
    ]),
  note: addressNote,
};

/** The first four bytes that the layer above wrote hold its ports; what a belief in one number would offer here. */
const portsInside = ({ task }: Scene): number[] => {
  const [a = 0, b = 0, c = 0, d = 0] = task.unit;
  return [c * 256 + d, a * 256 + b].filter(port => port > 0 && port < 256);
};

/** Whether a value for the protocol shows a belief in one number: it is a port, and no protocol that travels here. */
const isPort = (scene: Scene, given: Value): boolean =>
  typeof given === 'number' &&
  !TRANSPORTS.includes(given) &&
  (given in PORTS || portsInside(scene).includes(given));

const protocol: FieldRule<WrapPacket> = {
  path: 'ipv4.protocol',
  input: 'number',
  bits: 8,
  check: (scene, given) => {
    const expected = scene.situation.protocol;
    if (given === expected) return null;
    return found(
      isPort(scene, given) ? 'packet/protocol-is-port' : 'packet/protocol-wrong',
      expected,
      {
        speaker: stationWith(scene, scene.situation.destination),
      },
    );
  },
  decoys: scene => distinct([...portsInside(scene), 53, 80, 6, 17, 1]),
};

const hopsNeeded = (scene: Scene<WrapPacket>): number =>
  routersBetween(scene.world, scene.node, scene.situation.destination) + 1;

const timeToLive: FieldRule<WrapPacket> = {
  path: 'ipv4.timeToLive',
  input: 'number',
  bits: 8,
  check: (scene, given) => {
    const wished = scene.situation.timeToLive;
    if (typeof given !== 'number') return null;
    if (wished !== null) return given === wished ? null : found('ttl/not-the-one-wished', wished);
    if (given === 0) return found('ttl/zero', 64);
    const speaker = stationWith(scene, scene.situation.destination);
    const facts = { routers: String(hopsNeeded(scene) - 1) };
    if (given < hopsNeeded(scene)) return found('ttl/too-small', 64, { speaker, facts });
    return given < LEAST_USUAL_TTL ? found('ttl/unusual', 64, { remark: true }) : null;
  },
  decoys: scene =>
    distinct([
      hopsNeeded(scene) - 1,
      0,
      1,
      ...(scene.situation.timeToLive === null ? [7] : USUAL_TTLS),
    ]),
};

const identification: FieldRule<WrapPacket> = {
  path: 'ipv4.identification',
  input: 'number',
  // RFC 6864 §4.1: a packet that must not be fragmented may carry any number here.
  check: () => null,
};

const isEchoRequest = (scene: Scene<WrapPacket>): boolean =>
  scene.situation.protocol === 1 && scene.task.unit[0] === 8;

/** The network layer puts a segment, datagram or own message into a packet, RFC 791 §3.1, RFC 1122 §3.3.1. */
export const wrapPacket: Move<WrapPacket> = {
  direction: 'down',
  protocol: 'ipv4',
  fields: [
    identification,
    timeToLive,
    protocol,
    source,
    destination,
    derivedField('ipv4.totalLength', 'packet/length-wrong'),
    derivedField('ipv4.headerChecksum', 'packet/bad-checksum-written'),
    nextHopField(destinationOf),
    interfaceField(destinationOf),
  ],
  opens: ['ipv4.timeToLive', 'ipv4.protocol', 'ipv4.source', 'ipv4.destination', 'nextHop'],
  offers: [
    { action: 'send', choices: [] },
    { action: 'drop', choices: ['no-route', 'not-mine', 'time-to-live-expired'] },
  ],
  focus: scene =>
    scene.situation.protocol === 1 && !isEchoRequest(scene) ? 'ipv4.protocol' : 'nextHop',
  kindOf: scene => {
    if (scene.right.action === 'drop') return 'route/none';
    if (scene.situation.protocol === 1 && !isEchoRequest(scene)) return 'packet/carries-icmp';
    if (scene.situation.destination === LIMITED_BROADCAST) return 'packet/for-all';
    const isLocal = interfaceTowards(scene.node, scene.situation.destination) !== undefined;
    return isLocal ? 'packet/on-link' : 'packet/remote';
  },
  judgeAction: (scene, decision) =>
    judgeSaying(
      scene,
      decision,
      { send: 'route/no-match', drop: 'route/dropped-good' },
      'route/wrong-reason',
    ),
  facts: scene => {
    const [own] = scene.node.interfaces.values();
    return {
      destination: formatIpv4(scene.situation.destination),
      ownAddress:
        own === undefined || own.address === 0
          ? ''
          : formatPrefix({ address: own.address, length: own.prefixLength }),
      protocolName: { 1: 'ICMP', 6: 'TCP', 17: 'UDP' }[scene.situation.protocol] ?? '',
      ...(scene.situation.timeToLive === null
        ? {}
        : { wishedTimeToLive: String(scene.situation.timeToLive) }),
    };
  },
  isNew: scene => {
    const { timeToLive: wished } = scene.situation;
    if (wished !== null && wished <= 1) return 'low-time-to-live';
    return scene.situation.protocol === 1 ? 'new-protocol' : null;
  },
};
