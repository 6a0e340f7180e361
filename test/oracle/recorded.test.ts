import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bareEthernet } from '../../shared/protocols/ethernet.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { readCapture } from '../../shared/protocols/read-capture.ts';
import { writtenAgain } from './written-again.ts';

const FOLDERS = [join(import.meta.dirname, 'recorded'), process.env.FOREIGN_CAPTURES ?? ''];
const FILES = FOLDERS.filter(folder => folder !== '').flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.pcap'))
    .map(name => [name, join(folder, name)] as const),
);

const framesOf = (file: string): readonly Uint8Array[] => {
  const read = readCapture(new Uint8Array(readFileSync(file)));
  return read.ok && read.value.interfaces[0]?.linkType === 1
    ? read.value.packets
        .filter(({ originalLengthBytes }) => originalLengthBytes === undefined)
        .map(({ bytes }) => bytes)
    : [];
};

test.each(FILES)('%s: each header is written as it was read', (_name, file) => {
  for (const frame of framesOf(file)) {
    for (const layer of explain(frame, bareEthernet).layers) {
      const again = writtenAgain(layer, frame);
      if (again !== undefined) expect(again).toEqual(frame.slice(layer.start, layer.end));
    }
  }
});

/** Of the first frame with such a layer the bytes from `at` on are overwritten. */
const brokenAt = (name: string, id: string, at: number, values: readonly number[]) => {
  const whole = framesOf(join(import.meta.dirname, 'recorded', `${name}.pcap`));
  for (const frame of whole) {
    const layer = explain(frame, bareEthernet).layers.find(found => found.id === id);
    if (layer === undefined) continue;
    const spoilt = frame.slice();
    spoilt.set(values, layer.start + at);
    return {
      before: explain(frame, bareEthernet).issues.map(({ path }) => path),
      after: explain(spoilt, bareEthernet).issues.map(({ path }) => path),
    };
  }
  throw new Error(`${name} has no ${id}`);
};

test.each([
  ['checksum of IPv4', 'arp-and-ping', 'ipv4', 10, [0, 0], 'ipv4.headerChecksum'],
  ['version of IPv4', 'arp-and-ping', 'ipv4', 0, [0x55], 'ipv4.version'],
  ['header length of IPv4', 'arp-and-ping', 'ipv4', 0, [0x44], 'ipv4.headerLength'],
  ['total length of IPv4', 'arp-and-ping', 'ipv4', 2, [0xff, 0xff], 'ipv4.totalLength'],
  ['hops of IPv4', 'arp-and-ping', 'ipv4', 8, [0], 'ipv4.timeToLive'],
  ['checksum of ICMP', 'arp-and-ping', 'icmp', 2, [0, 0], 'icmp.checksum'],
  ['address length of ARP', 'arp-and-ping', 'arp', 4, [9], 'arp.hardwareLength'],
  [
    'payload length of IPv6',
    'neighbour-discovery-and-ping',
    'ipv6',
    4,
    [255, 255],
    'ipv6.payloadLength',
  ],
  [
    'hop limit of a neighbour message',
    'neighbour-discovery-and-ping',
    'ipv6',
    7,
    [64],
    'ipv6.hopLimit',
  ],
  ['checksum of ICMPv6', 'neighbour-discovery-and-ping', 'icmpv6', 2, [0, 0], 'icmpv6.checksum'],
  [
    'option length 0 of ICMPv6',
    'neighbour-discovery-and-ping',
    'icmpv6',
    25,
    [0],
    'icmpv6.options',
  ],
  ['length of UDP', 'dns-udp', 'udp', 4, [0xff, 0xff], 'udp.length'],
  ['checksum of UDP', 'dns-udp', 'udp', 6, [1, 2], 'udp.checksum'],
  ['count of DNS', 'dns-udp', 'dns', 6, [0xff, 0xff], 'dns.answerCount'],
  ['a pointer to itself in DNS', 'dns-udp', 'dns', 12, [0xc0, 12], 'dns.question.0.name'],
  ['a label of 64 in DNS', 'dns-udp', 'dns', 12, [64], 'dns.question.0.name'],
  ['the same over TCP', 'dns-tcp', 'dns', 12, [0xc0, 12], 'dns.question.0.name'],
  ['checksum of TCP', 'http', 'tcp', 16, [1, 2], 'tcp.checksum'],
  ['data offset of TCP', 'http', 'tcp', 12, [0x40], 'tcp.dataOffset'],
  ['option length 0 of TCP', 'http', 'tcp', 21, [0], 'tcp.options'],
  ['cookie of DHCP', 'dhcp', 'dhcp', 236, [0], 'dhcp.magicCookie'],
] as const)('broken on purpose is named: %s', (_fact, name, id, at, values, path) => {
  const { before, after } = brokenAt(name, id, at, values);
  expect(before.filter(found => found.startsWith(path))).toEqual([]);
  expect(
    after.some(found => found.startsWith(path)),
    after.join(' '),
  ).toBe(true);
});
