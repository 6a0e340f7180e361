import { formatIp } from '../../base/ip.ts';
import {
  conversationAt,
  type GuardTask,
  type GuardType,
  guardReadingAt,
  limitsAt,
} from '../../network/guard/guarded.ts';
import {
  FAULTS,
  type FaultWord,
  type GuardReading,
  LENGTHS,
  type Spoken,
  VERDICTS,
} from '../../network/guard/reading.ts';
import { SMTP_STAGES, type SmtpStage, stageIn } from '../../network/programs/smtp-order.ts';
import type { SmtpSession } from '../../network/programs/smtp-session.ts';
import { dns } from '../../protocols/dns.ts';
import { scanMessage } from '../../protocols/http-scan.ts';
import type { FindingCode } from '../findings.ts';
import type { SituationOf } from './checks.ts';
import type { Found, Scene } from './move.ts';

export type Guarding = SituationOf<GuardType>;
export type GuardScene = Scene<Guarding>;

export const guardTask = ({ task, situation }: GuardScene): GuardTask => ({ ...task, situation });

/** What the documents make of the unit. */
export const readingIn = (scene: GuardScene): GuardReading =>
  guardReadingAt(scene.world, guardTask(scene));

/** The protocol that the daemon speaks. */
export const OWN_PROTOCOL: Readonly<Record<GuardType, Spoken>> = {
  'guard-request': 'http',
  'guard-command': 'smtp',
  'guard-query': 'dns',
};

const CONTENT_LENGTH = /^content-length$/i;

/** Where a finding points: to the length told by HTTP, if there is one. */
export const lengthShown = ({ task, situation }: GuardScene): Pick<Found, 'shows'> => {
  if (situation.type !== 'guard-request') return {};
  const { headers } = scanMessage(task.unit, 0, task.unit.length, 'request', {});
  const at = headers.findIndex(({ name }) => CONTENT_LENGTH.test(name));
  return at < 0 ? {} : { shows: `http.headers.${at}.value` };
};

/** Where the daemon of a mail server stands in its conversation. */
const stateOf = (session: SmtpSession): string => {
  const { length } = session.to;
  const words: Readonly<Record<SmtpStage, string>> = {
    silent: 'nobody has said hello yet',
    greeted: 'hello was said; no mail was begun',
    sender: 'a sender was named; no recipient yet',
    recipients: `a sender and ${length} recipient${length === 1 ? '' : 's'} were named`,
    content: 'the mail itself is being read',
  };
  return words[stageIn(session)];
};

/** How far the dialogue of a mail server has come, as a number. */
const stageOf = (session: SmtpSession): number => SMTP_STAGES.indexOf(stageIn(session));

const typeAsked = ({ task }: GuardScene): number => {
  const decoded = dns.decode(task.unit);
  return decoded.ok ? (decoded.value.header.questions[0]?.type ?? 0) : 0;
};

/** A number for the sort of input, so that not all of it is asked the same; what was drawn by lot does not change it. */
export const sortOf = (scene: GuardScene): number => {
  const { fault, length, verdict } = readingIn(scene);
  const { type } = scene.situation;
  const isMail = type === 'guard-command';
  const stage = isMail ? stageOf(conversationAt(scene.world, guardTask(scene))) : 0;
  const about = type === 'guard-query' && fault === 'none' ? typeAsked(scene) : 0;
  const sort = FAULTS.indexOf(fault) + LENGTHS.indexOf(length) + 2 * VERDICTS.indexOf(verdict);
  return sort + stage + about;
};

/** Plain facts for the words on the bench: its own room, who speaks, where the conversation stands. */
export const guardFacts = (scene: GuardScene): Record<string, string> => {
  const { situation, task, node } = scene;
  const { bufferBytes, lineBytes } = limitsAt(scene.world, guardTask(scene));
  const socket = node.sockets.find(({ id }) => id === situation.socket);
  const peer = situation.peer?.address ?? socket?.remote?.address;
  const isMail = situation.type === 'guard-command';
  return {
    program: situation.program,
    port: String(situation.port ?? socket?.local.port ?? ''),
    from: peer === undefined ? '' : formatIp(peer),
    came: String(task.unit.length),
    boxes: String(bufferBytes),
    lineBoxes: String(lineBytes),
    ...(isMail ? { state: stateOf(conversationAt(scene.world, guardTask(scene))) } : {}),
  };
};

