import { LIMITED_BROADCAST } from '../../base/address.ts';
import type { DhcpOffer } from '../../network/programs/dhcp/client-state.ts';
import type { Value } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import { cardsOnLan, cardWithAddress } from '../world-facts.ts';
import { addressNote, distinct, found, orNothing, shownBy } from './checks.ts';
import { type AskLease, clientIn } from './join-sight.ts';
import type { FieldRule, Found, Scene } from './move.ts';

type Rule = FieldRule<AskLease>;

/** What is right in a field. */
export const rightValue = (
  { right: { values } }: Scene<AskLease>,
  path: string,
): Value | undefined => values[path];

/** What the client would say itself. */
export const says = (scene: Scene<AskLease>): string => String(rightValue(scene, 'say'));

/** Offers that have come. */
export const offersIn = (scene: Scene<AskLease>): readonly DhcpOffer[] =>
  clientIn(scene)?.offers ?? [];

/** Addresses of the servers that the client has heard of. */
const serversKnown = (scene: Scene<AskLease>): readonly number[] => {
  const lender = clientIn(scene)?.lease?.server;
  return [
    ...offersIn(scene).map(({ server }) => server),
    ...(lender === undefined ? [] : [lender]),
  ];
};

const neighbours = (scene: Scene<AskLease>): readonly number[] =>
  [...scene.node.interfaces.values()]
    .flatMap(own => cardsOnLan(scene.world, own.id))
    .map(card => card.interface.address)
    .filter(address => address !== 0);

const isServer = ({ world }: Scene, address: number): boolean =>
  cardWithAddress(world, address)?.node.spec.programs.some(
    ({ service }) => service === 'dhcp-server',
  ) ?? false;

const speakerFor = (scene: Scene<AskLease>): string => {
  const [server] = serversKnown(scene);
  const known = server === undefined ? undefined : cardWithAddress(scene.world, server);
  const any = neighbours(scene).find(address => isServer(scene, address)) ?? 0;
  const node = (known ?? cardWithAddress(scene.world, any))?.node.spec.name;
  return node === undefined ? `${scene.task.node}.transport` : `${node}.application`;
};

const SAY_WORDS: Readonly<Record<string, string>> = {
  discover: 'DHCPDISCOVER: who can give me an address?',
  request: 'DHCPREQUEST: I want this one',
  release: 'DHCPRELEASE: I give it back',
  decline: 'DHCPDECLINE: somebody has it already',
};

const wrongSaying = (scene: Scene<AskLease>, given: Value): FindingCode => {
  if (says(scene) === 'discover' && given === 'request') return 'join/asks-before-offer';
  return given === 'discover' ? 'join/discovers-again' : 'join/says-other';
};

export const say: Rule = {
  path: 'say',
  input: 'choice',
  check: (scene, given) =>
    given === says(scene)
      ? null
      : found(wrongSaying(scene, given), says(scene), { speaker: speakerFor(scene) }),
  decoys: () => ['discover', 'request', 'release', 'decline'],
  show: shownBy(SAY_WORDS),
};

/** A field with an address in it; `wrong` is asked about any but the right one. */
const addressField = (
  path: string,
  wrong: (scene: Scene<AskLease>, given: number) => Found | null,
  decoys: NonNullable<Rule['decoys']>,
  note: NonNullable<Rule['note']> = addressNote,
): Rule => ({
  path,
  input: 'ipv4',
  bits: 32,
  tells: true,
  check: (scene, given) => {
    if (typeof given !== 'number' || given === rightValue(scene, path)) return null;
    const found = wrong(scene, given);
    return found === null ? null : { speaker: speakerFor(scene), ...found };
  },
  decoys,
  note,
});

const wrongTo = (scene: Scene<AskLease>, given: number): Found => {
  const expected = rightValue(scene, 'sendTo');
  if (expected !== LIMITED_BROADCAST) {
    // It is heard by its server too.
    if (given === LIMITED_BROADCAST && says(scene) === 'request') {
      return found('join/renew-broadcast', expected, { remark: true });
    }
    return found('join/to-other', expected);
  }
  if (given === 0) return found('join/to-network', expected);
  return found(
    says(scene) === 'discover' ? 'join/discover-unicast' : 'join/request-unicast',
    expected,
  );
};

