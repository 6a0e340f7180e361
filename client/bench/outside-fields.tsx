import type { BenchField } from '../../shared/rules/bench.ts';
import type { UnitBytes } from '../../shared/rules/unit-bytes.ts';
import { fieldName } from '../widgets/field-names.ts';
import type { Desk } from './desk.ts';
import { entryOf, isMine } from './draft.ts';
import { FieldCell } from './field-cell.tsx';
import { FieldExtra } from './field-extra.tsx';
import { cellsOf, shownPaths } from './layout.ts';

/** Fields of the bench that are no box of the header: next hop, socket, whom to hand it to. */
export const fieldsOutside = (desk: Desk, unit: UnitBytes): readonly BenchField[] => {
  const inHeader = shownPaths(cellsOf(unit.spans));
  return desk.bench.fields.filter(
    field =>
      !inHeader.has(field.path) &&
      field.input !== 'signal' &&
      field.state !== 'locked' &&
      // A blank one that is not to be filled in belongs to another action.
      (isMine(desk.bench, field) || field.value !== null),
  );
};

interface OutsideFieldsProps {
  readonly desk: Desk;
  readonly fields: readonly BenchField[];
}

/** Two beside each other; what belongs to the one in hand stands under both. */
export const OutsideFields = ({ desk, fields }: OutsideFieldsProps) =>
  fields.length === 0 ? null : (
    <div class="outside">
      <div class="bit-row">
        {fields.map(field => (
          <FieldCell
            key={field.path}
            desk={desk}
            field={field}
            path={field.path}
            label={fieldName(field.path)}
            width={fields.length > 1 ? 16 : 32}
            shown={entryOf(desk.bench, field).text}
          />
        ))}
      </div>
      {fields.map(field => (
        <FieldExtra key={field.path} desk={desk} field={field} label={fieldName(field.path)} />
      ))}
    </div>
  );
