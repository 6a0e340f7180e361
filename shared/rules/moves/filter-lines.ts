import { formatIpv4, formatPrefix } from '../../base/address.ts';
import { type LineParts, lineFits } from '../../network/boundary/filter.ts';
import { type Passing, type PassingEnd, passingOf } from '../../network/boundary/passing.ts';
import type { FilterRule } from '../../network/boundary/rule.ts';
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP, readPacket } from '../../network/packets.ts';
import type { Value } from '../../network/task.ts';
import { listenersOf, routesFor, USUAL_PORTS } from '../world-facts.ts';
import type { SituationOf } from './checks.ts';
import type { Scene } from './move.ts';

export type FilterScene = Scene<SituationOf<'filter-packet'>>;

const NAMES: Readonly<Record<number, string>> = {
  [PROTOCOL_ICMP]: 'ICMP',
  [PROTOCOL_TCP]: 'TCP',
  [PROTOCOL_UDP]: 'UDP',
};

/** 'TCP (6)', 'protocol 53'. */
const protocolText = (protocol: number): string =>
  NAMES[protocol] === undefined ? `protocol ${protocol}` : `${NAMES[protocol]} (${protocol})`;

const endText = ({ address, port }: PassingEnd, hasPorts: boolean): string =>
  hasPorts ? `${formatIpv4(address)} port ${port}` : formatIpv4(address);

/** What a boundary device reads of a packet; null where it is none. */
export const passingIn = ({ task }: Scene): Passing | null => {
  const packet = readPacket(task.unit);
  return packet === undefined ? null : passingOf(packet);
};

const purposeOf = ({ protocol, opens, piece, quoted }: Passing): string => {
  if (piece === 'later') return 'a later fragment';
  if (quoted !== null) return 'news about another packet';
  if (protocol !== PROTOCOL_TCP) return 'no connection';
  return opens ? 'opens a connection' : 'part of a connection';
};

const hasPorts = ({ piece, protocol }: Passing): boolean =>
  piece !== 'later' && protocol !== PROTOCOL_ICMP;

/** 'TCP (6), 198.51.100.7 port 50000 to 203.0.113.80 port 80'. */
export const passingText = (passing: Passing): string => {
  const [source, destination] = [passing.source, passing.destination].map(end =>
    endText(end, hasPorts(passing)),
  );
  return `${protocolText(passing.protocol)}, ${source} to ${destination}`;
};

/** Words for what passes: which side, which protocol, both ends. */
export const passingFacts = (scene: Scene, direction: 'in' | 'out'): Record<string, string> => {
  const passing = passingIn(scene);
  const side = direction === 'in' ? 'outside' : 'inside';
  if (passing === null) return { side, protocolName: '', source: '', destination: '', says: '' };
  return {
    side,
    protocolName: protocolText(passing.protocol),
    source: endText(passing.source, hasPorts(passing)),
    destination: endText(passing.destination, hasPorts(passing)),
    says: purposeOf(passing),
  };
};

/** The list of the device as it is now. */
export const linesOf = ({ node }: Scene): readonly FilterRule[] => node.filter?.rules ?? [];

/** The line that a decision names by its number, from 1. */
export const lineAt = (scene: FilterScene, number: Value): FilterRule | undefined =>
  linesOf(scene)[Number(number) - 1];

const anywhere = ({ length }: { readonly length: number }): boolean => length === 0;

/** 'permits TCP (6), in, to 10.1.74.80/32 port 443'. */
export const lineText = (line: FilterRule): string =>
  [
    line.verdict === 'permit' ? 'permits' : 'denies',
    line.protocol === null ? 'everything' : protocolText(line.protocol),
    line.direction === 'both' ? 'both ways' : `going ${line.direction}`,
    ...(anywhere(line.source) ? [] : [`from ${formatPrefix(line.source)}`]),
    ...(anywhere(line.destination) ? [] : [`to ${formatPrefix(line.destination)}`]),
    ...(line.port === null ? [] : [`port ${line.port}`]),
  ].join(' ');

/** How a line meets the packet in hand, part by part. */
export const fitOf = (scene: FilterScene, line: FilterRule): LineParts =>
  lineFits(line, passingIn(scene) ?? NOTHING, scene.situation.direction);

const NOBODY: PassingEnd = { address: 0, port: 0 };
const NOTHING: Passing = {
  protocol: -1,
  source: NOBODY,
  destination: NOBODY,
  quoted: null,
  opens: false,
  piece: 'whole',
  identification: 0,
};

/** Whether a line's protocol number is really the port of the packet. */
export const mixesPortAndProtocol = (scene: FilterScene, line: FilterRule): boolean =>
  line.protocol !== null && line.protocol === passingIn(scene)?.destination.port;

/** A line that would fit, were it not for the port. */
export const fitsButPort = (scene: FilterScene, line: FilterRule): boolean => {
  const { direction, protocol, source, destination, port } = fitOf(scene, line);
  return direction && protocol && source && destination && !port && line.protocol !== null;
};

/** Whether the program that listens there does so on another port than most of its sort do. */
export const listensOddly = (scene: FilterScene): boolean => {
  const passing = passingIn(scene);
  return listenersOf(scene.world).some(
    ({ node, program, listens }) =>
      passing !== null &&
      node.addresses.has(passing.destination.address) &&
      listens.port === passing.destination.port &&
      USUAL_PORTS[program.kind]?.includes(listens.port) === false,
  );
};

/** A packet from outside that says it comes from an address inside, RFC 1812 §5.3.8. */
export const isForged = (scene: FilterScene): boolean => {
  const source = passingIn(scene)?.source.address;
  if (source === undefined || scene.situation.direction === 'out') return false;
  const [best] = routesFor(scene.node, source);
  return best !== undefined && best.interface !== scene.situation.interface;
};
