/** What an onlooker finds in one frame. */
export interface TapReading {
  readonly carries:
    | 'damage'
    | 'resolution'
    | 'question'
    | 'answer'
    | 'opening'
    | 'nothing'
    | 'request'
    | 'response'
    | 'hello'
    | 'sealed'
    | 'other';
  /** What spoilt it: the wire, a device that changed the header without its sum, or nothing. */
  readonly damage: 'flipped-bit' | 'not-updated' | 'none';
  /** Hardware address that it is for, and the address of the packet inside; null where there is no packet. */
  readonly card: number | null;
  readonly host: number | null;
  /** How much of the message in it can be read without a key. */
  readonly text: 'readable' | 'encrypted' | 'server-name' | 'none';
  /** Address, name or path that it asks for; '' where it asks for nothing. */
  readonly asked: string;
  readonly part: 'whole' | 'piece' | 'none';
  /** Who said it again, if it was said before. */
  readonly again: 'program' | 'transport' | 'new';
}
