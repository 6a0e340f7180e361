import chip from '@tabler/icons/outline/cpu.svg?raw';
import type { BenchField } from '../../shared/rules/bench.ts';
import { Icon } from '../widgets/icon.tsx';
import type { Desk } from './desk.ts';
import { draftOf, entryOf, isMine, selectField, typeInto } from './draft.ts';

interface FieldCellProps {
  readonly desk: Desk;
  /** The bench's field behind this box; undefined where it only shows what stands in the bytes. */
  readonly field: BenchField | undefined;
  readonly path: string;
  readonly label: string;
  readonly width: number;
  /** What the bytes say, for boxes that are not the player's. */
  readonly shown: string;
  /** What it was before this hop, at a router. */
  readonly before?: string;
}

export const fieldId = (desk: Desk, path: string): string =>
  `field-${desk.bench.taskId}-${path.replaceAll('.', '-')}`;

const isWrong = (desk: Desk, path: string): boolean => desk.finding?.field === path;

const classesFor = (props: FieldCellProps, mine: boolean): string => {
  const { desk, field, path, before, shown } = props;
  const classes = ['field', `layer-${desk.bench.layer}`];
  const selected = draftOf(desk.bench).value.selected === path;
  if (mine && field !== undefined && entryOf(desk.bench, field).value === null)
    classes.push('empty');
  else if (selected) classes.push('selected');
  else if (before !== undefined && before !== shown) classes.push('changed');
  if (!mine) classes.push(field?.state === 'filled' ? 'filled' : 'kept');
  if (isWrong(desk, path)) classes.push('wrong');
  return classes.join(' ');
};

const describedBy = ({ desk, path }: FieldCellProps, id: string): string | undefined => {
  if (isWrong(desk, path)) return 'finding-text';
  const field = desk.bench.fields.find(candidate => candidate.path === path);
  return field !== undefined && entryOf(desk.bench, field).problem !== null
    ? `${id}-problem`
    : undefined;
};

const OpenField = (props: FieldCellProps & { readonly field: BenchField }) => {
  const { desk, field, path, label, before } = props;
  const id = fieldId(desk, path);
  const entry = entryOf(desk.bench, field);
  const pickOnly = field.input === 'choice';
  return (
    <>
      <label class="name" for={id}>
        {label}
        {before === undefined ? null : <small>was {before}</small>}
      </label>
      <input
        id={id}
        data-field={path}
        value={entry.text}
        readOnly={pickOnly}
        placeholder={pickOnly ? 'pick below' : 'pick or type'}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={isWrong(desk, path) || entry.problem !== null}
        aria-describedby={describedBy(props, id)}
        onFocus={() => selectField(desk.bench, path)}
        onInput={event => typeInto(desk.bench, field, event.currentTarget.value)}
      />
    </>
  );
};

const ShownField = (props: FieldCellProps) => {
  const { desk, field, path, label, shown, before } = props;
  const filled = field?.state === 'filled';
  return (
    <>
      <span class="name">
        {label}
        {before === undefined || before === shown || label.length + before.length > 14 ? null : (
          <small>was {before}</small>
        )}
        {filled ? <Icon svg={chip} /> : null}
        {filled ? <span class="sr">filled in for you</span> : null}
      </span>
      {filled ? (
        <button
          type="button"
          class="value"
          data-field={path}
          aria-label={`${label}, ${shown}, filled in for you`}
          onClick={() => selectField(desk.bench, path)}
        >
          {shown}
        </button>
      ) : (
        <span class="value">{shown}</span>
      )}
    </>
  );
};

/** One box of the header form: open, filled in for you, or kept as it came. */
export const FieldCell = (props: FieldCellProps) => {
  const { desk, field } = props;
  const mine = field !== undefined && isMine(desk.bench, field);
  return (
    <div class={classesFor(props, mine)} style={{ '--bits': props.width }}>
      {mine ? <OpenField {...props} field={field} /> : <ShownField {...props} />}
    </div>
  );
};
