import { err, ok, type Result } from '../base/result.ts';
import type { CapturedPacket, CaptureInterface, CaptureReading } from './capture.ts';
import type { Issue } from './issue.ts';
import { viewOf } from './pcapng-blocks.ts';

const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;

/** The first number of a file, in the byte order of the file: with micro- or nanoseconds. */
const MAGIC: Readonly<Record<number, { readonly perMicro: number; readonly extraBytes: number }>> =
  {
    2712847316: { perMicro: 1, extraBytes: 0 },
    2712812621: { perMicro: 1000, extraBytes: 0 },
    // Alexey Kuznetsov's form, whose records have eight bytes more.
    2712849716: { perMicro: 1, extraBytes: 8 },
  };

interface Form {
  readonly littleEndian: boolean;
  readonly perMicro: number;
  readonly extraBytes: number;
}

const formOf = (view: DataView): Form | undefined => {
  if (view.byteLength < FILE_HEADER_BYTES) return undefined;
  for (const littleEndian of [true, false]) {
    const known = MAGIC[view.getUint32(0, littleEndian)];
    if (known !== undefined) return { littleEndian, ...known };
  }
  return undefined;
};

/** Where the draft says how each part is built. */
const SECTIONS = {
  'pcap/no-file-header': 'draft-ietf-opsawg-pcap §4',
  'pcap/record-length': 'draft-ietf-opsawg-pcap §5',
} as const;

const fileIssue = (
  code: keyof typeof SECTIONS,
  byteOffset: number,
  compared: Pick<Issue, 'given' | 'expected'> = {},
): Issue => ({
  severity: 'error',
  code,
  path: 'pcap',
  bitOffset: 8 * byteOffset,
  bitLength: 32,
  ...compared,
  rfc: SECTIONS[code],
});

/** Link type in the low 28 bits; above them, where bit 26 is set, the length of the check sequence in
 *  units of 16 bits, draft-ietf-opsawg-pcap §4. */
const interfaceOf = (word: number): CaptureInterface => {
  const told = (word & 0x04000000) !== 0;
  return {
    name: '',
    linkType: word & 0xffff,
    ...(told ? { fcsLength: (word >>> 28) * 2 } : {}),
  };
};

/** Reads a classic capture file, draft-ietf-opsawg-pcap, of either byte order, with micro- or
 *  nanoseconds. Never throws; a record whose length leads out of the file ends the list. */
export const readPcap = (bytes: Uint8Array): Result<CaptureReading, Issue> => {
  const view = viewOf(bytes);
  const form = formOf(view);
  if (form === undefined) return err(fileIssue('pcap/no-file-header', 0));
  const { littleEndian, perMicro, extraBytes } = form;
  const packets: CapturedPacket[] = [];
  const issues: Issue[] = [];
  const headerBytes = RECORD_HEADER_BYTES + extraBytes;
  let at = FILE_HEADER_BYTES;
  while (at < bytes.length) {
    const word = (index: number): number => view.getUint32(at + 4 * index, littleEndian);
    const left = bytes.length - at - headerBytes;
    const length = left < 0 ? 0 : word(2);
    if (left < 0 || length > left) {
      issues.push(fileIssue('pcap/record-length', at, { given: length, expected: left }));
      break;
    }
    const start = at + headerBytes;
    const original = word(3);
    packets.push({
      interfaceIndex: 0,
      timestampMicros: word(0) * 1_000_000 + Math.floor(word(1) / perMicro),
      bytes: bytes.slice(start, start + length),
      ...(original > length ? { originalLengthBytes: original } : {}),
    });
    at = start + length;
  }
  return ok({ interfaces: [interfaceOf(view.getUint32(20, littleEndian))], packets, issues });
};
