import { LIMITED_BROADCAST } from '../../base/address.ts';
import {
  addressesOf,
  cardsOf,
  cardsOnLan,
  cardWithAddress,
  gatewaysOf,
  interfaceTowards,
  routesFor,
} from '../world-facts.ts';
import { addressNote, distinct, found, numberIn } from './checks.ts';
import type { FieldRule, Found, Scene, Values } from './move.ts';

/** Where a packet to `destination` goes: its best route's gateway, or itself when it is on-link (RFC 1122 §3.3.1.1) or for
 *  everybody on the link. */
const expectedHop = (scene: Scene, destination: number): number | undefined => {
  if (destination === LIMITED_BROADCAST) return destination;
  const route = routesFor(scene.node, destination)[0];
  return route === undefined ? undefined : (route.nextHop ?? destination);
};

const isRouterAddress = (scene: Scene, address: number): boolean =>
  cardWithAddress(scene.world, address)?.node.spec.role === 'router';

/** A gateway of another route: one that matches less, or one that does not match at all. */
const otherRoute = (scene: Scene, destination: number, given: number): Found | null => {
  const expected = expectedHop(scene, destination);
  const matching = routesFor(scene.node, destination);
  if (matching.some(route => route.nextHop === given)) {
    return found('route/shorter-prefix', expected);
  }
  return gatewaysOf(scene.node).includes(given) ? found('route/no-match', expected) : null;
};

const wrongHop = (scene: Scene, destination: number, given: number): Found => {
  const expected = expectedHop(scene, destination);
  const isLocal = expected === destination;
  if (scene.node.addresses.has(given)) return found('hop/is-own', expected);
  if (isLocal && isRouterAddress(scene, given)) return found('hop/gateway-for-local', expected);
  if (!isLocal && given === destination) return found('hop/remote-host', expected);
  const route = otherRoute(scene, destination, given);
  if (route !== null) return route;
  const isFar = interfaceTowards(scene.node, given) === undefined;
  return found(isFar ? 'hop/remote-host' : 'hop/not-in-routes', expected);
};

/** Neighbours on any of the node's networks. */
const neighbours = (scene: Scene): number[] =>
  addressesOf([...scene.node.interfaces.values()].flatMap(own => cardsOnLan(scene.world, own.id)));

/** Which neighbour gets the packet: the destination itself, or the gateway of the longest prefix. */
export const nextHopField = (destinationOf: (scene: Scene) => number): FieldRule => ({
  path: 'nextHop',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) => {
    const destination = destinationOf(scene);
    if (typeof given !== 'number' || given === expectedHop(scene, destination)) return null;
    return {
      speaker: `${scene.task.node}.link`,
      shows: 'ipv4.destination',
      ...wrongHop(scene, destination, given),
    };
  },
  decoys: scene => {
    const destination = destinationOf(scene);
    return distinct([
      destination,
      ...routesFor(scene.node, destination).map(route => route.nextHop),
      ...gatewaysOf(scene.node),
      ...neighbours(scene),
      ...scene.node.addresses,
      ...addressesOf(cardsOf(scene.world)),
    ]);
  },
  note: addressNote,
});

/** The interface that a next hop given by the person, or else the right one, is reached through. */
const expectedInterface = (scene: Scene, destination: number, values: Values): string => {
  if (destination === LIMITED_BROADCAST) return String(scene.right.values.interface);
  const given = numberIn(values, 'nextHop');
  const towards = given === undefined ? undefined : interfaceTowards(scene.node, given);
  const route = routesFor(scene.node, destination)[0];
  return towards?.name ?? route?.interface ?? '';
};

/** Which interface the packet leaves by: the one that the next hop is behind. */
export const interfaceField = (destinationOf: (scene: Scene) => number): FieldRule => ({
  path: 'interface',
  input: 'choice',
  check: (scene, given, values) => {
    const expected = expectedInterface(scene, destinationOf(scene), values);
    return given === expected
      ? null
      : found('hop/wrong-interface', expected, { speaker: `${scene.task.node}.link` });
  },
  decoys: scene => [...scene.node.interfaces.keys()],
});
