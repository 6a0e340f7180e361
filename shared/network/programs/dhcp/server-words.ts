import { maskOf } from '../../../base/address.ts';
import { toHex } from '../../../base/bytes.ts';
import { DHCP_MESSAGE, DHCP_OPTION } from '../../../protocols/dhcp-option-table.ts';
import { type DhcpOption, dhcpOptionData } from '../../../protocols/dhcp-options.ts';
import { dhcpNumber } from '../../../protocols/dhcp-values.ts';
import type { ProgramEffect } from '../program.ts';
import type { DhcpSubnet } from './bindings.ts';
import {
  addressOption,
  cardOf,
  DHCP_SERVER_PORT,
  type DhcpMessage,
  hardwareField,
  LEAST_ROOM,
  secondsOption,
  textOption,
  typeOption,
  writeDhcp,
} from './message.ts';
import { wayBack } from './way-back.ts';

/** A message, the LAN that its client is on, and the server's own address there. */
export interface Asked {
  readonly message: DhcpMessage;
  readonly subnet: DhcpSubnet;
  readonly own: number;
}

/** How a client is told from others, RFC 2131 §4.2: by its identifier, else by its card. */
export const clientKey = ({ options, header }: DhcpMessage): string => {
  const identifier = dhcpOptionData(options, DHCP_OPTION.clientIdentifier);
  return identifier === undefined
    ? `${header.hardwareType} ${toHex(header.clientHardwareAddress)}`
    : `id ${toHex(identifier)}`;
};

/** The name of a client that tells its card as its identifier, RFC 2132 §9.14. */
export const keyOfCard = (card: number): string =>
  `id ${toHex(Uint8Array.of(1, ...hardwareField(card).subarray(0, 6)))}`;

const about = ({ subnet }: Asked): readonly DhcpOption[] => {
  const { prefix, routers, nameServers, domainName } = subnet;
  return [
    addressOption(DHCP_OPTION.subnetMask, maskOf(prefix.length)),
    ...(routers.length > 0 ? [addressOption(DHCP_OPTION.router, ...routers)] : []),
    ...(nameServers.length > 0 ? [addressOption(DHCP_OPTION.nameServer, ...nameServers)] : []),
    ...(domainName === '' ? [] : [textOption(DHCP_OPTION.domainName, domainName)]),
  ];
};

const duration = ({ subnet }: Asked): DhcpOption =>
  secondsOption(DHCP_OPTION.leaseSeconds, subnet.leaseSeconds);

/** Bytes of options that the client has room for, RFC 2132 §9.10. */
export const roomFor = ({ options }: DhcpMessage): number => {
  const data = dhcpOptionData(options, DHCP_OPTION.maximumSize);
  const size = data?.length === 2 ? dhcpNumber(data) : 0;
  // 28 bytes of IP and UDP, 240 of the message before its options; an Ethernet frame holds 1500.
  return Math.max(LEAST_ROOM, Math.min(size, 1500) - 268);
};

/** The relay's words go back as they came, RFC 3046 §2.2. */
export const relayed = ({ options }: DhcpMessage): readonly DhcpOption[] =>
  options.filter(({ code }) => code === DHCP_OPTION.relayInformation);

/** The sentence for people in a refusal, RFC 2132 §9.9. */
export const WHY_REFUSED = 'address not available';

/** The numbers at the head of an answer with `address` for the client (0: none), RFC 2131 §4.3.1 table 3. */
export const replyHeader = ({ header }: DhcpMessage, type: number, address: number) => {
  const isRefusal = type === DHCP_MESSAGE.refuse;
  const through = header.relayAddress !== 0;
  return {
    operation: 2,
    hardwareType: header.hardwareType,
    hardwareLength: header.hardwareLength,
    transactionId: header.transactionId,
    // A refused client has no address to take a unicast in, so a relay shall broadcast it.
    broadcast: isRefusal && through ? 1 : header.broadcast,
    clientAddress: isRefusal ? 0 : header.clientAddress,
    yourAddress: address,
    relayAddress: header.relayAddress,
    clientHardwareAddress: header.clientHardwareAddress,
  };
};

/** An answer of type `type` with `address` for the client (0: none), RFC 2131 §4.3.1 table 3, sent where §4.1 says. */
export const answer = (asked: Asked, type: number, address: number): ProgramEffect => {
  const { message, own } = asked;
  const { header } = message;
  const isRefusal = type === DHCP_MESSAGE.refuse;
  const isInform = message.type === DHCP_MESSAGE.inform;
  const options = [
    typeOption(type),
    addressOption(DHCP_OPTION.serverIdentifier, own),
    ...(isRefusal ? [textOption(DHCP_OPTION.message, WHY_REFUSED)] : []),
    ...(isRefusal || isInform ? [] : [duration(asked)]),
    ...(isRefusal ? [] : about(asked)),
    ...relayed(message),
  ];
  const bytes = writeDhcp(replyHeader(message, type, address), options, roomFor(message));
  const way = wayBack(header, address, cardOf(header), isRefusal);
  return { type: 'send-datagram', port: DHCP_SERVER_PORT, from: own, ...way, bytes };
};
