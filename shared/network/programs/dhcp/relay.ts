import { utf8 } from '../../../base/bytes.ts';
import { DHCP_OPTION } from '../../../protocols/dhcp-option-table.ts';
import type { DhcpOption } from '../../../protocols/dhcp-options.ts';
import type { Program, ProgramEffect, ProgramFacts } from '../program.ts';
import {
  cardOf,
  DHCP_SERVER_PORT,
  type DhcpMessage,
  LEAST_ROOM,
  readDhcp,
  writeDhcp,
} from './message.ts';
import { wayBack } from './way-back.ts';

/** Whom a relay passes messages on to. */
export interface DhcpRelaySettings {
  readonly servers: readonly number[];
  /** Names of its circuits by its own address there: written into option 82. None when left out. */
  readonly circuits?: Readonly<Record<number, string>>;
}

/** RFC 1542 §4.1.1: a message that went through more relays goes round in circles. */
const MOST_HOPS = 16;
const CIRCUIT = 1;

const circuitOption = (name: string): DhcpOption => {
  const characters = utf8(name).subarray(0, 200);
  return {
    code: DHCP_OPTION.relayInformation,
    data: Uint8Array.of(CIRCUIT, characters.length, ...characters),
  };
};

/** To the servers, RFC 1542 §4.1.1; option 82 RFC 3046 §2.1, not on what another relay has passed on already. */
const upwards = (
  { header, options }: DhcpMessage,
  at: number,
  { servers, circuits }: DhcpRelaySettings,
): ProgramEffect[] => {
  if (header.hops >= MOST_HOPS) return [];
  const isFirst = header.relayAddress === 0;
  const relayAddress = isFirst ? at : header.relayAddress;
  const circuit = isFirst ? circuits?.[at] : undefined;
  // What a client says of relays it cannot know, so it is not to be trusted (RFC 3046 §2.1).
  const isForged = isFirst && options.some(({ code }) => code === DHCP_OPTION.relayInformation);
  if (isForged) return [];
  const added = circuit === undefined ? [] : [circuitOption(circuit)];
  const bytes = writeDhcp(
    { ...header, hops: header.hops + 1, relayAddress },
    [...withoutOverload(options), ...added],
    LEAST_ROOM,
  );
  return servers.map(address => ({
    type: 'send-datagram',
    port: DHCP_SERVER_PORT,
    peer: { address, port: DHCP_SERVER_PORT },
    bytes,
  }));
};

/** The options are placed anew, with an overload of their own if they need one. */
const withoutOverload = (options: readonly DhcpOption[]): readonly DhcpOption[] =>
  options.filter(({ code }) => code !== DHCP_OPTION.overload);

/** To the client, RFC 1542 §4.1.2: on the LAN that the message names, without option 82 (RFC 3046 §2.1). */
const downwards = (
  { header, options }: DhcpMessage,
  { addresses }: ProgramFacts,
): ProgramEffect[] => {
  if (!addresses.includes(header.relayAddress)) return [];
  const left = withoutOverload(options).filter(({ code }) => code !== DHCP_OPTION.relayInformation);
  const way = wayBack({ ...header, relayAddress: 0 }, header.yourAddress, cardOf(header), false);
  const bytes = writeDhcp(header, left);
  return [
    { type: 'send-datagram', port: DHCP_SERVER_PORT, from: header.relayAddress, ...way, bytes },
  ];
};

/** A relay, RFC 1542 §4 and RFC 3046: what clients say to everybody goes to the servers of another LAN and back. */
export const dhcpRelay = (settings: DhcpRelaySettings): Program<null> => ({
  start: () => ({
    state: null,
    effects: [{ type: 'listen', protocol: 'udp', port: DHCP_SERVER_PORT }],
  }),
  step: (_state, event, facts) => {
    if (event.type !== 'datagram' || event.port !== DHCP_SERVER_PORT) {
      return { state: null, effects: [] };
    }
    const message = readDhcp(event.bytes);
    const at = event.at ?? facts.addresses[0];
    if (message === undefined || typeof at !== 'number') return { state: null, effects: [] };
    const effects =
      message.header.operation === 1 ? upwards(message, at, settings) : downwards(message, facts);
    return { state: null, effects };
  },
});
