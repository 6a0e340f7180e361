/** How far a conversation with a mail server has come, RFC 5321 §4.1.4: each step needs the one before. */
export const SMTP_STAGES = ['silent', 'greeted', 'sender', 'recipients', 'content'] as const;
export type SmtpStage = (typeof SMTP_STAGES)[number];

/** What a conversation has to tell of how far it has come. */
interface Standing {
  readonly helo: string;
  readonly from: string | null;
  readonly to: readonly string[];
  readonly lines: readonly string[] | null;
}

/** The stage that has been reached, RFC 5321 §4.1.4. */
export const stageIn = ({ helo, from, to, lines }: Standing): SmtpStage => {
  if (lines !== null) return 'content';
  if (helo === '') return 'silent';
  if (from === null) return 'greeted';
  return to.length === 0 ? 'sender' : 'recipients';
};

/** The stages in which a command may come, from the first to the last; all others may come at any time. */
const MAY_COME: Readonly<Record<string, readonly [SmtpStage, SmtpStage]>> = {
  mail: ['greeted', 'greeted'],
  rcpt: ['sender', 'recipients'],
  data: ['recipients', 'recipients'],
};

/** Whether the command of that form may come now, RFC 5321 §4.1.4. */
export const orderOf = (form: string, session: Standing): 'now' | 'too-early' | 'too-late' => {
  const [first, last] = MAY_COME[form] ?? [];
  if (first === undefined || last === undefined) return 'now';
  const at = SMTP_STAGES.indexOf(stageIn(session));
  if (at < SMTP_STAGES.indexOf(first)) return 'too-early';
  return at > SMTP_STAGES.indexOf(last) ? 'too-late' : 'now';
};
