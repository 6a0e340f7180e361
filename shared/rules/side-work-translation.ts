import { formatIpv4 } from '../base/address.ts';
import { drawInteger, pick } from '../base/random.ts';
import { type MappingRow, mappingsOf } from '../network/boundary/translator.ts';
import type { NodeState, World } from '../network/world.ts';

const NOBODY = 'nobody';
const NAMES: Readonly<Record<number, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP' };
const FIRST_DYNAMIC_PORT = 49_152;

const ownerShown = ({ inside }: MappingRow): string =>
  `${formatIpv4(inside.address)} port ${inside.port}`;

/** Who behind a translator gets what comes to a port, by its table as it is now: of a row, or of none. Null without rows. */
export const behindQuestion = (world: World, node: NodeState, seed: string, n: number) => {
  const rows = node.nat === null ? [] : mappingsOf(node.nat, world.nowMicros);
  const row = pick(rows, seed, n, 'row');
  if (row === undefined) return null;
  const isMet = drawInteger(3, seed, n, 'met') > 0;
  const port = isMet ? row.outsidePort : FIRST_DYNAMIC_PORT + drawInteger(16_384, seed, n, 'port');
  const owner = rows.find(
    one => !one.isOld && one.protocol === row.protocol && one.outsidePort === port,
  );
  return {
    facts: {
      question: 'nat-behind',
      node: node.spec.name,
      protocolName: NAMES[row.protocol] ?? String(row.protocol),
      port: String(port),
    },
    choices: [NOBODY, ...rows.map(ownerShown)],
    right: owner === undefined ? NOBODY : ownerShown(owner),
  };
};
