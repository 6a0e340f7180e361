import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { LinkSpec } from '../../shared/network/topology.ts';
import type { CapturedFrame, World } from '../../shared/network/world.ts';
import { writePcapng } from '../../shared/protocols/pcapng.ts';

/** What no conversation played by automata over good links may show. */
const COMPLAINTS = [
  '_ws.malformed',
  '_ws.short',
  '_ws.expert.group == "Malformed"',
  '_ws.expert.group == "Checksum"',
  '_ws.expert.severity == "Error"',
  '(_ws.expert.severity == "Warning" && !tcp.connection.rst)',
  'eth.fcs.status == "Bad"',
  'ip.checksum.status == "Bad"',
  'tcp.checksum.status == "Bad"',
  'udp.checksum.status == "Bad"',
  'icmp.checksum.status == "Bad"',
  'icmpv6.checksum.status == "Bad"',
  'ip.ttl == 0',
  'ipv6.hlim == 0',
  'tcp.analysis.retransmission',
  'tcp.analysis.spurious_retransmission',
  'tcp.analysis.out_of_order',
  'tcp.analysis.lost_segment',
  'tcp.analysis.ack_lost_segment',
  'tcp.analysis.duplicate_ack',
  // Of a segment that a report quotes the conversation is not looked at.
  '(tcp && !icmp && !(tcp.completeness in {31, 37, 39, 47, 63}))',
].join(' || ');

const CHECKED = ['eth.check_fcs', 'ip.check_checksum', 'tcp.check_checksum', 'udp.check_checksum'];

/** A frame and when it passed, virtual microseconds. */
export type Frame = Pick<CapturedFrame, 'atMicros' | 'bytes'>;

const folder = mkdtempSync(join(tmpdir(), 'story-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What tshark finds wrong with the frames of one link, a line each; `more` are options of its own. */
export const complaints = (frames: readonly Frame[], more: readonly string[] = []): string => {
  const file = join(folder, 'link.pcapng');
  const packets = frames.map(({ atMicros, bytes }) => ({
    interfaceIndex: 0,
    timestampMicros: 1_700_000_000_000_000 + atMicros,
    bytes,
  }));
  const interfaces = [{ name: 'link', linkType: 1, fcsLength: 4 }];
  writeFileSync(file, writePcapng({ interfaces, packets }));
  const options = [...CHECKED.flatMap(name => ['-o', `${name}:TRUE`]), ...more];
  const shown = ['-T', 'fields', '-e', 'frame.number', '-e', '_ws.expert.message'];
  const run = spawnSync('tshark', ['-2', '-n', '-r', file, ...options, '-Y', COMPLAINTS, ...shown]);
  if (run.status !== 0) return String(run.stderr);
  return String(run.stdout);
};

/** What passed on one link, in both directions. */
export const framesOn = ({ capture }: World, link: LinkSpec): readonly Frame[] =>
  capture.filter(({ from }) => from === link.a || from === link.b);
