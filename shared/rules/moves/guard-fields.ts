import { ownValue } from '../../base/own-value.ts';
import { limitsAt } from '../../network/guard/guarded.ts';
import { LENGTHS, ORDERS, SPOKEN } from '../../network/guard/reading.ts';
import type { Value } from '../../network/task.ts';
import { scanMessage } from '../../protocols/http-scan.ts';
import type { FindingCode } from '../findings.ts';
import { distinct, found, shownBy } from './checks.ts';
import { borderPlace, firstBytes, lengthPlace, type Place, wholeUnit } from './guard-place.ts';
import {
  type Guarding,
  type GuardScene,
  guardTask,
  lengthShown,
  OWN_PROTOCOL,
  readingIn,
} from './guard-sight.ts';
import type { FieldRule, Found } from './move.ts';

type Rule = FieldRule<Guarding>;

/** Something to tell of the unit, whether it is taken or refused; `place` shows what is right. */
export const told = (
  path: string,
  check: (scene: GuardScene, given: Value) => Found | null,
  decoys: (scene: GuardScene) => readonly Value[],
  words: Readonly<Record<string, string>>,
  place: (scene: GuardScene) => Place,
): Rule => ({
  path,
  input: 'choice',
  action: 'deliver',
  alsoFor: 'answer',
  tells: true,
  check: (scene, given) => {
    const wrong = check(scene, given);
    return wrong === null ? null : { bits: place(scene), ...wrong };
  },
  decoys,
  show: shownBy(words),
});

const SPOKEN_WORDS: Readonly<Record<string, string>> = {
  http: 'HTTP',
  smtp: 'SMTP',
  dns: 'DNS',
  tls: 'TLS',
  ssh: 'SSH',
  unknown: 'none that I know',
};

/** A protocol that cannot be told from a unit may well be the daemon's own. */
const isOwnGuess = (scene: GuardScene, given: Value): boolean => {
  const { spoken, fault } = readingIn(scene);
  const own = OWN_PROTOCOL[scene.situation.type];
  return spoken === 'unknown' && fault !== 'other-protocol' && given === own;
};

/** The protocol that it is, whatever port it came to. */
export const spoken: Rule = told(
  'spoken',
  (scene, given) => {
    const right = readingIn(scene).spoken;
    if (given === right || isOwnGuess(scene, given)) return null;
    const isPort = given === OWN_PROTOCOL[scene.situation.type];
    return found(isPort ? 'guard/port-names-protocol' : 'guard/protocol-other', right);
  },
  scene => distinct([OWN_PROTOCOL[scene.situation.type], ...SPOKEN]),
  SPOKEN_WORDS,
  firstBytes,
);

const LENGTH_WORDS: Readonly<Record<string, string>> = {
  'none-told': 'it tells none',
  agrees: 'it agrees with what came',
  'more-came': 'more came than it tells',
  'less-came': 'less came than it tells',
  'no-room': 'it is more than there are boxes',
  unclear: 'it cannot be told: it contradicts itself or is no number',
};

/** Where the length is not the point, having told none and being right are the same. */
const isAsGood = (scene: GuardScene, given: Value): boolean => {
  const { length } = readingIn(scene);
  const quiet = ['none-told', 'agrees'];
  return (
    scene.situation.type === 'guard-query' &&
    quiet.includes(length) &&
    quiet.includes(String(given))
  );
};

/** Whether the length that it tells goes with what came. */
export const toldLength: Rule = told(
  'toldLength',
  (scene, given) => {
    const right = readingIn(scene).length;
    if (given === right || isAsGood(scene, given)) return null;
    const isBelieved = given === 'agrees' && right !== 'none-told';
    return found(isBelieved ? 'guard/length-trusted' : 'guard/length-misread', right, {
      rfc: scene.situation.type === 'guard-query' ? 'RFC 1035 §4.1.1' : 'RFC 9112 §6.3',
      ...lengthShown(scene),
    });
  },
  () => distinct(['agrees', ...LENGTHS]),
  LENGTH_WORDS,
  lengthPlace,
);

const ORDER_WORDS: Readonly<Record<string, string>> = {
  now: 'may come now',
  'too-early': 'comes too early',
  'too-late': 'comes too late',
};

/** Whether a command may come in this state. */
export const order: Rule = told(
  'order',
  (scene, given) => {
    const right = readingIn(scene).order;
    return given === right ? null : found('guard/order-misread', right);
  },
  () => ORDERS,
  ORDER_WORDS,
  firstBytes,
);

const SUM_WORDS: Readonly<Record<string, string>> = {
  undamaged: 'these are the bytes that were sent',
  harmless: 'what they say is harmless',
  'known-sender': 'they come from a known sender',
  'well-formed': 'they keep the rules of the protocol',
};

const WRONG_SUM: Readonly<Record<string, FindingCode>> = {
  harmless: 'guard/sum-is-harmless',
  'known-sender': 'guard/sum-proves-sender',
};

/** What a right checksum says of input. */
export const sum: Rule = told(
  'sum',
  (_scene, given) =>
    given === 'undamaged'
      ? null
      : found(ownValue(WRONG_SUM, String(given)) ?? 'guard/sum-other', 'undamaged'),
  () => ['harmless', 'known-sender', 'well-formed', 'undamaged'],
  SUM_WORDS,
  wholeUnit,
);

/** Whole lines may be taken as many as are there: each is looked at in its turn. */
const endsLine = ({ task, situation }: GuardScene, given: number): boolean =>
  situation.type === 'guard-command' &&
  task.unit[given - 1] === 0x0a &&
  task.unit[given - 2] === 0x0d;

const wrongCount = (scene: GuardScene, given: number): Found => {
  const { verdict, unitBytes, length } = readingIn(scene);
  const told = { bits: lengthPlace(scene), ...lengthShown(scene) };
  const came = String(scene.task.unit.length);
  if (given > scene.task.unit.length) {
    return found('guard/length-believed', unitBytes, { ...told, facts: { came } });
  }
  if (verdict === 'wait') return found('guard/took-part', 0, told);
  const border = { bits: borderPlace(scene, given) };
  if (given < unitBytes) return found('guard/read-short', unitBytes, border);
  const code = length === 'more-came' ? 'guard/length-overrun' : 'guard/read-into-next';
  const facts = { came, more: String(given - unitBytes) };
  return found(code, unitBytes, { ...border, facts });
};

const headBytes = ({ task, situation }: GuardScene): number =>
  situation.type === 'guard-request'
    ? scanMessage(task.unit, 0, task.unit.length, 'request', {}).bodyStart
    : task.unit.length - 2;

/** How many bytes of the buffer are the first unit; none while part of it is still to come. */
export const read: Rule = {
  path: 'read',
  input: 'number',
  bits: 32,
  action: 'deliver',
  check: (scene, given) => {
    const { unitBytes, verdict, taking } = readingIn(scene);
    if (verdict !== 'take' && verdict !== 'wait')
      return taking === 'right' ? null : wrongCount(scene, Number(given));
    const isRight = given === unitBytes || endsLine(scene, Number(given));
    return isRight ? null : wrongCount(scene, Number(given));
  },
  decoys: scene => {
    const { claimedBytes } = readingIn(scene);
    const { length } = scene.task.unit;
    const { bufferBytes } = limitsAt(scene.world, guardTask(scene));
    return distinct([claimedBytes, length, 0, headBytes(scene), bufferBytes, length + 4]);
  },
  note: (_scene, value) => (value === 0 ? 'wait for the rest' : ''),
};
