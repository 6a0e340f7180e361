import type { ImapValue } from '../../protocols/imap-arguments.ts';
import {
  answer,
  IMAP_FLAGS,
  type ImapAnswer,
  type ImapAsked,
  mailboxIn,
  NOT_CHANGED,
  type Obeys,
  refuse,
  withMailbox,
} from './imap-answer.ts';
import { fetched, itemsIn } from './imap-fetch.ts';
import { hasFlag, type ImapMessage, namedBy, withFlags } from './imap-mailbox.ts';

/** The mails that a set names, by number or identifier, each with its number. */
const named = (asked: ImapAsked, set: ImapValue | undefined, byUid: boolean) => {
  const uids = asked.session.selected?.uids ?? [];
  const numbers = byUid ? uids : uids.map((_uid, index) => index + 1);
  const { messages } = mailboxIn(asked);
  const chosen = typeof set === 'string' ? namedBy(set, numbers) : [];
  return chosen.flatMap(one => {
    const uid = byUid ? one : uids[one - 1];
    const message = messages.find(found => found.uid === uid);
    return message === undefined ? [] : [{ message, number: uids.indexOf(message.uid) + 1 }];
  });
};

/** A mail with its number in the open mailbox. */
type Named = ReturnType<typeof named>[number];

/** A mailbox in the making, and what is told of its mails; no text where a mail has not what is asked for. */
interface Change {
  readonly flags: readonly string[];
  readonly text: string | null;
}

/** Lets `of` tell of each mail that is named, and change its marks; null where it cannot tell. */
const forEach = (
  asked: ImapAsked,
  mails: readonly Named[],
  of: (mail: Named) => Change | null,
): Pick<ImapAnswer, 'store' | 'untagged'> | null => {
  let mailbox = mailboxIn(asked);
  const untagged: string[] = [];
  for (const mail of mails) {
    const change = of(mail);
    if (change === null) return null;
    const { flags, text } = change;
    if (flags !== mail.message.flags) mailbox = withFlags(mailbox, mail.message.uid, flags);
    if (text !== null) untagged.push(`${mail.number} FETCH (${text})`);
  }
  return { store: withMailbox(asked, mailbox), untagged };
};

/** What a FETCH brings of one mail; the mark that it was seen is told too, RFC 9051 §6.4.5. */
const broughtOf = (
  { message }: Named,
  items: readonly string[],
  isReadOnly: boolean,
): Change | null => {
  const parts = items.map(item => fetched(item, message));
  const whole = parts.filter(part => part !== null);
  if (whole.length < parts.length) return null;
  const sees = !isReadOnly && whole.some(part => part.sees) && !hasFlag(message, '\\Seen');
  const flags = sees ? [...message.flags, '\\Seen'] : message.flags;
  const change = sees ? [`FLAGS (${flags.join(' ')})`] : [];
  return { flags, text: [...whole.map(({ text }) => text), ...change].join(' ') };
};

/** FETCH and UID FETCH, RFC 9051 §6.4.5. */
export const fetch =
  (byUid: boolean): Obeys =>
  asked => {
    const [set, ...rest] = asked.values;
    const wanted = itemsIn(rest);
    if (wanted === null) return refuse(asked, 'What shall be fetched?', 'BAD');
    const items = byUid ? ['UID', ...wanted.filter(item => item.toUpperCase() !== 'UID')] : wanted;
    const isReadOnly = asked.session.selected?.isReadOnly !== false;
    const brought = forEach(asked, named(asked, set, byUid), mail =>
      broughtOf(mail, items, isReadOnly),
    );
    if (brought === null) return refuse(asked, 'This server does not give that');
    return { ...answer(asked.session, 'Fetched'), ...brought };
  };

const CHANGES: Readonly<
  Record<string, (before: readonly string[], given: readonly string[]) => readonly string[]>
> = {
  '+': (before, given) => [...new Set([...before, ...given])],
  '-': (before, given) => before.filter(flag => !given.includes(flag)),
  '': (_before, given) => [...new Set(given)],
};

/** A mark of the system in its own spelling, RFC 9051 §2.3.2; '' for another. */
const spelled = (value: ImapValue): string => {
  const flag = String(value);
  return IMAP_FLAGS.split(' ').find(one => one.toLowerCase() === flag.toLowerCase()) ?? '';
};

/** STORE and UID STORE, RFC 9051 §6.4.6. */
export const storeFlags =
  (byUid: boolean): Obeys =>
  asked => {
    const [set, item = '', first = '', ...more] = asked.values;
    const [, sign, silent] = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(String(item)) ?? [];
    const change = sign === undefined ? undefined : CHANGES[sign];
    if (change === undefined) return refuse(asked, 'Which marks?', 'BAD');
    if (asked.session.selected?.isReadOnly !== false) return refuse(asked, NOT_CHANGED);
    const given = [first, ...more].flat().map(spelled);
    if (given.includes('')) return refuse(asked, 'There are no such marks');
    const stored = forEach(asked, named(asked, set, byUid), ({ message }) => {
      const flags = change(message.flags, given);
      const uidText = byUid ? `UID ${message.uid} ` : '';
      const text = silent === undefined ? `${uidText}FLAGS (${flags.join(' ')})` : null;
      return { flags, text };
    });
    return { ...answer(asked.session, 'Marked'), ...stored };
  };

const SEARCHES: Readonly<Record<string, (message: ImapMessage) => boolean>> = {
  ALL: () => true,
  SEEN: message => hasFlag(message, '\\Seen'),
  UNSEEN: message => !hasFlag(message, '\\Seen'),
  DELETED: message => hasFlag(message, '\\Deleted'),
  UNDELETED: message => !hasFlag(message, '\\Deleted'),
};

/** SEARCH and UID SEARCH, RFC 9051 §6.4.4, in the words of RFC 3501 §7.2.5: for mails with all of some marks. */
export const search =
  (byUid: boolean): Obeys =>
  asked => {
    const keys = asked.values.map(key => String(key).toUpperCase());
    if (!keys.every(key => Object.hasOwn(SEARCHES, key))) {
      return refuse(asked, 'This server does not search for that');
    }
    const found = named(asked, '1:*', byUid).filter(({ message }) =>
      keys.every(key => SEARCHES[key]?.(message)),
    );
    const numbers = found.map(({ message, number }) => ` ${byUid ? message.uid : number}`);
    return answer(asked.session, 'Searched', [`SEARCH${numbers.join('')}`]);
  };

const BY_UID: Readonly<Record<string, Obeys>> = {
  FETCH: fetch(true),
  STORE: storeFlags(true),
  SEARCH: search(true),
};

/** UID, RFC 9051 §6.4.9: the same commands, by lasting identifiers. */
export const uid: Obeys = asked => {
  const [command, ...values] = asked.values;
  const name = String(command).toUpperCase();
  const obeys = Object.hasOwn(BY_UID, name) ? BY_UID[name] : undefined;
  return obeys === undefined
    ? refuse(asked, 'This server does not do that')
    : obeys({ ...asked, values });
};