/** The section that decides about a fault, where it is not the code's own. */
const DECIDES: Readonly<Partial<Record<FaultWord, string>>> = {
  'line-too-long': 'RFC 9112 §3',
  'fields-too-large': 'RFC 6585 §5',
  'body-too-large': 'RFC 9110 §15.5.14',
  'length-twice': 'RFC 9112 §6.3',
  'length-no-number': 'RFC 9112 §6.3',
  'length-and-coding': 'RFC 9112 §6.3',
  'coding-unknown': 'RFC 9112 §6.1',
  'host-missing': 'RFC 9112 §3.2',
  'host-twice': 'RFC 9112 §3.2',
  'space-before-colon': 'RFC 9112 §5.1',
  'field-name': 'RFC 9112 §5',
  'control-character': 'RFC 9110 §5.5',
  'folded-line': 'RFC 9112 §5.2',
  'start-line': 'RFC 9112 §3',
  'method-unknown': 'RFC 9110 §9.1',
  'version-unknown': 'RFC 9110 §15.6.6',
  'bare-line-feed': 'RFC 9112 §2.2',
  'command-unknown': 'RFC 5321 §4.2.4',
  argument: 'RFC 5321 §4.1.2',
  'out-of-order': 'RFC 5321 §4.1.4',
  'label-too-long': 'RFC 1035 §2.3.4',
  'name-too-long': 'RFC 1035 §2.3.4',
  'pointer-loop': 'RFC 1035 §4.1.4',
  'pointer-outside': 'RFC 1035 §4.1.4',
  'count-too-high': 'RFC 1035 §4.1.1',
  'runs-over-end': 'RFC 1035 §3.1',
  'question-count': 'RFC 9619',
  'operation-unknown': 'RFC 1035 §4.1.1',
  'is-response': 'RFC 1035 §4.1.1',
  'too-short': 'RFC 1035 §4.1.1',
};

const MAIL_DECIDES: Readonly<Partial<Record<FaultWord, string>>> = {
  'line-too-long': 'RFC 5321 §4.5.3.1.4',
  'bare-line-feed': 'RFC 5321 §2.3.8',
};

const OTHER_PROTOCOL: Readonly<Record<GuardType, string>> = {
  'guard-request': 'RFC 9112 §3',
  'guard-command': 'RFC 5321 §4.2.4',
  'guard-query': 'RFC 1035 §4.1.1',
};

const USUAL: Readonly<Record<GuardType, string>> = {
  'guard-request': 'RFC 9112 §2.2',
  'guard-command': 'RFC 5321 §4.1.1',
  'guard-query': 'RFC 1035 §4.1',
};

/** The section that decides about the unit of a scene. */
export const sectionFor = (scene: GuardScene): string => {
  const { type } = scene.situation;
  const { fault } = readingIn(scene);
  if (fault === 'other-protocol') return OTHER_PROTOCOL[type];
  const own = type === 'guard-command' ? MAIL_DECIDES[fault] : undefined;
  return own ?? DECIDES[fault] ?? USUAL[type];
};

/** What taking a unit with a fault shows. */
export const TOOK: Readonly<Partial<Record<FaultWord, FindingCode>>> = {
  'other-protocol': 'guard/took-other-protocol',
  'line-too-long': 'guard/took-too-long',
  'fields-too-large': 'guard/took-too-long',
  'body-too-large': 'guard/length-believed',
  'length-twice': 'guard/length-believed',
  'length-no-number': 'guard/length-believed',
  'count-too-high': 'guard/length-believed',
  'runs-over-end': 'guard/length-believed',
  'out-of-order': 'guard/took-out-of-order',
  'label-too-long': 'guard/took-long-name',
  'name-too-long': 'guard/took-long-name',
  'pointer-loop': 'guard/took-loop',
  'pointer-outside': 'guard/took-loop',
  'is-response': 'guard/took-response',
};
