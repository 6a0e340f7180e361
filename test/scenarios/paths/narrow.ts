import { startExchange } from '../../../shared/network/simulator.ts';
import type { NodeSpec, ProgramSpec, Topology } from '../../../shared/network/topology.ts';
import type { World } from '../../../shared/network/world.ts';
import { type Ipv4Header, ipv4 } from '../../../shared/protocols/ipv4.ts';
import { internet, PLACES, withNode } from '../../shared/network/internet.ts';
import { ip } from '../../shared/network/networks.ts';
import { byAutomaton } from '../../shared/network/play.ts';
import { named, pages, record } from '../../shared/network/program-specs.ts';

const text: ProgramSpec = {
  kind: 'text',
  name: 'text',
  pid: 900,
  listens: { protocol: 'udp', port: 7777 },
};

/** A page of about three full segments. */
const PAGE = 'The road is narrow here.\n'.repeat(160);

const web = pages({ '/long.txt': PAGE });

const names = named([
  record('game.example', 'SOA', 'ns.game.example host.game.example 1 7200 900 1209600 300'),
  record('game.example', 'NS', 'ns.game.example'),
  record('www.game.example', 'A', PLACES.server, 300),
]);

const clients: readonly ProgramSpec[] = [
  { kind: 'browser', name: 'browser', pid: 700, listens: null },
  text,
];

/** Client and servers with a link between their routers that carries packets of `mtuBytes` and no more. */
export const narrow = (mtuBytes: number, changes: Partial<NodeSpec> = {}): Topology =>
  withNode(
    internet({ client: clients, server: [web, text], relay: [names] }, { mtuBytes }),
    'client',
    { resolver: ip(PLACES.relay), ...changes },
  );

export const fetchPage = (world: World, id: number) =>
  startExchange(
    world,
    { type: 'fetch', node: 'client', host: 'www.game.example', targets: ['/long.txt'] },
    id,
    byAutomaton,
  );

export const sendText = (world: World, id: number, length: number, node = 'client') =>
  startExchange(
    world,
    { type: 'text', node, to: ip(PLACES.server), text: 'x'.repeat(length), reply: null },
    id,
    byAutomaton,
  );

/** Headers of the IPv4 packets that left `from`, in order. */
export const headersFrom = (world: World, from: string): readonly Ipv4Header[] =>
  world.capture
    .filter(frame => frame.from === from && frame.bytes[12] === 8 && frame.bytes[13] === 0)
    .flatMap(({ bytes }) => {
      const decoded = ipv4.decode(bytes, 14);
      return decoded.ok ? [decoded.value.header] : [];
    });