const wayNote = (scene: Scene, value: Value): string => {
  if (value === LIMITED_BROADCAST) return 'everybody on this LAN';
  return value === 0 ? 'no address' : addressNote(scene, value);
};

export const sendTo = addressField(
  'sendTo',
  wrongTo,
  scene =>
    distinct([
      ...serversKnown(scene),
      ...neighbours(scene).filter(address => isServer(scene, address)),
      LIMITED_BROADCAST,
      0,
      ...neighbours(scene),
    ]),
  wayNote,
);

const wishes = (scene: Scene<AskLease>): readonly number[] => {
  const offered = offersIn(scene).map(({ address }) => address);
  const wished = rightValue(scene, 'dhcp.requestedAddress');
  return [...offered, ...(typeof wished === 'number' && wished !== 0 ? [wished] : [])];
};

const wrongFrom = (scene: Scene<AskLease>, given: number): Found => {
  const expected = rightValue(scene, 'sendFrom');
  if (given === 0) return found('join/zero-as-source', expected);
  return found(
    wishes(scene).includes(given) ? 'join/wish-as-source' : 'join/source-not-own',
    expected,
  );
};

export const sendFrom = addressField(
  'sendFrom',
  wrongFrom,
  scene => distinct([...wishes(scene), 0, ...scene.node.addresses, ...neighbours(scene)]),
  wayNote,
);

const offerOf = (scene: Scene<AskLease>, server: number): DhcpOffer | undefined =>
  offersIn(scene).find(offer => offer.server === server);

const wrongServer = (scene: Scene<AskLease>, given: number): Found | null => {
  const expected = rightValue(scene, 'dhcp.serverIdentifier');
  if (expected === 0) return found('join/names-server-again', expected);
  if (given === 0) return found('join/names-no-server', expected);
  return offerOf(scene, given) === undefined ? found('join/names-no-offerer', expected) : null;
};

/** Any server that has made an offer may be chosen, RFC 2131 §3.1. */
export const server: Rule = {
  ...addressField('dhcp.serverIdentifier', wrongServer, scene =>
    distinct([...neighbours(scene).filter(one => offerOf(scene, one) === undefined), 0]),
  ),
  show: orNothing,
};

const wrongWish = (scene: Scene<AskLease>, given: number, named: number): Found | null => {
  const expected = rightValue(scene, 'dhcp.requestedAddress');
  const offer = offerOf(scene, named);
  if (offer !== undefined && offer.address === given) return null;
  if (expected === 0) return found('join/asks-address-again', expected);
  const code = given === 0 ? 'join/asks-no-address' : 'join/asks-other-address';
  return found(code, offer?.address ?? expected);
};

const numberIn = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);

/** The address that the server chosen has offered, and no other. */
export const wish: Rule = {
  path: 'dhcp.requestedAddress',
  input: 'ipv4',
  bits: 32,
  tells: true,
  check: (scene, given, values) => {
    const own = rightValue(scene, 'dhcp.serverIdentifier');
    const named = numberIn(values['dhcp.serverIdentifier'] ?? own);
    const isOwn = given === rightValue(scene, 'dhcp.requestedAddress');
    if (
      typeof given !== 'number' ||
      (isOwn && (named === own || offerOf(scene, named) === undefined))
    ) {
      return null;
    }
    const wrong = wrongWish(scene, given, named);
    return wrong === null ? null : { speaker: speakerFor(scene), ...wrong };
  },
  decoys: scene =>
    distinct([
      ...offersIn(scene).map(one => one.address),
      ...neighbours(scene),
      ...wishes(scene).map(address => address + 1),
      0,
    ]),
  note: addressNote,
  show: orNothing,
};

const wrongClient = (scene: Scene<AskLease>, given: number): Found => {
  const expected = rightValue(scene, 'dhcp.clientAddress');
  if (expected === 0) return found('join/claims-address', expected);
  return found(given === 0 ? 'join/hides-address' : 'join/source-not-own', expected);
};

export const clientAddress: Rule = {
  ...addressField('dhcp.clientAddress', wrongClient, scene =>
    distinct([...wishes(scene), 0, ...scene.node.addresses]),
  ),
  show: orNothing,
};
