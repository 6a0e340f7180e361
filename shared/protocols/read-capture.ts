import type { Result } from '../base/result.ts';
import type { CaptureReading } from './capture.ts';
import type { Issue } from './issue.ts';
import { readPcap } from './pcap.ts';
import { readPcapng } from './pcapng.ts';

const SECTION_HEADER = 0x0a;

/** Reads a capture file of either kind, pcapng or classic pcap, told apart by its first byte. */
export const readCapture = (bytes: Uint8Array): Result<CaptureReading, Issue> =>
  bytes[0] === SECTION_HEADER ? readPcapng(bytes) : readPcap(bytes);
