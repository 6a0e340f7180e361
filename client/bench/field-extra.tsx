import type { BenchField } from '../../shared/rules/bench.ts';
import { Button } from '../widgets/button.tsx';
import { typedWords } from '../widgets/words.ts';
import { Choices } from './choices.tsx';
import type { Desk } from './desk.ts';
import { draftOf, entryOf, isMine, takeOver } from './draft.ts';
import { fieldId } from './field-cell.tsx';

interface FieldExtraProps {
  readonly desk: Desk;
  readonly field: BenchField;
  readonly label: string;
}

/** Right under the row of the field in hand: what is unreadable, values to pick, or how to take it over. */
export const FieldExtra = ({ desk, field, label }: FieldExtraProps) => {
  if (draftOf(desk.bench).value.selected !== field.path) return null;
  if (field.state === 'filled' && !isMine(desk.bench, field)) {
    return (
      <div class="pick">
        <span class="pick-label">Filled in for you.</span>
        <Button size="small" onClick={() => takeOver(desk.bench, field)}>
          Fill in {label} myself
        </Button>
      </div>
    );
  }
  const { problem } = entryOf(desk.bench, field);
  return (
    <>
      {problem === null ? null : (
        <p class="field-problem" id={`${fieldId(desk, field.path)}-problem`} role="status">
          {typedWords(problem)}
        </p>
      )}
      <Choices desk={desk} field={field} label={label} />
    </>
  );
};
