import type { Desk } from './desk.ts';
import { FieldCell } from './field-cell.tsx';
import { FieldExtra } from './field-extra.tsx';
import type { Cell } from './layout.ts';

/** A header field alone on its line, with its choices under it. */
export const CellLine = ({ desk, cell }: { readonly desk: Desk; readonly cell: Cell }) => {
  const field = desk.bench.fields.find(({ path }) => path === cell.path);
  return (
    <div class="stack tight">
      <div class="bit-row">
        <FieldCell
          desk={desk}
          field={field}
          path={cell.path}
          label={cell.label}
          width={32}
          shown={cell.shown}
        />
      </div>
      {field === undefined ? null : <FieldExtra desk={desk} field={field} label={cell.label} />}
    </div>
  );
};
