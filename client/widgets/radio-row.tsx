import '../style/radio-choices.css';

interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly note?: string;
}

interface RadioRowProps<T> {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

/** One of a few values, all in sight. */
export const RadioRow = <T extends string | number>(props: RadioRowProps<T>) => (
  <fieldset class="radio-row">
    <legend class="label">{props.legend}</legend>
    <div class="radio-choices">
      {props.choices.map(({ value, label, note }) => (
        <label key={value} class="radio-choice">
          <input
            type="radio"
            name={props.name}
            checked={value === props.chosen}
            onChange={() => props.onChoose(value)}
          />
          <span>
            <b>{label}</b>
            {note === undefined ? null : <small>{note}</small>}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);
