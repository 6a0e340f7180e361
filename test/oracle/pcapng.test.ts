import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { concat, fromHex } from '../../shared/base/bytes.ts';
import { readPcapng, writePcapng } from '../../shared/protocols/pcapng.ts';

const hasTshark = ['tshark', 'capinfos', 'editcap'].every(
  program => spawnSync(program, ['--version']).status === 0,
);

test('tshark is here, where the build machine promises it', context => {
  if (!process.env.CI && !hasTshark) context.skip('tshark, capinfos or editcap is not installed');
  expect(hasTshark).toBe(true);
});

/** An ARP request for 10.60.0.1, padded to 60 bytes, with its frame check sequence. */
const arpFrame = (fcsError = 0): Uint8Array => {
  const read = fromHex(`ffffffffffff 020000000001 0806 0001 0800 06 04 0001
    020000000001 0a3c91f1 000000000000 0a3c0001`);
  if (!read.ok) throw new Error(read.error.code);
  const unchecked = concat(read.value, new Uint8Array(60 - read.value.length));
  const trailer = new Uint8Array(4);
  new DataView(trailer.buffer).setUint32(0, (crc32(unchecked) ^ fcsError) >>> 0, true);
  return concat(unchecked, trailer);
};

describe.skipIf(!hasTshark)('Wireshark reads our capture files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pcapng-'));
  const file = join(folder, 'ours.pcapng');
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const fields = (...names: string[]): string[][] =>
    run(
      'tshark',
      ...['-n', '-r', file, '-o', 'eth.check_fcs:TRUE', '-T', 'fields', '-E', 'separator=|'],
      ...names.flatMap(name => ['-e', name]),
    )
      .trimEnd()
      .split('\n')
      .map(line => line.split('|'));

  beforeAll(() => {
    const interfaces = ['client', 'router'].map(name => ({ name, linkType: 1, fcsLength: 4 }));
    const packets = [
      {
        interfaceIndex: 0,
        bytes: arpFrame(),
        comment: 'who has 10.60.0.1? ✓',
        direction: 'outbound',
      },
      { interfaceIndex: 1, bytes: arpFrame(), direction: 'inbound' },
      { interfaceIndex: 1, bytes: arpFrame(1), comment: 'one bit turned over on the way' },
    ] as const;
    const timed = packets.map((packet, index) => ({
      ...packet,
      timestampMicros: 1_700_000_000_000_001 + index * 1500,
    }));
    writeFileSync(file, writePcapng({ interfaces, packets: timed, comment: 'crew Kite, round 1' }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('comments, names and times to the microsecond are seen', () => {
    expect(fields('frame.time_epoch', 'frame.interface_name', 'frame.comment')).toEqual([
      ['1700000000.000001000', 'client', 'who has 10.60.0.1? ✓'],
      ['1700000000.001501000', 'router', ''],
      ['1700000000.003001000', 'router', 'one bit turned over on the way'],
    ]);
  });

  test('the last four bytes are seen as frame check sequence, and a wrong one as wrong', () => {
    expect(fields('eth.fcs.status', 'frame.len').map(([status]) => status)).toEqual([
      '1',
      '1',
      '0',
    ]);
    expect(fields('eth.padding', 'arp.dst.proto_ipv4')[0]).toEqual(['00'.repeat(18), '10.60.0.1']);
  });

  test('directions are seen', () => {
    expect(fields('frame.packet_flags_direction').map(([bits]) => Number(bits))).toEqual([2, 1, 0]);
  });

  test('capinfos finds the file whole', () => {
    const told = run('capinfos', file);
    expect(told).toMatch(/File type:\s+Wireshark\/\.\.\. - pcapng/);
    expect(told).toMatch(/Number of packets:\s+3/);
    expect(told).toMatch(/Number of interfaces in file:\s+2/);
    expect(told).toMatch(/Capture comment:\s+crew Kite, round 1/);
    expect(told).toMatch(/Name = client/);
    expect(told).toMatch(/Time precision = microseconds \(6\)/);
  });

  test('what editcap writes anew from it, we read back', () => {
    const copy = join(folder, 'theirs.pcapng');
    run('editcap', '-F', 'pcapng', file, copy);
    const [ours, theirs] = [file, copy].map(path => readPcapng(readFileSync(path)));
    if (!ours?.ok || !theirs?.ok) throw new Error('one of the two files is no capture');
    expect(theirs.value).toEqual(ours.value);
  });
});
