import { formatIpv4 } from '../../base/address.ts';
import type { Passing } from '../../network/boundary/passing.ts';
import { natPortOffset } from '../../network/boundary/translate.ts';
import { type MappingRow, mappingsOf, rowBehind } from '../../network/boundary/translator.ts';
import { PROTOCOL_ICMP, PROTOCOL_UDP } from '../../network/packets.ts';
import { cardsOnLan, listenersOf } from '../world-facts.ts';
import type { SituationOf } from './checks.ts';
import { passingFacts, passingIn, passingText } from './filter-lines.ts';
import type { Scene } from './move.ts';

export type NatScene = Scene<SituationOf<'translate-packet'>>;

export const isOut = ({ situation }: NatScene): boolean => situation.direction === 'out';

/** The address that all who are inside share. */
export const sharedAddress = ({ node }: NatScene): number =>
  node.interfaces.get(node.nat?.spec.outside ?? '')?.address ?? 0;

/** Own addresses on the inside. */
export const innerAddresses = (scene: NatScene): number[] =>
  [...scene.node.addresses].filter(address => address !== sharedAddress(scene));

export const rowsOf = ({ node, world }: NatScene): readonly MappingRow[] =>
  node.nat === null ? [] : mappingsOf(node.nat, world.nowMicros);

/** Everybody behind this device: those of the table first. */
export const insideHosts = (scene: NatScene): number[] => {
  const { node, world } = scene;
  const outside = node.nat?.spec.outside;
  const lans = [...node.interfaces.values()].filter(({ name }) => name !== outside);
  return [
    ...rowsOf(scene).map(({ inside }) => inside.address),
    ...lans.flatMap(({ id }) => cardsOnLan(world, id)).map(card => card.interface.address),
  ];
};

const protocolOf = ({ quoted, protocol }: Passing): number => quoted?.protocol ?? protocol;

/** The row that the sender of what leaves has already. */
export const ownRow = (scene: NatScene): MappingRow | undefined => {
  const passing = passingIn(scene);
  const end = passing?.quoted?.destination ?? passing?.source;
  return rowsOf(scene).find(
    ({ isOld, protocol, inside }) =>
      !isOld &&
      passing !== null &&
      protocol === protocolOf(passing) &&
      inside.address === end?.address &&
      inside.port === end.port,
  );
};

/** The row behind the port that something from outside came to, old or not. */
export const rowMet = (scene: NatScene): MappingRow | undefined => {
  const passing = passingIn(scene);
  if (passing === null || scene.node.nat === null) return undefined;
  const { port } = passing.quoted?.source ?? passing.destination;
  return rowBehind(scene.node.nat, protocolOf(passing), port, scene.world.nowMicros);
};

/** Whether somebody else has that port on the outside. */
export const isTaken = (scene: NatScene, port: number): boolean => {
  const protocol = passingIn(scene)?.protocol;
  const own = ownRow(scene);
  return rowsOf(scene).some(
    row =>
      !row.isOld &&
      row.protocol === protocol &&
      row.outsidePort === port &&
      row.inside !== own?.inside,
  );
};

/** Whether the host with that address runs a program on the port that the packet came to. */
export const servesPort = (scene: NatScene, address: number): boolean => {
  const port = passingIn(scene)?.destination.port;
  return listenersOf(scene.world).some(
    ({ node, listens }) => node.addresses.has(address) && listens.port === port,
  );
};

export const isEcho = (scene: NatScene): boolean => {
  const passing = passingIn(scene);
  return passing?.protocol === PROTOCOL_ICMP && passing.quoted === null;
};

/** Whether there is a number to be translated: later fragments carry none. */
export const hasNumber = ({ task, situation }: NatScene): boolean =>
  natPortOffset(task.unit, situation.direction) !== null;

const identifierOf = ({ source, destination }: Passing): string =>
  `identifier ${source.port || destination.port}`;

const quoteText = (quoted: Passing): string =>
  quoted.protocol === PROTOCOL_ICMP
    ? `${passingText(quoted)}, ${identifierOf(quoted)}`
    : passingText(quoted);

const aboutOf = (passing: Passing | null, says: string): string => {
  if (passing === null) return says;
  if (passing.quoted !== null) return `news about ${quoteText(passing.quoted)}`;
  if (passing.protocol === PROTOCOL_ICMP) return identifierOf(passing);
  return passing.protocol === PROTOCOL_UDP ? 'a datagram' : says;
};

/** Words for what is to be translated. */
export const natFacts = (scene: NatScene): Record<string, string> => {
  const { says = '', ...facts } = passingFacts(scene, scene.situation.direction);
  const passing = passingIn(scene);
  return {
    ...facts,
    about: aboutOf(passing, says),
    shared: formatIpv4(sharedAddress(scene)),
    number: isEcho(scene) ? 'identifier' : 'port',
  };
};
