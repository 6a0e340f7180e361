import { ownValue } from '../../base/own-value.ts';
import { type ImapValue, imapValues } from '../../protocols/imap-arguments.ts';
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
import { hasFlag } from './imap-mailbox.ts';
import { fetch, search, storeFlags, uid } from './imap-messages.ts';

/** What the server can do, RFC 9051 §7.2.2; LITERAL+: RFC 7888, UNSELECT: RFC 3691. */
export const CAPABILITIES = 'CAPABILITY IMAP4rev1 LITERAL+ UNSELECT';
const login: Obeys = asked => {
  const [user, password] = asked.values;
  const { passwords, session } = asked;
  const isKnown = typeof user === 'string' && Object.hasOwn(passwords, user);
  if (!isKnown || passwords[user] !== password) {
    return refuse(asked, '[AUTHENTICATIONFAILED] Name or password is wrong');
  }
  return answer({ ...session, user }, 'Logged in');
};

const isInbox = ([name]: readonly ImapValue[]): boolean =>
  typeof name === 'string' && name.toUpperCase() === 'INBOX';

const UNKNOWN_MAILBOX = '[NONEXISTENT] There is INBOX only';

const opens =
  (isReadOnly: boolean): Obeys =>
  asked => {
    const { session, values } = asked;
    // A SELECT that fails closes what was open, RFC 9051 §6.3.2.
    if (!isInbox(values)) {
      return refuse({ ...asked, session: { ...session, selected: null } }, UNKNOWN_MAILBOX);
    }
    const { messages, nextUid } = mailboxIn(asked);
    const uids = messages.map(({ uid }) => uid);
    const unseen = messages.findIndex(message => !hasFlag(message, '\\Seen'));
    return answer(
      { ...session, selected: { isReadOnly, uids } },
      isReadOnly ? '[READ-ONLY] Opened to read' : '[READ-WRITE] Opened',
      [
        `FLAGS (${IMAP_FLAGS})`,
        `${messages.length} EXISTS`,
        '0 RECENT',
        ...(unseen === -1 ? [] : [`OK [UNSEEN ${unseen + 1}] The first that was not read`]),
        `OK [PERMANENTFLAGS (${isReadOnly ? '' : IMAP_FLAGS})] These stay`,
        `OK [UIDNEXT ${nextUid}] The next identifier`,
        'OK [UIDVALIDITY 1] Identifiers are valid',
      ],
    );
  };

const list: Obeys = ({ session, values }) => {
  const [, pattern] = values;
  const isAsked = typeof pattern === 'string' && /^(?:.*[*%]|INBOX)$/i.test(pattern);
  const lines = pattern === '' ? ['LIST (\\Noselect) "/" ""'] : ['LIST () "/" INBOX'];
  return answer(session, 'Listed', isAsked || pattern === '' ? lines : []);
};

const status: Obeys = asked => {
  const [, items] = asked.values;
  if (!isInbox(asked.values)) return refuse(asked, UNKNOWN_MAILBOX);
  const { messages, nextUid } = mailboxIn(asked);
  const counts: Readonly<Record<string, number>> = {
    MESSAGES: messages.length,
    RECENT: 0,
    UIDNEXT: nextUid,
    UIDVALIDITY: 1,
    UNSEEN: messages.filter(message => !hasFlag(message, '\\Seen')).length,
  };
  const names = typeof items === 'object' ? items.map(one => String(one).toUpperCase()) : [];
  if (names.length === 0 || !names.every(name => Object.hasOwn(counts, name))) {
    return refuse(asked, 'Such counts are not kept', 'BAD');
  }
  const told = names.map(name => `${name} ${counts[name] ?? 0}`).join(' ');
  return answer(asked.session, 'Counted', [`STATUS INBOX (${told})`]);
};

/** What has changed since this client was told: mails that have gone, the last first, and how many there are. */
const news = (asked: ImapAsked, text: string): ImapAnswer => {
  const { session } = asked;
  const { selected } = session;
  if (selected === null) return answer(session, text);
  const uids = mailboxIn(asked).messages.map(({ uid }) => uid);
  const gone = selected.uids.flatMap((uid, index) => (uids.includes(uid) ? [] : [index + 1]));
  const grown = uids.length > selected.uids.length - gone.length ? [`${uids.length} EXISTS`] : [];
  return answer({ ...session, selected: { ...selected, uids } }, text, [
    ...gone.reverse().map(number => `${number} EXPUNGE`),
    ...grown,
  ]);
};

const expunge: Obeys = asked => {
  if (asked.session.selected?.isReadOnly === true) return refuse(asked, NOT_CHANGED);
  const mailbox = mailboxIn(asked);
  const messages = mailbox.messages.filter(message => !hasFlag(message, '\\Deleted'));
  const store = withMailbox(asked, { ...mailbox, messages });
  return { ...news({ ...asked, store }, 'Removed'), store };
};

/** Closes the mailbox; what was marked as deleted goes without a word, RFC 9051 §6.4.1. */
const close: Obeys = asked => {
  const { store } = expunge(asked);
  const session = { ...asked.session, selected: null };
  return { ...answer(session, 'Closed'), ...(store === undefined ? {} : { store }) };
};

type State = 'any' | 'new' | 'logged in' | 'selected';

/** In which state each command may be given, RFC 9051 §6, and what it does. */
const COMMANDS: Readonly<Record<string, readonly [State, Obeys]>> = {
  capability: ['any', ({ session }) => answer(session, 'Told', [CAPABILITIES])],
  noop: ['any', asked => news(asked, 'Nothing done')],
  logout: [
    'any',
    ({ session }) => ({ ...answer(session, 'Logged out', ['BYE See you']), isOver: true }),
  ],
  login: ['new', login],
  select: ['logged in', opens(false)],
  examine: ['logged in', opens(true)],
  list: ['logged in', list],
  status: ['logged in', status],
  check: ['selected', asked => news(asked, 'Checked')],
  close: ['selected', close],
  unselect: ['selected', ({ session }) => answer({ ...session, selected: null }, 'Closed')],
  expunge: ['selected', expunge],
  fetch: ['selected', fetch(false)],
  store: ['selected', storeFlags(false)],
  search: ['selected', search(false)],
  uid: ['selected', uid],
};

const isIn = (state: State, { session }: ImapAsked): boolean => {
  switch (state) {
    case 'any':
      return true;
    case 'new':
      return session.user === null;
    case 'logged in':
      return session.user !== null;
    case 'selected':
      return session.selected !== null;
  }
};

/** Obeys a command whose form was right; `command` in lower case, its arguments as they came. */
export const obeyImap = (
  asked: Omit<ImapAsked, 'values'>,
  command: string,
  characters: string,
): ImapAnswer => {
  const values = imapValues(characters) ?? [];
  const known = ownValue(COMMANDS, command);
  if (known === undefined) return refuse({ ...asked, values }, 'This server does not do that');
  const [state, obeys] = known;
  if (!isIn(state, { ...asked, values })) return refuse({ ...asked, values }, 'Not now', 'BAD');
  return obeys({ ...asked, values });
};
