import type { Result } from '../../base/result.ts';
import type { Issue } from '../../protocols/issue.ts';
import type { DecodedLine } from '../../protocols/line-codec.ts';
import { addressIn, domainOf, hopsOf, type Mail } from './mail.ts';
import type { Peer } from './program.ts';
import { orderOf, type SmtpStage, stageIn } from './smtp-order.ts';

/** What an SMTP server must know. */
export interface SmtpServerSpec {
  readonly hostName: string;
  readonly port: number;
  /** Mailboxes of its own: whole addresses in lower case. */
  readonly mailboxes: readonly string[];
  /** Whether it passes on mail for other domains. */
  readonly relays: boolean;
  /** Whether it says that it could go on encrypted, RFC 3207; the program then needs TLS around it. */
  readonly offersTls: boolean;
  readonly maximumMailBytes: number;
}

/** One conversation with a client, RFC 5321 §3. */
export interface SmtpSession {
  readonly peer: Peer;
  /** How the client has named itself; '' before it has. */
  readonly helo: string;
  /** RFC 3848. */
  readonly protocol: 'SMTP' | 'ESMTP' | 'ESMTPS';
  readonly isSecure: boolean;
  /** The sender of the mail that was begun; null without one. */
  readonly from: string | null;
  readonly to: readonly string[];
  /** The lines of the mail that is being read; null outside DATA. */
  readonly lines: readonly string[] | null;
  readonly sizeBytes: number;
  /** A line of the mail was too long, or had a line feed of its own: the mail is refused at its end. */
  readonly isSpoiled: boolean;
}

/** What the server does on a line: replies, and perhaps has a mail in hand or ends. */
export interface SmtpAnswer {
  readonly session: SmtpSession;
  readonly code: number;
  /** A line of the reply an entry; none while a mail is read. */
  readonly replies: readonly string[];
  readonly mail?: Mail;
  readonly isOver?: true;
  /** Behind the reply all is encrypted. */
  readonly secures?: true;
}

const MAXIMUM_RECIPIENTS = 100;
const MAXIMUM_HOPS = 100;

/** A conversation at its start. */
export const newSession = (peer: Peer): SmtpSession => ({
  peer,
  helo: '',
  protocol: 'SMTP',
  isSecure: false,
  from: null,
  to: [],
  lines: null,
  sizeBytes: 0,
  isSpoiled: false,
});

const cleared = (session: SmtpSession): SmtpSession => ({
  ...session,
  from: null,
  to: [],
  lines: null,
  sizeBytes: 0,
  isSpoiled: false,
});

const reply = (session: SmtpSession, code: number, ...replies: readonly string[]): SmtpAnswer => ({
  session,
  code,
  replies,
});

type Command = (spec: SmtpServerSpec, session: SmtpSession, line: DecodedLine) => SmtpAnswer;

const hello: Command = (spec, session, { form, texts }) => {
  const isExtended = form === 'ehlo';
  const greeted: SmtpSession = {
    ...cleared(session),
    helo: texts.domain ?? '',
    protocol: isExtended ? (session.isSecure ? 'ESMTPS' : 'ESMTP') : 'SMTP',
  };
  if (!isExtended) return reply(greeted, 250, spec.hostName);
  const tls = spec.offersTls && !session.isSecure ? ['STARTTLS'] : [];
  const extensions = [`SIZE ${spec.maximumMailBytes}`, '8BITMIME', ...tls, 'HELP'];
  return reply(greeted, 250, `${spec.hostName} greets ${greeted.helo}`, ...extensions);
};

const sizeIn = (parameters: string): number =>
  Number(/(?:^| )SIZE=([0-9]{1,15})(?: |$)/i.exec(parameters)?.[1] ?? 0);

const knowsParameters = (parameters: string, known: RegExp): boolean =>
  parameters
    .split(' ')
    .filter(word => word !== '')
    .every(word => known.test(word));

const mail: Command = (spec, session, { texts }) => {
  const { path = '', parameters = '' } = texts;
  if (!knowsParameters(parameters, /^(?:SIZE=\d+|BODY=(?:7BIT|8BITMIME))$/i)) {
    return reply(session, 555, 'That parameter is not known here');
  }
  if (sizeIn(parameters) > spec.maximumMailBytes) {
    return reply(session, 552, 'The mail is larger than this server takes');
  }
  return reply({ ...session, from: addressIn(path) }, 250, 'OK');
};

/** Why the server does not take mail for this address, or null. */
const refusal = (spec: SmtpServerSpec, address: string): readonly [number, string] | null => {
  const isPostmaster = address.toLowerCase() === 'postmaster';
  const whole = isPostmaster ? `postmaster@${spec.hostName}` : address.toLowerCase();
  if (isPostmaster || spec.mailboxes.includes(whole)) return null;
  if (spec.mailboxes.some(own => domainOf(own) === domainOf(whole))) {
    return [550, 'No such mailbox here'];
  }
  return spec.relays ? null : [550, 'This server does not pass on mail for that domain'];
};

