/** What a piece means: the words of a row, which its spans carry, and what is usual there. */
export interface Words {
  readonly label: string;
  /** One plain sentence for a beginner. */
  readonly about: string;
  readonly rfc: string;
  /** Of a list: what one of its items is called. */
  readonly item?: string;
  /** Written when nothing is given. */
  readonly default?: number | string | Uint8Array;
  /** The only right value: written when nothing is given, and another one that is read gets a warning. */
  readonly constant?: number | string | Uint8Array;
  /** What single numbers mean. */
  readonly names?: Readonly<Record<number, string>>;
  /** What single bits mean, by their value. */
  readonly flags?: Readonly<Record<number, string>>;
  readonly unit?: string;
  /** Shown in hexadecimal. */
  readonly hex?: true;
  /** What a generator may choose from; anything that fits when left out. */
  readonly samples?: readonly number[];
}
