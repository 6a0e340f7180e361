import lock from '@tabler/icons/outline/lock.svg?raw';
import { bytesOfHex } from '../../shared/base/bytes.ts';
import type { SealedBytes } from '../../shared/rules/bench.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { Icon } from '../widgets/icon.tsx';
import { narrow } from '../widgets/viewport.ts';

const NAMES: Readonly<Record<SealedBytes['name'], string>> = {
  message: 'Message',
  segment: 'Segment',
  datagram: 'Datagram',
  packet: 'Packet',
  frame: 'Frame',
};
const SHOWN_BYTES = 32;

interface SealedProps {
  readonly sealed: SealedBytes;
  readonly from: string;
  /** Offset of the first byte in the unit. */
  readonly base: number;
}

/** What this layer carries for another: bytes without meaning. */
export const Sealed = ({ sealed, from, base }: SealedProps) => {
  const bytes = bytesOfHex(sealed.hex);
  const name = NAMES[sealed.name];
  if (bytes.length === 0) return null;
  return (
    <section class="sealed-box" aria-label={`${name}, sealed`}>
      <p class="seal">
        <Icon svg={lock} size={18} />
        <span>
          <b>{name}</b>, {bytes.length} bytes{from === '' ? '' : ` from ${from}`}. Carry it, leave
          it shut.
        </span>
        {bytes.length > SHOWN_BYTES ? <span class="more">first {SHOWN_BYTES} shown</span> : null}
      </p>
      {narrow.value ? null : (
        <HexGrid
          bytes={bytes.slice(0, SHOWN_BYTES)}
          base={base}
          label={`${name}, sealed bytes`}
          toneOf={() => 'layer-sealed'}
        />
      )}
    </section>
  );
};
