import { drawInteger } from '../base/random.ts';
import { tcp } from '../protocols/tcp.ts';
import { enterOld } from './boundary/translator.ts';
import type { ExchangeSpec } from './exchange.ts';
import { beginExchange } from './exchanges.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP } from './packets.ts';
import { arise } from './schedule.ts';
import type { NodeState, World } from './world.ts';

type DecoySpec = Extract<ExchangeSpec, { readonly type: 'decoy' }>;

const FAR: readonly string[] = ['far-segment', 'far-datagram', 'forged-source', 'late-datagram'];

/** Whether a decoy comes from another network, so that routers and boundary devices meet it. */
export const isFar = ({ decoy }: DecoySpec): boolean => FAR.includes(decoy);

/** A SYN with the address of somebody else as its source: whoever sends a packet writes what it likes there, RFC 2827. */
const forge = (world: World, spec: DecoySpec, id: number, to: number): void => {
  const source = spec.wears ?? to;
  const header = {
    sourcePort: 49_152 + drawInteger(16_384, world.seed, id, 'forged port'),
    destinationPort: spec.port ?? 80,
    sequenceNumber: drawInteger(2 ** 32, world.seed, id, 'forged number'),
    syn: 1,
    window: 65_535,
  };
  const context = { sourceAddress: source, destinationAddress: to };
  arise(world, {
    node: spec.node,
    layer: 'network',
    situation: {
      type: 'wrap-packet',
      protocol: PROTOCOL_TCP,
      source,
      destination: to,
      timeToLive: null,
    },
    unit: tcp.encode(header, new Uint8Array(), context),
    exchange: id,
    cause: null,
  });
};

/** Where systems hand out ports by themselves, RFC 6335 §6. */
const FIRST_DYNAMIC_PORT = 49_152;

/** An answer that comes when the translator before `inside` has given up the row: to its shared address and that port. */
const comeLate = (
  world: World,
  node: NodeState,
  spec: DecoySpec,
  id: number,
  inside: number,
  knock: Knock,
): void => {
  const translator = [...world.nodes.values()].find(one => one.nat !== null);
  const shared = translator?.interfaces.get(translator.nat?.spec.outside ?? '')?.address;
  if (translator?.nat === null || translator === undefined || shared === undefined) return;
  const port =
    FIRST_DYNAMIC_PORT + drawInteger(0x10000 - FIRST_DYNAMIC_PORT, world.seed, id, 'late');
  enterOld(translator.nat, PROTOCOL_UDP, { address: inside, port }, world.nowMicros);
  knock(world, node, { ...spec, port }, id, shared);
};

type Knock = (world: World, node: NodeState, spec: DecoySpec, id: number, to: number) => void;

/** Somebody far away sends what nobody asked for: a knock at a port, or a packet under a name that is not its own. */
export const beginFarDecoy = (world: World, spec: DecoySpec, id: number, knock: Knock): void => {
  const node = world.nodes.get(spec.node);
  const [target] = world.nodes.get(spec.target.split('.')[0] ?? '')?.interfaces.values() ?? [];
  const exchange = beginExchange(world, spec, id, spec.node);
  exchange.met = true;
  if (node === undefined || target === undefined) return;
  if (spec.decoy === 'late-datagram') comeLate(world, node, spec, id, target.address, knock);
  else if (spec.decoy === 'forged-source') forge(world, spec, id, target.address);
  else knock(world, node, spec, id, target.address);
};
