import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Dissectors that stay on. All others are off, or random ports and payloads are taken for protocols
 *  nobody meant and called malformed. */
const KEPT = new Set([
  'frame',
  'eth',
  'ethertype',
  'sll',
  'null',
  'raw',
  'ip',
  'ipv6',
  'tcp',
  'udp',
  'dns',
  'dhcp',
  'arp',
  'icmp',
  'icmpv6',
  'ipv6.hopopts',
  'ipv6.dstopts',
  'ipv6.routing',
  'ipv6.fraghdr',
  'vlan',
  'ieee8021ad',
  'llc',
  'data',
  '_ws.malformed',
  '_ws.short',
  '_ws.expert',
]);

const COMPLAINTS = [
  '_ws.malformed',
  '_ws.short',
  '_ws.expert.group == "Malformed"',
  '_ws.expert.group == "Checksum"',
  '_ws.expert.severity == "Error"',
  'ip.checksum.status == "Bad"',
  'tcp.checksum.status == "Bad"',
  'udp.checksum.status == "Bad"',
  'icmp.checksum.status == "Bad"',
  'icmpv6.checksum.status == "Bad"',
  'eth.fcs.status == "Bad"',
  'ip.ttl == 0',
].join(' || ');

/** Checksums are not validated unless asked for. */
export const VALIDATED = [
  'ip.check_checksum',
  'tcp.check_checksum',
  'udp.check_checksum',
  'eth.check_fcs',
];

/** Whether the program is installed here. */
const hasTshark = spawnSync('tshark', ['--version']).status === 0;

/** Skip instead of fail: only where nobody promised that tshark is there. */
export const skipsTshark = !hasTshark && process.env.CI === undefined;

/** Said in the names of tests that need tshark. */
export const TSHARK_REASON = skipsTshark ? ' (skipped: tshark is not installed)' : '';

const run = (args: readonly string[], configuration: string): string =>
  execFileSync('tshark', args, {
    encoding: 'utf8',
    env: { ...process.env, WIRESHARK_CONFIG_DIR: configuration },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** Makes `folder` a profile in which only our protocols are dissected. */
export const writeProfile = (folder: string): void => {
  const disabled = run(['-G', 'protocols'], folder)
    .split('\n')
    .map(line => line.split('\t')[2] ?? '')
    .filter(name => name !== '' && !KEPT.has(name));
  writeFileSync(join(folder, 'disabled_protos'), `${disabled.join('\n')}\n`);
};

const linesOf = (output: string): readonly string[] =>
  output.split('\n').filter(line => line !== '');

/** What tshark has to say of a capture file: how many frames it read, and one line for each frame that
 *  is malformed, cut short or has a bad checksum. Throws when tshark cannot read the file. */
export const gate = (
  capture: Uint8Array,
): { readonly frames: number; readonly complaints: readonly string[] } => {
  const folder = mkdtempSync(join(tmpdir(), 'tshark-'));
  try {
    writeProfile(folder);
    const file = join(folder, 'frames.pcapng');
    writeFileSync(file, capture);
    const common = ['-2', '-n', '-r', file];
    const options = VALIDATED.flatMap(name => ['-o', `${name}:TRUE`]);
    const columns = ['frame.number', 'frame.protocols', '_ws.expert.message'];
    const fields = ['-T', 'fields', ...columns.flatMap(name => ['-e', name])];
    return {
      frames: linesOf(run([...common, '-T', 'fields', '-e', 'frame.number'], folder)).length,
      complaints: linesOf(run([...common, ...options, '-Y', COMPLAINTS, ...fields], folder)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
