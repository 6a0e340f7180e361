/** A mail in a mailbox: its lasting number, its content with CRLF (one character a byte), its marks, when it came. */
export interface ImapMessage {
  readonly uid: number;
  readonly text: string;
  readonly flags: readonly string[];
  readonly atMicros: number;
}

/** The one mailbox that each user has, INBOX. */
export interface ImapMailbox {
  readonly messages: readonly ImapMessage[];
  readonly nextUid: number;
}

/** A mailbox with those mails in it, oldest first. */
export const mailboxOf = (texts: readonly string[], atMicros: number): ImapMailbox => ({
  messages: texts.map((text, index) => ({ uid: index + 1, text, flags: [], atMicros })),
  nextUid: texts.length + 1,
});

/** A mailbox with nothing in it. */
export const EMPTY_MAILBOX: ImapMailbox = { messages: [], nextUid: 1 };

/** More than a mailbox holds; the oldest mail goes first. */
const MOST_MESSAGES = 1000;

/** The mailbox with a mail more in it. */
export const delivered = (
  { messages, nextUid }: ImapMailbox,
  text: string,
  atMicros: number,
): ImapMailbox => ({
  messages: [...messages, { uid: nextUid, text, flags: [], atMicros }].slice(-MOST_MESSAGES),
  nextUid: nextUid + 1,
});

/** The numbers of those `numbers` that a sequence set names, RFC 9051 §9 (`2,4:7,9:*`); a star is the greatest one. */
export const namedBy = (set: string, numbers: readonly number[]): readonly number[] => {
  const greatest = numbers.at(-1) ?? 0;
  const ranges = set.split(',').map(range => {
    const [first = 0, last = first] = range
      .split(':')
      .map(end => (end === '*' ? greatest : Number(end)));
    return [Math.min(first, last), Math.max(first, last)] as const;
  });
  return numbers.filter(number => ranges.some(([from, to]) => from <= number && number <= to));
};

/** The mailbox with the marks of one mail changed. */
export const withFlags = (
  mailbox: ImapMailbox,
  uid: number,
  flags: readonly string[],
): ImapMailbox => ({
  ...mailbox,
  messages: mailbox.messages.map(one => (one.uid === uid ? { ...one, flags } : one)),
});

export const hasFlag = ({ flags }: ImapMessage, flag: string): boolean =>
  flags.some(one => one.toLowerCase() === flag.toLowerCase());
