import { writePcapng } from '../../shared/protocols/pcapng.ts';

/** A capture file of `frames` on one Ethernet interface, a millisecond apart. */
export const captureOf = (frames: readonly Uint8Array[]): Uint8Array =>
  writePcapng({
    interfaces: [{ name: 'test', linkType: 1, fcsLength: 4 }],
    packets: frames.map((bytes, index) => ({
      interfaceIndex: 0,
      timestampMicros: 1_700_000_000_000_000 + index * 1000,
      bytes,
    })),
  });
