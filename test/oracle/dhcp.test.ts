import { expect, test } from 'vitest';
import { formatIpv4 } from '../../shared/base/address.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { dhcp } from '../../shared/protocols/dhcp.ts';
import type { DhcpHeader } from '../../shared/protocols/dhcp-fields.ts';
import { dhcpOptionPlaces, dhcpOverload } from '../../shared/protocols/dhcp-options.ts';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { stack } from '../../shared/protocols/stack.ts';
import { udp } from '../../shared/protocols/udp.ts';
import { seeded } from '../shared/protocols/seeded.ts';
import { captureOf } from './capture-of.ts';
import { gate, skipsTshark, TSHARK_REASON } from './tshark.ts';
import { fieldsOf } from './tshark-fields.ts';

const MESSAGES = 500;

const NAMES = [
  'dhcp.type',
  'dhcp.hw.type',
  'dhcp.hw.len',
  'dhcp.hops',
  'dhcp.id',
  'dhcp.secs',
  'dhcp.flags.bc',
  'dhcp.ip.client',
  'dhcp.ip.your',
  'dhcp.ip.server',
  'dhcp.ip.relay',
  'dhcp.hw.mac_addr',
  'dhcp.cookie',
  'dhcp.option.type',
];

const first = (values: string): string => values.split(',')[0] ?? '';

const codesIn = (area: Uint8Array): readonly number[] =>
  dhcpOptionPlaces(area, 0, area.length).map(({ code }) => code);

/** Every code in the order of the wire, as tshark lists them: areas that hold options come where the overload option
 *  stands, pads are left out, and an end is written as 0. */
const listed = ({ options, bootFile, serverName }: DhcpHeader): readonly number[] => {
  const { bootFile: file, serverName: name } = dhcpOverload(options);
  const more = [...(file ? codesIn(bootFile) : []), ...(name ? codesIn(serverName) : [])];
  return codesIn(options)
    .flatMap(code => (code === 52 ? [code, ...more] : [code]))
    .filter(code => code !== 0)
    .map(code => (code === 255 ? 0 : code));
};

const expected = (header: DhcpHeader): readonly string[] => {
  const hex = (value: number, digits: number): string =>
    `0x${value.toString(16).padStart(digits, '0')}`;
  return [
    String(header.operation),
    hex(header.hardwareType, 2),
    String(header.hardwareLength),
    String(header.hops),
    hex(header.transactionId, 8),
    String(header.seconds),
    String(header.broadcast),
    formatIpv4(header.clientAddress),
    formatIpv4(header.yourAddress),
    formatIpv4(header.serverAddress),
    formatIpv4(header.relayAddress),
    toHex(header.clientHardwareAddress.subarray(0, 6), ':'),
    '99.130.83.99',
    listed(header).join(','),
  ];
};

const frameOf = (message: Uint8Array): Uint8Array =>
  stack(
    [
      [ethernet, { destination: 0x020000000002, source: 0x020000000001 }],
      [ipv4, { source: 0x0a000001, destination: 0x0a000002 }],
      [udp, { sourcePort: 67, destinationPort: 68 }],
    ],
    message,
  );

const messages = (): readonly Uint8Array[] => {
  const random = seeded('dhcp fields');
  return Array.from({ length: MESSAGES }, () => dhcp.encode(dhcp.generate(random)));
};

test.skipIf(skipsTshark)(
  `tshark reads in ${MESSAGES} messages what we wrote${TSHARK_REASON}`,
  () => {
    const written = messages();
    const read = fieldsOf(captureOf(written.map(frameOf)), NAMES);
    const ours = written.map(bytes => {
      const decoded = dhcp.decode(bytes);
      return decoded.ok ? expected(decoded.value.header) : [];
    });
    // Of the client identifier tshark speaks by the same names; the header comes first.
    const firsts = read.map(row =>
      row.map((value, at) => (at < NAMES.length - 1 ? first(value) : value)),
    );
    expect(firsts).toEqual(ours);
  },
  60_000,
);

test.skipIf(skipsTshark)(
  `tshark finds planted faults in DHCP messages${TSHARK_REASON}`,
  () => {
    const good = dhcp.encode({ options: Uint8Array.of(53, 1, 1, 255) });
    const faults = [
      Uint8Array.of(53, 1, 1, 61, 9, 255),
      Uint8Array.of(53, 1, 1, 1, 3, 255, 255, 255, 255),
    ].map(options => dhcp.encode({ options }));
    const accused = gate(captureOf([good, ...faults].map(frameOf))).complaints.map(line =>
      Number.parseInt(line, 10),
    );
    expect([...new Set(accused)]).toEqual([2, 3]);
  },
  60_000,
);
