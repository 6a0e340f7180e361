import { formatIpv4, formatPrefix, inPrefix, parsePrefix } from '../../base/address.ts';
import { flawOfWriting, insideNetworks } from '../../network/boundary/effect.ts';
import { type ANSWERS, linesOfValues } from '../../network/boundary/permit.ts';
import type { Value } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';
import { inTurn } from '../question.ts';
import { serviceOf, usualPortsAt } from '../world-facts.ts';
import { distinct, found, judgeSaying, type SituationOf, shownBy, stationWith } from './checks.ts';
import { linesOf } from './filter-lines.ts';
import type { FieldRule, Found, Move, Scene, Values } from './move.ts';
import { atHome } from './places.ts';

type WriteRule = SituationOf<'write-rule'>;
type RuleScene = Scene<WriteRule>;

type Flaw = NonNullable<ReturnType<typeof flawOfWriting>>;

const PARTS = [
  'direction',
  'protocol',
  'source',
  'destination',
  'port',
  'answers',
  'place',
] as const;
type Part = (typeof PARTS)[number];

const pathOf = (part: Part): string => `rule.${part}`;

const known = new WeakMap<RuleScene, Map<string, Flaw | null>>();

/** Every part asks for the same few lines. */
const flawWith = (scene: RuleScene, values: Values): Flaw | null => {
  const { world, task, situation, right } = scene;
  const all = { ...right.values, ...values };
  const key = PARTS.map(part => all[pathOf(part)]).join('|');
  const flaws = known.get(scene) ?? new Map<string, Flaw | null>();
  known.set(scene, flaws);
  const before = flaws.get(key);
  if (before !== undefined) return before;
  const flaw = flawOfWriting(world, task.node, situation.wanted, all);
  flaws.set(key, flaw);
  return flaw;
};

/** Whether the value shows a flaw though all other parts are right. */
const flawAlone = (scene: RuleScene, part: Part, values: Values): Flaw | null => {
  const given = values[pathOf(part)];
  return given === undefined ? null : flawWith(scene, { [pathOf(part)]: given });
};

/**
 * The flaw that one part of a line is to blame for. Null where the whole line does what it should, however it is put;
 * parts that are only wrong together are laid to the destination.
 */
const flawOfPart = (scene: RuleScene, part: Part, values: Values): Flaw | null => {
  const whole = flawWith(scene, values);
  if (whole === null) return null;
  const alone = flawAlone(scene, part, values);
  if (alone !== null || part !== 'destination') return alone;
  return PARTS.some(other => flawAlone(scene, other, values) !== null) ? null : whole;
};

const textOf = (given: Value): string => String(given).trim().toLowerCase();

const protocolCode = ({ situation }: RuleScene, given: string, flaw: Flaw): FindingCode => {
  if (given === String(situation.wanted.port)) return 'permit/protocol-is-port';
  return flaw === 'extra' ? 'permit/too-wide' : 'permit/other-protocol';
};

const portCode = (scene: RuleScene, given: string, flaw: Flaw): FindingCode => {
  const { protocol } = scene.situation.wanted;
  if (flaw === 'extra') return 'permit/too-wide';
  if (given === String(protocol)) return 'permit/port-is-protocol';
  return usualPortsOf(scene).includes(given) ? 'permit/usual-port' : 'permit/other-port';
};

const isInside = ({ node }: RuleScene, given: string): boolean => {
  const prefix = parsePrefix(given);
  return prefix.ok && insideNetworks(node).some(inside => inPrefix(prefix.value.address, inside));
};

const endCode = (flaw: Flaw): FindingCode =>
  flaw === 'extra' ? 'permit/too-wide' : 'permit/other-end';

const sourceCode = (scene: RuleScene, given: string, flaw: Flaw): FindingCode =>
  scene.situation.wanted.direction === 'in' && isInside(scene, given)
    ? 'permit/inside-source'
    : endCode(flaw);

/** Whether a line from `place` on refuses what says that it is from inside. */
const isBeforeForged = (scene: RuleScene, place: number): boolean =>
  linesOf(scene)
    .slice(place - 1)
    .some(line => line.verdict === 'deny' && line.direction !== 'out' && line.source.length > 0);

const placeCode = (scene: RuleScene, given: string, flaw: Flaw): FindingCode => {
  if (flaw !== 'extra') return 'permit/never-reached';
  return isBeforeForged(scene, Number(given)) ? 'permit/before-forged' : 'permit/before-denied';
};

