import type { BenchField, FieldOption } from '../../shared/rules/bench.ts';
import type { Desk } from './desk.ts';
import { chooseValue, entryOf } from './draft.ts';

interface OptionProps {
  readonly desk: Desk;
  readonly field: BenchField;
  readonly option: FieldOption;
  readonly reachable: boolean;
}

const isTried = ({ desk, field, option }: Omit<OptionProps, 'reachable'>): boolean =>
  (desk.tried[field.path] ?? []).includes(option.value);

const Option = ({ desk, field, option, reachable }: OptionProps) => {
  const chosen = entryOf(desk.bench, field).value === option.value;
  const tried = !chosen && isTried({ desk, field, option });
  const shown = tried ? <s>{option.shown}</s> : <span>{option.shown}</span>;
  const isWord = field.input === 'choice';
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input cannot hold two lines and a struck value
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      tabIndex={reachable ? 0 : -1}
      class={`option ${tried ? 'tried' : ''} ${isWord ? 'word' : ''}`}
      onClick={() => chooseValue(desk.bench, field, option.value)}
    >
      {option.note === '' ? (
        shown
      ) : (
        <span class="stacked">
          {shown}
          <small>{option.note}</small>
        </span>
      )}
      {tried ? <small> tried</small> : null}
    </button>
  );
};

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

const step = (event: KeyboardEvent, desk: Desk, field: BenchField): void => {
  const by = STEPS[event.key];
  if (by === undefined || event.ctrlKey || !(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = Math.max(
    0,
    buttons.findIndex(button => button === document.activeElement),
  );
  const next = (at + by + buttons.length) % buttons.length;
  const option = field.options[next];
  if (option === undefined) return;
  chooseValue(desk.bench, field, option.value);
  buttons[next]?.focus();
};

interface ChoicesProps {
  readonly desk: Desk;
  readonly field: BenchField;
  readonly label: string;
}

/** Values to pick from, decoys among them: one tab stop, arrows choose. */
export const Choices = ({ desk, field, label }: ChoicesProps) => {
  const { value } = entryOf(desk.bench, field);
  const chosenIndex = field.options.findIndex(option => option.value === value);
  if (field.options.length === 0) return null;
  const wrong = desk.finding?.field === field.path;
  const cards = field.options.some(option => option.note !== '');
  return (
    <div
      class={cards ? 'pick cards' : 'pick'}
      role="radiogroup"
      aria-label={label}
      aria-invalid={wrong}
      aria-describedby={wrong ? 'finding-text' : undefined}
      data-choices={field.path}
      onKeyDown={event => step(event, desk, field)}
    >
      {cards ? null : (
        <span class="pick-label" aria-hidden="true">
          {field.input === 'choice' ? 'Pick' : 'Pick or type'}
        </span>
      )}
      {field.options.map((option, index) => (
        <Option
          key={option.shown}
          desk={desk}
          field={field}
          option={option}
          reachable={index === Math.max(0, chosenIndex)}
        />
      ))}
    </div>
  );
};
