/** One measured figure beside what it is held against in the same run, both in `unit`. Only `ratio`,
 *  value over against, decides; `hold` is the least it may be. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly against: number;
  readonly ratio: number;
  readonly hold?: number;
  /** What the value was taken from, where more than one number was measured. */
  readonly rows?: readonly object[];
}
