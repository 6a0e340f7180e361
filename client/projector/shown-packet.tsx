import { useMemo } from 'preact/hooks';
import { fromHex } from '../../shared/base/bytes.ts';
import type { ProjectorParts } from '../../shared/session/views/host.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';

interface ShownPacketProps {
  readonly shown: NonNullable<ProjectorParts['shown']>;
}

/** One header for everybody to talk about: no name, the question and never the answer. */
export const ShownPacket = ({ shown }: ShownPacketProps) => {
  const bytes = useMemo(() => {
    const parsed = fromHex(shown.headerHex);
    return parsed.ok ? parsed.value : new Uint8Array();
  }, [shown.headerHex]);
  return (
    <section class="shown-packet" aria-label="A packet to talk about">
      <h2>{shown.question}</h2>
      <p class="soft">{shown.protocol} header</p>
      <HexGrid bytes={bytes} label={`${shown.protocol} header`} toneOf={() => 'plain'} />
    </section>
  );
};
