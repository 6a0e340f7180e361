import { utf8 } from '../../../base/bytes.ts';
import { dhcp } from '../../../protocols/dhcp.ts';
import { type DhcpHeader, HARDWARE_BYTES, MAGIC_COOKIE } from '../../../protocols/dhcp-fields.ts';
import { DHCP_OPTION } from '../../../protocols/dhcp-option-table.ts';
import {
  type DhcpOption,
  dhcpOptionData,
  placeDhcpOptions,
  readDhcpOptions,
} from '../../../protocols/dhcp-options.ts';
import { dhcpAddressData, dhcpNumber } from '../../../protocols/dhcp-values.ts';

/** UDP ports, RFC 2131 §4.1. */
export const DHCP_SERVER_PORT = 67;
export const DHCP_CLIENT_PORT = 68;

/** A lease of this length never ends, RFC 2131 §3.3. */
export const FOR_EVER_SECONDS = 0xffffffff;

/** A message as programs read it. */
export interface DhcpMessage {
  readonly header: DhcpHeader;
  readonly options: readonly DhcpOption[];
  readonly type: number;
}

/** The message in `bytes`; undefined when it is none, or has no type (plain BOOTP). */
export const readDhcp = (bytes: Uint8Array): DhcpMessage | undefined => {
  const decoded = dhcp.decode(bytes);
  if (!decoded.ok || decoded.value.header.magicCookie !== MAGIC_COOKIE) return undefined;
  const { header } = decoded.value;
  const options = readDhcpOptions(header);
  const type = dhcpOptionData(options, DHCP_OPTION.messageType)?.[0];
  return type === undefined ? undefined : { header, options, type };
};

/** The number or address in an option; undefined when it is not there or has no four bytes. */
export const optionNumber = ({ options }: DhcpMessage, code: number): number | undefined => {
  const data = dhcpOptionData(options, code);
  return data?.length === 4 ? dhcpNumber(data) : undefined;
};

/** The number at the beginning of an option, the first address of a list; 0 when there is none. */
export const firstNumber = ({ options }: DhcpMessage, code: number): number => {
  const data = dhcpOptionData(options, code);
  return data === undefined || data.length < 4 ? 0 : dhcpNumber(data);
};

/** Options from what they say. */
export const typeOption = (type: number): DhcpOption => ({
  code: DHCP_OPTION.messageType,
  data: Uint8Array.of(type),
});
export const addressOption = (code: number, ...addresses: readonly number[]): DhcpOption => ({
  code,
  data: dhcpAddressData(...addresses),
});
export const secondsOption = (code: number, seconds: number): DhcpOption =>
  addressOption(code, seconds);
/** An option with a number in it; none where the number is 0. */
export const optionUnlessZero = (code: number, value: number): readonly DhcpOption[] =>
  value === 0 ? [] : [addressOption(code, value)];
export const textOption = (code: number, characters: string): DhcpOption => ({
  code,
  data: utf8(characters),
});

/** A card's 48 bits as the field of a message. */
export const hardwareField = (card: number): Uint8Array => {
  const field = new Uint8Array(HARDWARE_BYTES);
  field.set(dhcpAddressData(Math.floor(card / 2 ** 16)), 0);
  field.set([(card >>> 8) & 255, card & 255], 4);
  return field;
};

/** The card that a message is about. */
export const cardOf = ({ clientHardwareAddress }: DhcpHeader): number =>
  clientHardwareAddress.subarray(0, 6).reduce((card, byte) => card * 256 + byte, 0);

/** Every host takes a message with that many bytes of options: 576 less headers, RFC 2131 §2. */
export const LEAST_ROOM = 308;

/** Bytes of a message with `options`, as many as fit into `room`. */
export const writeDhcp = (
  header: Partial<DhcpHeader>,
  options: readonly DhcpOption[],
  room: number = LEAST_ROOM,
): Uint8Array => dhcp.encode({ ...header, ...placeDhcpOptions(options, room) });
