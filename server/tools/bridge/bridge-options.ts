import { parseIpv4, parsePrefix } from '../../../shared/base/address.ts';
import { parseIpv6Prefix, parseIpv6Strict } from '../../../shared/base/ipv6.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { MISSIONS, missionById } from '../../../shared/missions/catalog.ts';
import { readOptions } from '../options.ts';

/** What the bridge was asked to do. */
export interface BridgeOptions {
  /** The code of a running session, a mission, or a file with a topology as missions have it. */
  readonly network: string;
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
  /** Whether the network speaks IPv6 too; with an address for the device, or null where its router tells it one. */
  readonly ipv6: { readonly address: string | null } | null;
  /** A text file that the web servers of the mission offer too, or null. */
  readonly page: string | null;
  /** Where the session runs, and the crew's number there from 1. */
  readonly server: URL;
  readonly crew: number;
}

const KNOWN = ['tap', 'edge', 'address', 'loss', 'seed', 'capture', 'log', 'page', 'ipv6'];
const KNOWN_IN_SESSION = ['tap', 'address', 'capture', 'server', 'crew'];

const USUAL_SERVER = 'http://localhost:2567';

const USAGE =
  'Say which network and which device: npm run bridge -- <session code, mission or topology.json> --tap tap0 [--edge switch or node.interface] ' +
  '[--address 10.0.0.9/24] [--loss percent] [--seed text] [--capture file] [--log file] [--page file] ' +
  '[--ipv6 auto or fd00::9/64]; of a session, [--server http://localhost:2567] [--crew 1] [--address] [--capture]';

// The kernel takes names of up to 15 bytes.
const DEVICE = /^[a-zA-Z][a-zA-Z0-9._-]{0,14}$/;

/** The device gets its address as any host does, from a router advertisement. */
const AUTO = 'auto';

const ipv6Of = (given: string | undefined): BridgeOptions['ipv6'] =>
  given === undefined ? null : { address: given === AUTO ? null : given };

const isAddress = (text: string): boolean => {
  const [address = '', length = '', ...rest] = text.split('/');
  return parseIpv4(address).ok && parsePrefix(`0.0.0.0/${length}`).ok && rest.length === 0;
};

const isIpv6Address = (text: string): boolean => {
  const [address = '', length = '', ...rest] = text.split('/');
  return parseIpv6Strict(address).ok && parseIpv6Prefix(`::/${length}`).ok && rest.length === 0;
};

const ipv6Problem = (given: string | undefined): string | null =>
  given === undefined || given === AUTO || isIpv6Address(given)
    ? null
    : `--ipv6 ${given} is neither auto nor an address with the length of its prefix; fd00::9/64 is one.`;

/** Whether the network is in a file of its own. */
export const isFile = (network: string): boolean => network.endsWith('.json');

/** Whether the network is that of a running session, named by its six digits. */
export const isSession = (network: string): boolean => /^\d{6}$/.test(network);

const isServer = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? '');

const sessionProblem = (named: ReadonlyMap<string, string>): string | null => {
  const other = [...named.keys()].find(name => !KNOWN_IN_SESSION.includes(name));
  if (other !== undefined) {
    return `--${other} is for a network of the bridge’s own; a session has its network already.`;
  }
  const { server = USUAL_SERVER, crew = '1' } = Object.fromEntries(named);
  if (!isServer(server)) return `--server ${server} is no address; ${USUAL_SERVER} is one.`;
  return /^[1-9]\d{0,2}$/.test(crew) ? null : '--crew is the number of a crew, from 1.';
};

const labProblem = (id: string, named: ReadonlyMap<string, string>): string | null => {
  const { loss, ipv6, server, crew } = Object.fromEntries(named);
  if (server !== undefined || crew !== undefined) {
    return '--server and --crew go with the six digits of a session.';
  }
  if (!isFile(id) && missionById(id) === undefined) {
    return `There is no mission ${id}; there are ${MISSIONS.map(each => each.id).join(', ')}.`;
  }
  const isShare = loss === undefined || (/^\d{1,2}(\.\d+)?$/.test(loss) && Number(loss) < 100);
  return isShare ? ipv6Problem(ipv6) : '--loss is a share in percent, from 0 to less than 100.';
};

const problemOf = (id: string, named: ReadonlyMap<string, string>): string | null => {
  const { tap, address } = Object.fromEntries(named);
  if (id === '' || tap === undefined) return USAGE;
  if (!DEVICE.test(tap)) return `--tap ${tap} is no name of a device; tap0 is one.`;
  if (address !== undefined && !isAddress(address)) {
    return `--address ${address} is no address with the length of its prefix; 10.0.0.9/24 is one.`;
  }
  return isSession(id) ? sessionProblem(named) : labProblem(id, named);
};

/** Reads the command line of the bridge; the error is a sentence. */
export const bridgeOptions = (typed: readonly string[]): Result<BridgeOptions, string> => {
  const read = readOptions(typed, [...KNOWN, 'server', 'crew']);
  if ('sentence' in read) return err(read.sentence);
  const { words, named } = read;
  const [network = ''] = words;
  const problem = problemOf(network, named);
  if (problem !== null) return err(problem);
  return ok({
    network,
    tap: named.get('tap') ?? '',
    edge: named.get('edge') ?? null,
    address: named.get('address') ?? null,
    lossRatio: Number(named.get('loss') ?? '0') / 100,
    seed: named.get('seed') ?? '1',
    capture: named.get('capture') ?? null,
    log: named.get('log') ?? null,
    page: named.get('page') ?? null,
    ipv6: ipv6Of(named.get('ipv6')),
    server: new URL(named.get('server') ?? USUAL_SERVER),
    crew: Number(named.get('crew') ?? '1'),
  });
};
