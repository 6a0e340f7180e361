import '../style/hex.css';
import { useMemo } from 'preact/hooks';
import { fromHex } from '../../shared/base/bytes.ts';
import type { ProjectorParts } from '../../shared/session/views/host.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { headerLength, layerClassOf } from '../widgets/protocol-layer.ts';

interface ShownPacketProps {
  readonly shown: NonNullable<ProjectorParts['shown']>;
}

/** What carries the header, by the name its layer gives it. */
const UNITS: Readonly<Record<string, string>> = {
  ethernet: 'frame',
  arp: 'ARP message',
  ipv4: 'packet',
  icmp: 'ICMP message',
  udp: 'datagram',
  tcp: 'segment',
};

const shownBytes = ({ protocol, headerHex }: ShownPacketProps['shown']): Uint8Array => {
  const parsed = fromHex(headerHex);
  if (!parsed.ok) return new Uint8Array();
  return parsed.value.subarray(0, headerLength(protocol, parsed.value));
};

/** One header for everybody to talk about: no name, the question and never the answer. */
export const ShownPacket = ({ shown }: ShownPacketProps) => {
  const bytes = useMemo(() => shownBytes(shown), [shown]);
  const unit = UNITS[shown.protocol] ?? 'message';
  return (
    <section class="shown-packet" aria-label="A header to talk about">
      <h2>What does the receiver do with this {unit}?</h2>
      <HexGrid
        bytes={bytes}
        base={0}
        columns={8}
        label={`Header of the ${unit}`}
        toneOf={() => layerClassOf(shown.protocol)}
      />
    </section>
  );
};
