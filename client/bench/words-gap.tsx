import { kindWords } from '../widgets/words.ts';
import { labelOf } from './bench-labels.ts';
import { Choices } from './choices.tsx';
import type { Desk } from './desk.ts';
import { entryOf } from './draft.ts';
import { FieldCell } from './field-cell.tsx';

const GAP = /_{2,}/;

/** Words level: one sentence with one gap, and what may stand in it. */
export const WordsGap = ({ desk }: { readonly desk: Desk }) => {
  const { bench } = desk;
  const field = bench.fields.find(({ path }) => path === bench.focus);
  if (field === undefined) return null;
  const label = labelOf(bench, field.path);
  const [before = '', after = ''] = kindWords(bench.kind, bench.facts).sentence.split(GAP);
  const { text } = entryOf(bench, field);
  const wrong = desk.finding?.field === field.path ? 'wrong' : '';
  return (
    <div class="words-gap">
      <p class="sentence">
        {before}
        <span class={`gap ${text === '' ? 'open' : ''} ${wrong}`}>
          {text === '' ? 'pick below' : text}
        </span>
        {after}
      </p>
      {field.options.length === 0 ? (
        <div class="bit-row">
          <FieldCell
            desk={desk}
            field={field}
            path={field.path}
            label={label}
            width={32}
            shown=""
          />
        </div>
      ) : (
        <Choices desk={desk} field={field} label={label} />
      )}
    </div>
  );
};
