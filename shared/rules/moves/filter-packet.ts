import type { Decision } from '../../network/task.ts';
import { stationOf, type Value } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';
import { distinct, found, judgeSaying, type SituationOf, stationWith } from './checks.ts';
import {
  type FilterScene,
  fitOf,
  fitsButPort,
  isForged,
  lineAt,
  linesOf,
  lineText,
  listensOddly,
  mixesPortAndProtocol,
  passingFacts,
  passingIn,
} from './filter-lines.ts';
import type { FieldRule, Found, Move } from './move.ts';
import { readHere } from './places.ts';

type FilterPacket = SituationOf<'filter-packet'>;

const ANSWER = 'answer';
const NO_LINE = 0;

const decider = (scene: FilterScene): Value => scene.right.values.rule ?? NO_LINE;

const isWhole = (scene: FilterScene, given: Value): boolean => {
  const line = lineAt(scene, given);
  return line !== undefined && Object.values(fitOf(scene, line)).every(Boolean);
};

/** What choosing a line that does not decide shows. */
const wrongLine = (scene: FilterScene, given: Value): FindingCode => {
  if (given === ANSWER) return 'boundary/no-answer';
  if (given === NO_LINE) return 'boundary/line-overlooked';
  const line = lineAt(scene, given);
  if (line === undefined) return 'value/not-a-choice';
  if (isWhole(scene, given)) return 'boundary/later-line';
  if (mixesPortAndProtocol(scene, line)) return 'boundary/protocol-is-port';
  if (fitsButPort(scene, line)) {
    return listensOddly(scene) ? 'boundary/usual-port' : 'boundary/other-port';
  }
  return fitOf(scene, line).direction ? 'boundary/line-misread' : 'boundary/other-direction';
};

const checkRule = (scene: FilterScene, given: Value): Found | null => {
  const expected = decider(scene);
  if (given === expected) return null;
  const shows = 'ipv4.destination';
  if (expected !== ANSWER) return found(wrongLine(scene, given), expected, { shows });
  // What a line permits besides would pass without the table too.
  const line = lineAt(scene, given);
  const works = isWhole(scene, given) && line?.verdict === 'permit';
  return works
    ? found('boundary/line-too', expected, { remark: true })
    : found('boundary/answer-needs-no-line', expected, { shows });
};

/** Lines that tempt: a port taken for a protocol, the right host with another port, a later one that fits. */
const tempting = (scene: FilterScene): number[] => {
  const numbered = linesOf(scene).map((line, index) => ({ line, number: index + 1 }));
  const weight = ({ line, number }: (typeof numbered)[number]): number => {
    if (mixesPortAndProtocol(scene, line)) return 0;
    if (fitsButPort(scene, line)) return 1;
    return isWhole(scene, number) ? 2 : 3;
  };
  return numbered.sort((a, b) => weight(a) - weight(b)).map(({ number }) => number);
};

const rule: FieldRule<FilterPacket> = {
  path: 'rule',
  input: 'choice',
  tells: true,
  check: checkRule,
  decoys: scene => {
    const [first, second, ...others] = tempting(scene);
    return distinct([first, ANSWER, second, NO_LINE, ...others]);
  },
  show: (scene, value) => {
    if (value === ANSWER) return 'the table: it belongs to what passed before';
    const line = lineAt(scene, value);
    return line === undefined ? 'the end of the list' : `line ${value}: ${lineText(line)}`;
  },
};

const refusedThough = (scene: FilterScene): FindingCode => {
  if (decider(scene) === ANSWER) return 'boundary/answer-refused';
  return listensOddly(scene) ? 'boundary/service-refused' : 'boundary/permitted-refused';
};

const letInThough = (scene: FilterScene, { values }: Decision): FindingCode => {
  if (isForged(scene)) return 'boundary/source-trusted';
  const line = lineAt(scene, values.rule ?? NO_LINE);
  if (line !== undefined && mixesPortAndProtocol(scene, line)) return 'boundary/protocol-is-port';
  const isHabit = linesOf(scene).some(one => one.verdict === 'permit' && fitsButPort(scene, one));
  return isHabit ? 'boundary/port-by-habit' : 'boundary/let-through';
};

/** Refusing in silence or with a message is the device's own way: the other one works too. */
const otherRefusal = (scene: FilterScene, { action }: Decision): Found | null => {
  if (action === 'send' || scene.right.action === 'send') return null;
  return action === scene.right.action
    ? null
    : found(action === 'drop' ? 'boundary/kept-silent' : 'boundary/told', scene.right.action, {
        remark: true,
      });
};

/** A segment of no connection is also one that no line permits. */
const isAlsoTrue = (scene: FilterScene, { action, values }: Decision): boolean =>
  action === 'drop' &&
  scene.right.values.reason === 'opens-nothing' &&
  values.reason === 'not-permitted';

const shownAt = (scene: FilterScene): string =>
  isForged(scene) ? 'ipv4.source' : 'ipv4.destination';

/** A line that was picked for what ends here anyway, and that does not decide it. */
const idleLine = (scene: FilterScene, { action, values }: Decision): Found | null => {
  const isIdle = action !== 'send' && values.rule !== undefined && values.rule !== decider(scene);
  return isIdle ? found('boundary/line-misread', decider(scene), { remark: true }) : null;
};

const judgeAction = (scene: FilterScene, decision: Decision): Found | null => {
  const other = otherRefusal(scene, decision);
  if (other !== null || isAlsoTrue(scene, decision)) return other;
  const refused = refusedThough(scene);
  const wrong = judgeSaying(
    scene,
    decision,
    { send: letInThough(scene, decision), drop: refused, answer: refused },
    'boundary/wrong-reason',
  );
  if (wrong === null) return idleLine(scene, decision);
  const destination = passingIn(scene)?.destination.address ?? 0;
  return { ...wrong, shows: shownAt(scene), speaker: stationWith(scene, destination) };
};

const kindOf = (scene: FilterScene): KindId => {
  if (scene.right.action !== 'send')
    return isForged(scene) ? 'boundary/forged' : 'boundary/refused';
  if (decider(scene) === ANSWER) return 'boundary/answer';
  return listensOddly(scene) ? 'boundary/odd-port' : 'boundary/filter';
};

/** A boundary device holds a packet against its table of conversations, then against its list from the top, RFC 1812 §5.3.9. */
export const filterPacket: Move<FilterPacket> = {
  direction: 'up',
  protocol: 'ipv4',
  places: readHere,
  fields: [rule],
  opens: ['rule'],
  offers: [
    { action: 'send', choices: [] },
    {
      action: 'drop',
      choices: ['not-permitted', 'line-denies', 'opens-nothing', 'no-route'],
    },
    { action: 'answer', choices: ['prohibited'] },
  ],
  focus: () => 'rule',
  kindOf,
  judgeAction,
  facts: scene => ({
    ...passingFacts(scene, scene.situation.direction),
    lines: String(linesOf(scene).length),
    refuses: scene.node.filter?.spec.tells === true ? 'with a message' : 'in silence',
    own: stationOf(scene.task.node, 'network'),
  }),
  isNew: scene => {
    if (isForged(scene)) return 'odd-source';
    return listensOddly(scene) ? 'new-port' : null;
  },
};
