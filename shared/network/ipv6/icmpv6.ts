import { bigEndian } from '../../base/bytes.ts';
import { isIpv6Multicast } from '../../base/ipv6.ts';
import type { Field } from '../../protocols/field.ts';
import {
  icmpv6Echo,
  icmpv6Error,
  neighborAdvertisement,
  neighborSolicitation,
  packetTooBig,
  parameterProblem,
  routerAdvertisement,
  routerSolicitation,
} from '../../protocols/icmpv6.ts';
import {
  SOURCE_LINK_ADDRESS,
  TARGET_LINK_ADDRESS,
  writeNdOptions,
} from '../../protocols/nd-options.ts';
import type { EncodeContext } from '../../protocols/protocol.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { numberAt, type Values } from '../values.ts';
import type { World } from '../world.ts';
import { advertisementOf } from './advertisement.ts';
import { ipv6NextHopMtu } from './mtu.ts';
import { ipv6QuoteOf, readIpv6Packet } from './packets.ts';
import { wideHeaderFrom } from './values.ts';

export const ECHO_REQUEST = 128;
export const ECHO_REPLY = 129;

type Compose = TaskOf<'compose-icmpv6'>;
type Body = Readonly<Record<string, number | bigint | Uint8Array>>;

const NO_BYTES = new Uint8Array();

/** What the encoders of all types have in common. */
interface MessageTable {
  readonly id: string;
  readonly fields: readonly Field[];
  readonly encode: (values: never, payload: Uint8Array, context: EncodeContext) => Uint8Array;
}

interface Kind {
  readonly table: MessageTable;
  readonly body: (world: World, task: Compose) => Body;
}

/** Three words of 16 bits of an own hardware address, as an option of neighbour discovery, RFC 4861 §4.6.1. */
const linkAddress = (world: World, { node, situation }: Compose, type: number): Uint8Array => {
  const mac = world.nodes.get(node)?.ipv6?.interfaces.get(situation.zone ?? '')?.mac ?? 0;
  return writeNdOptions([{ type, data: bigEndian(mac, 6) }]);
};

const quoted = (_world: World, { unit }: Compose): Body => {
  const packet = readIpv6Packet(unit);
  return { data: packet === undefined ? unit : ipv6QuoteOf(packet) };
};

const tooBig = (world: World, task: Compose): Body => {
  const node = world.nodes.get(task.node);
  const packet = readIpv6Packet(task.unit);
  const mtu =
    node === undefined || packet === undefined
      ? 0
      : ipv6NextHopMtu(world, node, packet.fixed.destination);
  return { ...quoted(world, task), mtu: Number.isFinite(mtu) ? mtu : 0 };
};

const problemAt = (world: World, task: Compose): Body => ({
  ...quoted(world, task),
  pointer: readIpv6Packet(task.unit)?.namedAt ?? 0,
});

const asked = ({ exchanges }: World, { exchange, unit }: Compose): Body => ({
  ...(exchange === null ? null : exchanges.get(exchange)?.progress.echo),
  data: unit,
});

const echoed = (_world: World, { unit }: Compose): Body => {
  const read = icmpv6Echo.decode(unit);
  if (!read.ok) return {};
  const { identifier, sequenceNumber, data } = read.value.header;
  return { identifier, sequenceNumber, data };
};

/** Who has no address yet has nothing to be answered at, RFC 4861 §4.3 and §4.1. */
const sourceOption = (world: World, task: Compose): Body =>
  task.situation.source === 0n ? {} : { options: linkAddress(world, task, SOURCE_LINK_ADDRESS) };

const solicitation = (world: World, task: Compose): Body => ({
  target: task.situation.target ?? 0n,
  ...sourceOption(world, task),
});

/** An answer to everybody is none to a question, RFC 4861 §7.2.4. */
const advertisement = (world: World, task: Compose): Body => ({
  router: world.nodes.get(task.node)?.spec.role === 'router' ? 1 : 0,
  solicited: isIpv6Multicast(task.situation.destination) ? 0 : 1,
  override: 1,
  target: task.situation.target ?? 0n,
  options: linkAddress(world, task, TARGET_LINK_ADDRESS),
});

const KINDS: Readonly<Record<number, Kind>> = {
  1: { table: icmpv6Error, body: quoted },
  2: { table: packetTooBig, body: tooBig },
  3: { table: icmpv6Error, body: quoted },
  4: { table: parameterProblem, body: problemAt },
  [ECHO_REQUEST]: { table: icmpv6Echo, body: asked },
  [ECHO_REPLY]: { table: icmpv6Echo, body: echoed },
  133: { table: routerSolicitation, body: sourceOption },
  134: { table: routerAdvertisement, body: advertisementOf },
  135: { table: neighborSolicitation, body: solicitation },
  136: { table: neighborAdvertisement, body: advertisement },
};

const NO_KIND: Kind = { table: icmpv6Error, body: quoted };

/** The bytes of an ICMPv6 message with the header `values` of a decision, RFC 4443 §2.1 and RFC 4861 §4. */
export const composeIcmpv6Message = (world: World, task: Compose, values: Values): Uint8Array => {
  const { icmpType, icmpCode, source, destination } = task.situation;
  const { table, body } = KINDS[icmpType] ?? NO_KIND;
  const header = {
    ...body(world, task),
    ...wideHeaderFrom(table, values),
    type: numberAt(values, 'icmpv6.type', icmpType) % 256,
    code: numberAt(values, 'icmpv6.code', icmpCode) % 256,
  };
  const context = { sourceAddress: source, destinationAddress: destination };
  return table.encode(header as never, NO_BYTES, context);
};
