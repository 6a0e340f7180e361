import { ownValue } from '../../base/own-value.ts';
import { NEXTS } from '../../network/played/lease-answer.ts';
import { optionNumber } from '../../network/programs/dhcp/message.ts';
import { DHCP_OPTION } from '../../protocols/dhcp-option-table.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';
import { inTurn, type Question } from '../question.ts';
import {
  addressNote,
  distinct,
  found,
  HOP_COUNTS,
  judgeSaying,
  numberIn,
  orNothing,
  shownBy,
} from './checks.ts';
import { heardFacts, messageIn, type ReadLease } from './join-sight.ts';
import type { FieldRule, Found, Move, NoveltyKey, Scene } from './move.ts';
import { readHere } from './places.ts';

type Rule = FieldRule<ReadLease>;

/** What a wrong reading shows, by the right one and the one given. */
const WRONG: Readonly<Record<string, Readonly<Record<string, FindingCode>>>> = {
  keep: { use: 'join/used-offer', 'start-anew': 'join/gave-up-offer' },
  use: { keep: 'join/kept-lease', 'start-anew': 'join/gave-up-lease' },
  'start-anew': { keep: 'join/kept-refused', use: 'join/used-refused' },
};

const NEXT_WORDS: Readonly<Record<string, string>> = {
  keep: 'keep it in mind: it is only an offer',
  use: 'use the address from now on',
  'start-anew': 'give up, and ask everybody anew',
};

const rightNext = ({ right: { values } }: Scene<ReadLease>): string =>
  String(values['lease.next'] ?? '');

/** Who has spoken. */
const lender = (scene: Scene<ReadLease>): string => `${scene.task.node}.application`;

const next: Rule = {
  path: 'lease.next',
  input: 'choice',
  action: 'deliver',
  check: (scene, given) => {
    const right = rightNext(scene) || 'keep';
    if (given === right) return null;
    return found(ownValue(WRONG[right], String(given)) ?? 'join/took-others', right);
  },
  decoys: () => NEXTS,
  show: shownBy(NEXT_WORDS),
};

const told = ({ right }: Scene<ReadLease>, path: string): number =>
  numberIn(right.values, path) ?? 0;

/** Addresses that stand in the message. */
const inMessage = (scene: Scene<ReadLease>): readonly number[] => {
  const message = messageIn(scene);
  const server = message && optionNumber(message, DHCP_OPTION.serverIdentifier);
  return [
    told(scene, 'lease.address'),
    told(scene, 'lease.router'),
    told(scene, 'lease.nameServer'),
    ...(server === undefined ? [] : [server]),
  ];
};

/** What the host takes over from the message; `wrong` is asked about any but what stands there. */
const takenOver = (
  path: string,
  wrong: (scene: Scene<ReadLease>, given: number) => FindingCode,
): Rule => ({
  path,
  input: 'ipv4',
  bits: 32,
  action: 'deliver',
  check: (scene, given) => {
    const right = told(scene, path);
    if (typeof given !== 'number' || given === right || rightNext(scene) !== 'use') return null;
    return found(wrong(scene, given), right, { speaker: lender(scene) });
  },
  decoys: scene => distinct([...inMessage(scene), 0, told(scene, path) + 1]),
  note: addressNote,
  show: orNothing,
});

const address = takenOver('lease.address', () => 'join/misread-address');

const router = takenOver('lease.router', (scene, given) =>
  given === told(scene, 'lease.nameServer') ? 'join/router-is-name-server' : 'join/misread-router',
);

const nameServer = takenOver('lease.nameServer', () => 'join/misread-names');

const wrongTime = (scene: Scene<ReadLease>, given: number): Found => {
  const right = told(scene, 'lease.renewSeconds');
  if (HOP_COUNTS.includes(given)) return found('join/time-is-hops', right);
  if (given > right) return found('join/renews-late', right);
  return found('join/renews-early', right, { remark: true });
};

const renewSeconds: Rule = {
  path: 'lease.renewSeconds',
  input: 'number',
  bits: 32,
  action: 'deliver',
  check: (scene, given) => {
    const right = told(scene, 'lease.renewSeconds');
    if (typeof given !== 'number' || given === right || rightNext(scene) !== 'use') return null;
    return { speaker: lender(scene), ...wrongTime(scene, given) };
  },
  decoys: scene => {
    const right = told(scene, 'lease.renewSeconds');
    return distinct([right * 2, 64, Math.floor((right * 7) / 4), 255, Math.floor(right / 2)]);
  },
};

const KINDS: Readonly<Record<string, KindId>> = {
  keep: 'join/offer',
  use: 'join/lease',
  'start-anew': 'join/refused',
};

const wordKind = (scene: Scene<ReadLease>): KindId => {
  const { action, values } = scene.right;
  if (action === 'drop') return values.reason === 'not-asked' ? 'join/unasked' : 'join/not-mine';
  return KINDS[rightNext(scene)] ?? 'join/offer';
};

const questionPut = (scene: Scene<ReadLease>): Question => {
  const word = { kind: wordKind(scene), focus: 'lease.next' };
  if (word.kind !== 'join/lease') return word;
  return inTurn(scene.world, scene.task, [
    word,
    { kind: 'join/router', focus: 'lease.router' },
    { kind: 'join/names', focus: 'lease.nameServer' },
    { kind: 'join/renew-time', focus: 'lease.renewSeconds' },
  ]);
};

const NEW: Readonly<Partial<Record<KindId, NoveltyKey>>> = {
  'join/refused': 'refusal',
  'join/unasked': 'second-server',
  'join/not-mine': 'other-id',
};

/** A DHCP client hears a server: is it for me, is it an offer, the lease or a refusal? RFC 2131 §4.4. */
export const readLease: Move<ReadLease> = {
  direction: 'up',
  protocol: 'dhcp',
  places: readHere,
  fields: [next, address, router, nameServer, renewSeconds],
  opens: ['lease.next'],
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'drop', choices: ['not-my-question', 'not-asked', 'malformed', 'nothing-to-do'] },
  ],
  focus: scene => questionPut(scene).focus,
  kindOf: scene => questionPut(scene).kind,
  judgeAction: (scene, decision) =>
    judgeSaying(
      scene,
      decision,
      {
        deliver:
          scene.right.values.reason === 'not-asked' ? 'join/took-unasked' : 'join/took-others',
        drop: 'join/dropped-mine',
      },
      'join/wrong-reason',
    ),
  facts: heardFacts,
  isNew: scene => NEW[wordKind(scene)] ?? null,
};
