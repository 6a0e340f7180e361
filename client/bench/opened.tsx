import lockOpen from '@tabler/icons/outline/lock-open.svg?raw';
import { fromHex } from '../../shared/base/bytes.ts';
import type { OpenedRecordText } from '../../shared/rules/bench.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { Icon } from '../widgets/icon.tsx';
import { narrow } from '../widgets/viewport.ts';

const NAMES: Readonly<Record<OpenedRecordText['is'], string>> = {
  handshake: 'Handshake',
  data: 'What the programs say',
  other: 'Other record',
};

const MOST_BYTES = 512;

/** Records of TLS that this seat's key has opened, one below the other. */
export const Opened = ({
  records,
  isRaw,
}: {
  readonly records: readonly OpenedRecordText[];
  readonly isRaw: boolean;
}) => (
  <section class="sealed-box" aria-label="Opened with your key">
    {records.map(({ is, hex }, index) => {
      const bytes = fromHex(hex);
      const content = bytes.ok ? bytes.value : new Uint8Array();
      return (
        <div key={index}>
          <p class="seal">
            <Icon svg={lockOpen} size={18} />
            <span>
              <b>{NAMES[is]}</b>, {content.length} bytes, opened with your key.
            </span>
          </p>
          <HexGrid
            bytes={content.slice(0, MOST_BYTES)}
            label={`${NAMES[is]}, opened`}
            columns={narrow.value ? 8 : 16}
            ruled={isRaw}
            asText={!isRaw}
            toneOf={() => 'layer-application'}
          />
        </div>
      );
    })}
  </section>
);
