import type { RawUnit } from '../../shared/rules/bench.ts';
import type { UnitBytes } from '../../shared/rules/unit-bytes.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { narrow } from '../widgets/viewport.ts';
import { BufferBoxes } from './buffer-boxes.tsx';
import type { Desk } from './desk.ts';
import { OutsideFields } from './outside-fields.tsx';

const SUMS: Readonly<Record<RawUnit['sums'], string>> = {
  right: ', every sum in it fits',
  wrong: ', a sum in it does not fit',
  none: '',
};

interface RawFormProps {
  readonly desk: Desk;
  readonly unit: UnitBytes;
  readonly sums: RawUnit['sums'];
}

/** What came as bytes alone: what they mean is for the person to read, with the same choices as ever. */
export const RawForm = ({ desk, unit, sums }: RawFormProps) => {
  const { bytes } = unit;
  return (
    <>
      <OutsideFields
        desk={desk}
        fields={desk.bench.fields.filter(({ state }) => state === 'open')}
      />
      <BufferBoxes desk={desk} />
      <section class="raw-unit" aria-labelledby="raw-title">
        <div class="heading">
          <h2 id="raw-title">What came</h2>
          <span class="dim">
            {bytes.length} bytes{SUMS[sums]}
          </span>
        </div>
        <HexGrid
          bytes={bytes}
          label="What came, byte by byte"
          columns={narrow.value ? 8 : 16}
          toneOf={() => 'plain'}
          ruled
        />
      </section>
    </>
  );
};
