import type { BenchField } from '../../shared/rules/bench.ts';
import type { UnitBytes } from '../../shared/rules/unit-bytes.ts';
import { outsideLabel } from './bench-words.ts';
import type { Desk } from './desk.ts';
import { entryOf } from './draft.ts';
import { FieldCell } from './field-cell.tsx';
import { FieldExtra } from './field-extra.tsx';
import { cellsOf } from './layout.ts';

/** Fields of the bench that are no box of the header: next hop, socket, whom to hand it to. */
export const fieldsOutside = (desk: Desk, unit: UnitBytes): readonly BenchField[] => {
  const inHeader = new Set(cellsOf(unit.spans).map(cell => cell.path));
  return desk.bench.fields.filter(field => !inHeader.has(field.path) && field.input !== 'signal');
};

interface OutsideFieldsProps {
  readonly desk: Desk;
  readonly fields: readonly BenchField[];
}

export const OutsideFields = ({ desk, fields }: OutsideFieldsProps) =>
  fields.length === 0 ? null : (
    <div class="sheet">
      {fields.map(field => (
        <div key={field.path} class="stack tight">
          <div class="bit-row">
            <FieldCell
              desk={desk}
              field={field}
              path={field.path}
              label={outsideLabel(field.path)}
              width={32}
              shown={entryOf(desk.bench, field).text}
            />
          </div>
          <FieldExtra desk={desk} field={field} label={outsideLabel(field.path)} />
        </div>
      ))}
    </div>
  );