const recipient: Command = (spec, session, { texts }) => {
  const { path = '', parameters = '' } = texts;
  if (parameters !== '') return reply(session, 555, 'That parameter is not known here');
  if (session.to.length >= MAXIMUM_RECIPIENTS) return reply(session, 452, 'Too many recipients');
  const address = addressIn(path);
  const refused = refusal(spec, address);
  if (refused !== null) return reply(session, ...refused);
  return reply({ ...session, to: [...session.to, address] }, 250, 'OK');
};

const data: Command = (_spec, session) =>
  reply({ ...session, lines: [] }, 354, 'Go on; end with a dot alone on a line');

/** A line of the mail counts until it is too large; then only its size goes on. */
const content = (spec: SmtpServerSpec, session: SmtpSession, line: string): SmtpAnswer => {
  const sizeBytes = session.sizeBytes + line.length + 2;
  const kept = sizeBytes <= spec.maximumMailBytes ? [...(session.lines ?? []), line] : [];
  return { session: { ...session, sizeBytes, lines: kept }, code: 0, replies: [] };
};

const endOfData: Command = (spec, session) => {
  const { from, to, lines, sizeBytes } = session;
  const next = cleared(session);
  if (sizeBytes > spec.maximumMailBytes) return reply(next, 552, 'The mail is too large');
  if (session.isSpoiled) return reply(next, 554, 'A line of the mail is not right');
  if (from === null || lines === null) return reply(next, 503, 'No mail was begun');
  if (hopsOf(lines) >= MAXIMUM_HOPS) return reply(next, 554, 'The mail goes round in circles');
  return { ...reply(next, 250, 'OK'), mail: { from, to, lines } };
};

/** All that the client has said is forgotten when TLS begins, RFC 3207 §4.2. */
const startTls: Command = (spec, session) => {
  if (!spec.offersTls) return reply(session, 502, 'Not offered here');
  if (session.isSecure) return reply(session, 503, 'All is encrypted already');
  const fresh = { ...newSession(session.peer), isSecure: true };
  return { ...reply(fresh, 220, 'Go on with TLS'), secures: true };
};

/** What the server does on each command, RFC 5321 §4.1.1. */
const COMMANDS: Readonly<Record<string, Command>> = {
  ehlo: hello,
  helo: hello,
  mail,
  rcpt: recipient,
  data,
  endOfData,
  content: (spec, session, { texts }) => content(spec, session, texts.text ?? ''),
  rset: (_spec, session) => reply(cleared(session), 250, 'OK'),
  noop: (_spec, session) => reply(session, 250, 'OK'),
  help: (_spec, session) => reply(session, 214, 'See RFC 5321'),
  vrfy: (_spec, session) => reply(session, 252, 'Try to send a mail'),
  expn: (_spec, session) => reply(session, 502, 'Lists are not shown here'),
  starttls: startTls,
  quit: (spec, session) => ({
    ...reply(session, 221, `${spec.hostName} says goodbye`),
    isOver: true,
  }),
};

/** What has to come before anything that needs more. */
const COMES_FIRST: Readonly<Record<SmtpStage, string>> = {
  silent: 'Say EHLO first',
  greeted: 'Name the sender first',
  sender: 'Name a recipient first',
  recipients: 'Send the mail first',
  content: 'End the mail first',
};

const errorReply = (session: SmtpSession, { code }: Issue): SmtpAnswer => {
  if (session.lines !== null) {
    return { session: { ...session, isSpoiled: true }, code: 0, replies: [] };
  }
  if (code === 'text/line-too-long') return reply(session, 500, 'The line is too long');
  if (code === 'text/unknown-command') return reply(session, 500, 'No such command');
  return reply(session, 501, 'The arguments are not right');
};

/** Answers one line of a client, RFC 5321 §4.3.2: 500 for a word that is no command, 501 for wrong arguments, 503 for
 *  a command out of its order. */
export const answerLine = (
  spec: SmtpServerSpec,
  session: SmtpSession,
  line: Result<DecodedLine, Issue>,
): SmtpAnswer => {
  if (!line.ok) return errorReply(session, line.error);
  const { form } = line.value;
  const order = orderOf(form, session);
  if (order === 'too-late') return reply(session, 503, 'A mail was begun already');
  if (order === 'too-early') return reply(session, 503, COMES_FIRST[stageIn(session)]);
  const command = COMMANDS[form];
  return command === undefined
    ? reply(session, 502, 'Not known here')
    : command(spec, session, line.value);
};
