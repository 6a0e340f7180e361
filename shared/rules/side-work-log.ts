import { formatIpv4 } from '../base/address.ts';
import { pick } from '../base/random.ts';
import type { FilterEntry } from '../network/boundary/filter.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP } from '../network/packets.ts';
import type { NodeState } from '../network/world.ts';
import type { Puzzle } from './puzzle.ts';

const NAMES: Readonly<Record<number, string>> = { [PROTOCOL_TCP]: 'TCP', [PROTOCOL_UDP]: 'UDP' };

const endShown = ({ address, port }: FilterEntry['source']): string =>
  `${formatIpv4(address)} port ${port}`;

/**
 * What to write down of a packet so that its sender can be found weeks later, of one that a filter has seen: time,
 * protocol, source address and source port. Many may share an address, and a port is somebody else's an hour later
 * (RFC 6302). Null where nothing with ports has come by.
 */
export const logQuestion = (
  { filter, spec }: NodeState,
  seed: string,
  n: number,
): Puzzle | null => {
  const seen = (filter?.log ?? []).filter(({ protocol }) => NAMES[protocol] !== undefined);
  const entry = pick(seen, seed, n, 'logged');
  if (entry === undefined) return null;
  const { source, destination, protocol, atMicros } = entry;
  const name = NAMES[protocol] ?? '';
  const at = `${(atMicros / 1_000_000).toFixed(1)} s`;
  return {
    facts: {
      question: 'log-line',
      node: spec.name,
      time: at,
      protocolName: name,
      source: endShown(source),
      destination: endShown(destination),
    },
    choices: [
      `${at}, ${name}, from ${formatIpv4(source.address)}`,
      `${name}, from ${endShown(source)}`,
      `${at}, ${name}, to ${endShown(destination)}`,
    ],
    right: `${at}, ${name}, from ${endShown(source)}`,
  };
};
