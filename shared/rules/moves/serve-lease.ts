import { ownValue } from '../../base/own-value.ts';
import { LEASE_REPLIES } from '../../network/programs/dhcp/reply-values.ts';
import type { Decision } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';
import { inTurn, type Question } from '../question.ts';
import { found, judgeSaying, shownBy } from './checks.ts';
import { replyIn } from './lease-field.ts';
import { askedFacts, askedIn, askerOf, type ServeLease } from './lease-sight.ts';
import { leaseSeconds, nameServer, router, subnetMask, yourAddress } from './lease-terms.ts';
import { answerTo, domainName, serverIdentifier, transactionId } from './lease-way.ts';
import type { FieldRule, Found, Move, NoveltyKey, Scene } from './move.ts';

type Codes = Readonly<Record<string, FindingCode>>;

/** What a wrong answer shows, by what is right: a word, or the reason for silence. */
const WRONG: Readonly<Record<string, Codes>> = {
  offer: { acknowledge: 'lease/ack-unasked', refuse: 'lease/refused-discover' },
  acknowledge: { offer: 'lease/offered-again', refuse: 'lease/refused-own' },
  refuse: { offer: 'lease/offered-again', acknowledge: 'lease/granted-others' },
  'no-address-left': {
    offer: 'lease/offered-in-use',
    acknowledge: 'lease/ack-unasked',
    refuse: 'lease/refused-discover',
  },
  'other-server': {
    offer: 'lease/answered-for-other',
    acknowledge: 'lease/answered-for-other',
    refuse: 'lease/answered-for-other',
  },
  'address-taken': {
    offer: 'lease/answered-decline',
    acknowledge: 'lease/answered-decline',
    refuse: 'lease/answered-decline',
  },
  'not-my-client': {
    offer: 'lease/answered-unknown',
    acknowledge: 'lease/answered-unknown',
    refuse: 'lease/answered-unknown',
  },
};

/** What is right, in one word: an answer, or the reason for silence. */
const rightWord = ({ right: { action, values } }: Scene<ServeLease>): string =>
  String(action === 'send' ? values['lease.reply'] : values.reason);

const wrongReply = (scene: Scene<ServeLease>, given: unknown): FindingCode =>
  ownValue(WRONG[rightWord(scene)], String(given)) ?? 'lease/answered-return';

const REPLY_WORDS: Readonly<Record<string, string>> = {
  offer: 'an offer (DHCPOFFER)',
  acknowledge: 'the lease (DHCPACK)',
  refuse: 'a refusal (DHCPNAK)',
};

const reply: FieldRule<ServeLease> = {
  path: 'lease.reply',
  input: 'choice',
  check: (scene, given) => {
    const right = replyIn(scene);
    return given === right
      ? null
      : found(wrongReply(scene, given), right, { speaker: askerOf(scene) });
  },
  decoys: () => LEASE_REPLIES,
  show: shownBy(REPLY_WORDS),
};

const isRenewal = (scene: Scene<ServeLease>): boolean =>
  (askedIn(scene)?.message.header.clientAddress ?? 0) !== 0;

const SILENT: Readonly<Record<string, KindId>> = {
  'no-address-left': 'lease/pool-full',
  'other-server': 'lease/other-server',
  'given-back': 'lease/returned',
  'address-taken': 'lease/declined',
};

const wordKind = (scene: Scene<ServeLease>): KindId => {
  const word = rightWord(scene);
  if (word === 'offer') return 'lease/offer';
  if (word === 'acknowledge') return isRenewal(scene) ? 'lease/renewed' : 'lease/acknowledge';
  if (word === 'refuse') return 'lease/refuse';
  return SILENT[word] ?? 'lease/unknown';
};

const WAY: Question = { kind: 'lease/way', focus: 'answerTo' };

/** What may be asked besides, by the sort of message. */
const FURTHER: Readonly<Partial<Record<KindId, readonly Question[]>>> = {
  'lease/offer': [
    { kind: 'lease/address', focus: 'dhcp.yourAddress' },
    { kind: 'lease/mask', focus: 'dhcp.subnetMask' },
    WAY,
  ],
  'lease/acknowledge': [
    // What stands in the ACK is what the client uses.
    { kind: 'lease/router', focus: 'dhcp.router' },
    { kind: 'lease/names', focus: 'dhcp.nameServer' },
    { kind: 'lease/duration', focus: 'dhcp.leaseSeconds' },
  ],
  'lease/renewed': [{ kind: 'lease/duration', focus: 'dhcp.leaseSeconds' }, WAY],
};

const questionPut = (scene: Scene<ServeLease>): Question => {
  const kind = wordKind(scene);
  return inTurn(scene.world, scene.task, [
    { kind, focus: 'lease.reply' },
    ...(FURTHER[kind] ?? []),
  ]);
};

/** What it shows if something is not noted that had to be. */
const FORGOTTEN: Codes = {
  'given-back': 'lease/forgot-return',
  'address-taken': 'lease/forgot-decline',
};

const judgeAnswer = (scene: Scene<ServeLease>, decision: Decision): Found | null => {
  const wrong = judgeSaying(
    scene,
    decision,
    { send: wrongReply(scene, decision.values['lease.reply'] ?? 'offer'), drop: 'lease/silent' },
    FORGOTTEN[rightWord(scene)] ?? 'lease/wrong-reason',
  );
  return wrong === null ? null : { speaker: askerOf(scene), ...wrong };
};

const NEW: Readonly<Partial<Record<KindId, NoveltyKey>>> = {
  'lease/pool-full': 'pool-full',
  'lease/other-server': 'second-server',
  'lease/refuse': 'refusal',
  'lease/declined': 'address-taken',
};

/** A DHCP server hears a client: offer, grant, refuse, note, or say nothing, RFC 2131 §4.3. */
export const serveLease: Move<ServeLease> = {
  direction: 'down',
  protocol: 'dhcp',
  fields: [
    reply,
    yourAddress,
    subnetMask,
    router,
    nameServer,
    leaseSeconds,
    domainName,
    serverIdentifier,
    transactionId,
    answerTo,
  ],
  opens: ['lease.reply', 'dhcp.yourAddress', 'dhcp.router', 'dhcp.transactionId', 'answerTo'],
  offers: [
    { action: 'send', choices: [] },
    {
      action: 'drop',
      choices: [
        'no-address-left',
        'other-server',
        'not-my-client',
        'given-back',
        'address-taken',
        'malformed',
        'nothing-to-do',
      ],
    },
  ],
  focus: scene => questionPut(scene).focus,
  kindOf: scene => questionPut(scene).kind,
  judgeAction: judgeAnswer,
  facts: scene => ({ program: scene.situation.program, ...askedFacts(scene) }),
  isNew: scene => NEW[wordKind(scene)] ?? null,
};
