import type { Issue } from './issue.ts';

/** Where packets were captured. `linkType` 1 is Ethernet; `fcsLength` counts the bytes of the frame
 *  check sequence at the end of each frame. */
export interface CaptureInterface {
  readonly name: string;
  readonly linkType: number;
  readonly fcsLength?: number;
}

/** One captured packet. `timestampMicros`: whole microseconds since 1970-01-01 UTC, 0 where the file does not tell it.
 *  `originalLengthBytes` is given only when the packet on the wire was longer than `bytes`. */
export interface CapturedPacket {
  readonly interfaceIndex: number;
  readonly timestampMicros: number;
  readonly bytes: Uint8Array;
  readonly comment?: string;
  readonly direction?: 'inbound' | 'outbound';
  readonly originalLengthBytes?: number;
}

/** A capture file: what `writePcapng` takes and `readPcapng` gives. */
export interface Capture {
  readonly interfaces: readonly CaptureInterface[];
  readonly packets: readonly CapturedPacket[];
  readonly comment?: string;
  /** Secrets of TLS connections, lines of the NSS key log format; only pcapng has room for them. */
  readonly tlsKeyLog?: readonly string[];
}

/** A capture as read, with what was wrong with the file; readable packets are all there. */
export interface CaptureReading extends Capture {
  readonly issues: readonly Issue[];
}