const CODES: Readonly<Record<Part, (scene: RuleScene, given: string, flaw: Flaw) => FindingCode>> =
  {
    direction: () => 'permit/other-direction',
    protocol: protocolCode,
    source: sourceCode,
    destination: (_scene, _given, flaw) => endCode(flaw),
    port: portCode,
    answers: (_scene, _given, flaw) =>
      flaw === 'unanswered' ? 'permit/way-back-forgotten' : 'permit/answers-open',
    place: placeCode,
  };

/** Whether a value can be read at all: the rest of the line is. */
const isReadable = (scene: RuleScene, part: Part, given: Value): boolean => {
  const values = { ...scene.right.values, [pathOf(part)]: given };
  return linesOfValues(values, linesOf(scene).length) !== undefined;
};

const checkPart =
  (part: Part) =>
  (scene: RuleScene, given: Value, values: Values): Found | null => {
    const expected = scene.right.values[pathOf(part)];
    if (!isReadable(scene, part, given)) return found('value/not-a-choice', expected);
    const flaw = flawOfPart(scene, part, { ...values, [pathOf(part)]: given });
    if (flaw === null || flaw === 'unreadable') return null;
    const speaker = stationWith(scene, scene.situation.wanted.destination.address);
    return found(CODES[part](scene, textOf(given), flaw), expected, { speaker });
  };

const usualPortsOf = ({ world, situation }: RuleScene): readonly string[] =>
  usualPortsAt(world, situation.wanted.destination.address).map(String);

const insideTexts = ({ node }: RuleScene): string[] => insideNetworks(node).map(formatPrefix);

const neighboursOf = ({ world, situation }: RuleScene): string[] =>
  [...world.nodes.values()]
    .flatMap(node => [...node.addresses])
    .filter(address => address !== situation.wanted.destination.address)
    .map(address => `${formatIpv4(address)}/32`);

const DECOYS: Readonly<Record<Part, (scene: RuleScene) => readonly Value[]>> = {
  direction: () => ['in', 'out', 'both'],
  protocol: ({ situation }) => distinct([String(situation.wanted.port), '17', 'any', '6', '1']),
  source: scene => distinct([...insideTexts(scene), 'any', ...neighboursOf(scene)]),
  destination: scene => distinct(['any', ...insideTexts(scene), ...neighboursOf(scene)]),
  port: scene =>
    distinct([
      ...usualPortsOf(scene),
      String(scene.situation.wanted.protocol),
      'any',
      '80',
      '53',
      '443',
    ]),
  answers: () => ['forgotten', 'all', 'remembered'],
  place: scene => {
    const end = linesOf(scene).length + 1;
    return distinct(['1', String(end), ...Array.from({ length: end }, (_, at) => String(at + 1))]);
  },
};

const ANSWER_WORDS: Readonly<Record<(typeof ANSWERS)[number], string>> = {
  remembered: 'answers pass: the device remembers who asked',
  forgotten: 'each packet is held against the list, answers too',
  all: 'a second line lets everything from there go the other way',
};

const SHOWN: Readonly<Partial<Record<Part, FieldRule<WriteRule>['show']>>> = {
  answers: shownBy(ANSWER_WORDS),
  place: (_scene, value) => `line ${value}`,
};

const field = (part: Part): FieldRule<WriteRule> => {
  const show = SHOWN[part];
  return {
    path: pathOf(part),
    input: 'choice',
    tells: true,
    check: checkPart(part),
    decoys: DECOYS[part],
    ...(show === undefined ? {} : { show }),
  };
};

const kindOf = ({ world, task, situation }: RuleScene): KindId => {
  const { direction, source } = situation.wanted;
  if (direction === 'out') {
    return inTurn<KindId>(world, task, [
      'permit/port',
      'permit/direction',
      'permit/protocol',
      'permit/destination',
    ]);
  }
  const isNarrow = source.length > 0;
  return inTurn<KindId>(world, task, [
    'permit/port',
    isNarrow ? 'permit/source' : 'permit/answers',
    'permit/place',
    isNarrow ? 'permit/destination' : 'permit/protocol',
  ]);
};

/** A wish has come to a boundary device: a line is written that lets just that pass, RFC 1812 §5.3.9. */
export const writeRule: Move<WriteRule> = {
  direction: 'down',
  protocol: 'none',
  places: atHome,
  fields: PARTS.map(field),
  opens: PARTS.map(pathOf),
  offers: [{ action: 'send', choices: [] }],
  focus: scene => kindOf(scene).replace('permit/', 'rule.'),
  kindOf,
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({
    says: scene.situation.wanted.says,
    service: serviceOf(scene.world, scene.situation.wanted).process,
    lines: String(linesOf(scene).length),
  }),
  isNew: () => 'new-wish',
};
