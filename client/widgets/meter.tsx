interface MeterProps {
  readonly full: number;
  readonly of: number;
  /** What a screen reader says; without it the meter stands beside a text that says the same. */
  readonly label?: string;
}

/** Places taken, as a row of cells. */
export const Meter = ({ full, of, label }: MeterProps) => (
  <span
    class="meter"
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
  >
    {Array.from({ length: of }, (_, index) => (
      <i key={index} class={index < full ? 'full' : ''} />
    ))}
  </span>
);
