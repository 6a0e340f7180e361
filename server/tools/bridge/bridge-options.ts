import { parseIpv4, parsePrefix } from '../../../shared/base/address.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { MISSIONS, missionById } from '../../../shared/missions/catalog.ts';
import { readOptions } from '../options.ts';

/** What the bridge was asked to do. */
export interface BridgeOptions {
  readonly missionId: string;
  /** Name of the TAP device. */
  readonly tap: string;
  /** Switch or interface to plug it in at; null for the first switch. */
  readonly edge: string | null;
  /** '10.0.0.9/24' for the device, or null to leave it as it is. */
  readonly address: string | null;
  readonly lossRatio: number;
  readonly seed: string;
  /** Files for the capture and for the log of what came from outside. */
  readonly capture: string | null;
  readonly log: string | null;
  /** A text file that the web servers of the mission offer too, or null. */
  readonly page: string | null;
}

const KNOWN = ['tap', 'edge', 'address', 'loss', 'seed', 'capture', 'log', 'page'];

const USAGE =
  'Say which mission and which device: npm run bridge -- <mission> --tap tap0 [--edge switch or node.interface] ' +
  '[--address 10.0.0.9/24] [--loss percent] [--seed text] [--capture file] [--log file] [--page file]';

// The kernel takes names of up to 15 bytes.
const DEVICE = /^[a-zA-Z][a-zA-Z0-9._-]{0,14}$/;

const isAddress = (text: string): boolean => {
  const [address = '', length = '', ...rest] = text.split('/');
  return parseIpv4(address).ok && parsePrefix(`0.0.0.0/${length}`).ok && rest.length === 0;
};

const problemOf = (id: string, named: ReadonlyMap<string, string>): string | null => {
  const { tap, address, loss } = Object.fromEntries(named);
  if (id === '' || tap === undefined) return USAGE;
  if (missionById(id) === undefined) {
    return `There is no mission ${id}; there are ${MISSIONS.map(each => each.id).join(', ')}.`;
  }
  if (!DEVICE.test(tap)) return `--tap ${tap} is no name of a device; tap0 is one.`;
  if (address !== undefined && !isAddress(address)) {
    return `--address ${address} is no address with the length of its prefix; 10.0.0.9/24 is one.`;
  }
  const isShare = loss === undefined || (/^\d{1,2}(\.\d+)?$/.test(loss) && Number(loss) < 100);
  return isShare ? null : '--loss is a share in percent, from 0 to less than 100.';
};

/** Reads the command line of the bridge; the error is a sentence. */
export const bridgeOptions = (typed: readonly string[]): Result<BridgeOptions, string> => {
  const read = readOptions(typed, KNOWN);
  if ('sentence' in read) return err(read.sentence);
  const { words, named } = read;
  const [missionId = ''] = words;
  const problem = problemOf(missionId, named);
  if (problem !== null) return err(problem);
  return ok({
    missionId,
    tap: named.get('tap') ?? '',
    edge: named.get('edge') ?? null,
    address: named.get('address') ?? null,
    lossRatio: Number(named.get('loss') ?? '0') / 100,
    seed: named.get('seed') ?? '1',
    capture: named.get('capture') ?? null,
    log: named.get('log') ?? null,
    page: named.get('page') ?? null,
  });
};
