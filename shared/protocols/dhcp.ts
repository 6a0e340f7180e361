import { bigEndian, concat } from '../base/bytes.ts';
import { err, ok } from '../base/result.ts';
import { dissectDhcp } from './dhcp-explain.ts';
import {
  BOOT_FILE_BYTES,
  DHCP_ALL_FIELDS,
  DHCP_FIELDS,
  type DhcpHeader,
  HARDWARE_BYTES,
  MAGIC_COOKIE,
  SERVER_NAME_BYTES,
} from './dhcp-fields.ts';
import { generateDhcp } from './dhcp-generate.ts';
import type { FixedOf } from './field.ts';
import { dissectTruncated } from './header-spans.ts';
import type { Protocol } from './protocol.ts';
import { type HeaderValues, tableOf } from './table.ts';

const table = tableOf('dhcp', DHCP_FIELDS);
const PLACE = { id: 'dhcp', rfc: 'RFC 2131' } as const;

/** Where each area begins, in bytes from the start of the message. */
const HARDWARE_AT = table.fixedBytes;
const NAME_AT = HARDWARE_AT + HARDWARE_BYTES;
const FILE_AT = NAME_AT + SERVER_NAME_BYTES;
const COOKIE_AT = FILE_AT + BOOT_FILE_BYTES;
const OPTIONS_AT = COOKIE_AT + 4;

const NO_BYTES = new Uint8Array(0);

const cookieAt = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);

const read = (bytes: Uint8Array, start: number, end: number): DhcpHeader => ({
  ...table.read(bytes, start, start + table.fixedBytes, end),
  clientHardwareAddress: bytes.subarray(start + HARDWARE_AT, start + NAME_AT),
  serverName: bytes.subarray(start + NAME_AT, start + FILE_AT),
  bootFile: bytes.subarray(start + FILE_AT, start + COOKIE_AT),
  magicCookie: cookieAt(bytes, start + COOKIE_AT),
  options: bytes.subarray(start + OPTIONS_AT, end),
});

const area = (given: Uint8Array | undefined, length: number): Uint8Array =>
  (given ?? NO_BYTES).subarray(0, length);

const write = (values: Partial<DhcpHeader>, payload: Uint8Array): Uint8Array => {
  const options = concat(values.options ?? NO_BYTES, payload);
  const bytes = new Uint8Array(OPTIONS_AT + options.length);
  const { clientHardwareAddress, serverName, bootFile, magicCookie, ...numbers } = values;
  table.write(bytes, 0, table.fixedBytes, numbers as HeaderValues);
  bytes.set(area(clientHardwareAddress, HARDWARE_BYTES), HARDWARE_AT);
  bytes.set(area(serverName, SERVER_NAME_BYTES), NAME_AT);
  bytes.set(area(bootFile, BOOT_FILE_BYTES), FILE_AT);
  bytes.set(bigEndian(magicCookie ?? MAGIC_COOKIE, 4), COOKIE_AT);
  bytes.set(options, OPTIONS_AT);
  return bytes;
};

type DhcpProtocol = Protocol<DhcpHeader, FixedOf<typeof DHCP_FIELDS>>;

const decode: DhcpProtocol['decode'] = (bytes, offset = 0, end = bytes.length) => {
  const available = end - offset;
  if (available < OPTIONS_AT) {
    return err({ code: 'header/truncated', protocol: 'dhcp', needed: OPTIONS_AT, available });
  }
  const header = read(bytes, offset, end);
  return ok({ header, headerLength: available, payloadStart: end, payloadEnd: end });
};

/** DHCP message, RFC 2131 §2: 236 bytes, the magic cookie and options. `view` reads the numbers at its head; the options
 *  are read by `readDhcpOptions` and written by `placeDhcpOptions`. */
export const dhcp: DhcpProtocol = {
  ...PLACE,
  title: 'Dynamic Host Configuration Protocol',
  fields: DHCP_ALL_FIELDS,
  decode,
  view: table.view,
  encode: (values, payload = NO_BYTES) => write(values, payload),
  dissect: (bytes, start, limit) => {
    const decoded = decode(bytes, start, limit);
    if (!decoded.ok) return dissectTruncated(PLACE, table, bytes, start, limit, OPTIONS_AT);
    return dissectDhcp(table, decoded.value.header, bytes, start, limit);
  },
  generate: generateDhcp,
};
