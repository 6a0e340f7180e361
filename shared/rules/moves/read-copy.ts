import { formatIpv4 } from '../../base/address.ts';
import { ownValue } from '../../base/own-value.ts';
import { readingAt } from '../../network/automaton/tap.ts';
import type { Value } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import { inTurn, type Question } from '../question.ts';
import { cardWithAddress } from '../world-facts.ts';
import { distinct, found, judgeSaying, type SituationOf, shownBy } from './checks.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';
import { atHome } from './places.ts';

type ReadCopy = SituationOf<'read-copy'>;
type Rule = FieldRule<ReadCopy>;

const readingOf = (scene: Scene<ReadCopy>) =>
  readingAt(scene.world, { ...scene.task, situation: scene.situation });

const rightAt = (scene: Scene<ReadCopy>, path: string): Value => scene.right.values[path] ?? '';

/** A thing to note down: one is right, and `why` says what is behind another one. */
const noted = (
  path: string,
  why: (scene: Scene<ReadCopy>, given: Value, right: Value) => FindingCode,
  decoys: (scene: Scene<ReadCopy>) => readonly Value[],
  more: (scene: Scene<ReadCopy>) => Partial<Found> = () => ({}),
): Rule => ({
  path,
  input: 'choice',
  action: 'deliver',
  check: (scene, given) => {
    const right = rightAt(scene, path);
    return given === right ? null : found(why(scene, given, right), right, more(scene));
  },
  decoys,
});

const namesIn = (scene: Scene<ReadCopy>): string[] =>
  [...scene.world.nodes.values()]
    .filter(({ spec }) => spec.role !== 'tap')
    .map(({ spec }) => spec.name);

const farHostOf = (scene: Scene<ReadCopy>): string | undefined =>
  cardWithAddress(scene.world, readingOf(scene).host ?? 0)?.node.spec.name;

const isRouter = (scene: Scene<ReadCopy>, name: Value): boolean =>
  scene.world.nodes.get(String(name))?.spec.role === 'router';

const routersFirst = (scene: Scene<ReadCopy>): string[] =>
  namesIn(scene).sort((a, b) => Number(isRouter(scene, b)) - Number(isRouter(scene, a)));

const card = noted(
  'card',
  (scene, given) =>
    given === farHostOf(scene) && isRouter(scene, rightAt(scene, 'card'))
      ? 'tap/card-is-far-host'
      : 'tap/other-card',
  scene => distinct([farHostOf(scene), ...namesIn(scene), 'everybody']),
  () => ({ shows: 'ethernet.destination' }),
);

const host = noted(
  'host',
  (scene, given) => {
    if (!isRouter(scene, given)) return 'tap/other-host';
    return readingOf(scene).carries === 'opening' ? 'tap/router-answers' : 'tap/host-is-next-card';
  },
  scene => distinct([...routersFirst(scene), 'nobody']),
  () => ({ shows: 'ipv4.destination' }),
);

const TEXTS: Readonly<Record<string, string>> = {
  readable: 'all of it: it is plain text',
  encrypted: 'how long it is, and between whom',
  'server-name': 'the name of the server',
  'tcp-hides': 'nothing: TCP hides it',
  none: 'there is no message in it',
};

const text: Rule = {
  ...noted(
    'readable',
    (_scene, given, right) => {
      if (given === 'tcp-hides') return 'tap/tcp-hides';
      if (right === 'none') return 'tap/nothing-inside';
      if (right === 'readable') return given === 'encrypted' ? 'tap/clear-is-sealed' : 'tap/missed';
      return given === 'readable' ? 'tap/sealed-is-clear' : 'tap/missed';
    },
    () => ['tcp-hides', 'readable', 'encrypted', 'server-name', 'none'],
  ),
  show: shownBy(TEXTS),
};

/** Where the documents say how such a thing is asked for. */
const ASKED_IN: Readonly<Record<string, string>> = {
  resolution: 'RFC 826, Packet Generation',
  question: 'RFC 1035 §4.1.2',
  request: 'RFC 9112 §3.2',
  hello: 'RFC 6066 §3',
};

/** Names, pages and addresses that somebody might ask for here. */
const askable = (scene: Scene<ReadCopy>): string[] => {
  const programs = [...scene.world.nodes.values()].flatMap(({ spec }) => spec.programs);
  const { carries } = readingOf(scene);
  if (carries === 'request') return programs.flatMap(({ files }) => Object.keys(files ?? {}));
  if (carries !== 'resolution') {
    return programs.flatMap(({ records }) => records?.map(({ name }) => name) ?? []);
  }
  return [...scene.world.nodes.values()].flatMap(({ addresses }) => [...addresses].map(formatIpv4));
};

const asked = noted(
  'asked',
  () => 'tap/asked-other',
  scene => distinct([...askable(scene), '/', '53', '80']),
  scene => {
    const rfc = ASKED_IN[readingOf(scene).carries];
    return rfc === undefined ? {} : { rfc };
  },
);

const DAMAGES: Readonly<Record<string, string>> = {
  'flipped-bit': 'a bit was turned over on the wire',
  'not-updated': 'a device changed the header and not its sum',
  attack: 'somebody attacks',
  none: 'nothing is wrong with it',
};

const damage: Rule = {
  ...noted(
    'damage',
    (_scene, given) => (given === 'attack' ? 'tap/damage-is-attack' : 'tap/damage-other'),
    () => ['attack', 'flipped-bit', 'not-updated', 'none'],
  ),
  show: shownBy(DAMAGES),
};

const part: Rule = {
  ...noted(
    'part',
    (_scene, given) => (given === 'whole' ? 'tap/piece-is-whole' : 'tap/whole-is-piece'),
    () => ['whole', 'piece', 'none'],
  ),
  show: (_scene, value) =>
    ownValue({ whole: 'a whole one', piece: 'a piece of one' }, String(value)) ?? 'none at all',
};

const REPEATERS: Readonly<Record<string, string>> = {
  program: 'the program that asked',
  transport: 'TCP of the sender',
  udp: 'UDP of the sender',
  router: 'a router on the way',
  new: 'nobody: it is new',
};

const again: Rule = {
  ...noted(
    'again',
    (_scene, given) =>
      given === 'udp' || given === 'router' ? 'tap/network-repeats' : 'tap/other-repeats',
    () => ['udp', 'router', 'transport', 'program', 'new'],
  ),
  show: shownBy(REPEATERS),
};

const NEXT_CARD: Question = { kind: 'tap/next-card', focus: 'card' };
const FAR_END: Question = { kind: 'tap/far-end', focus: 'host' };
const CLEAR: Question = { kind: 'tap/clear', focus: 'readable' };

/** What there is to find out about each sort of frame; by turns where it is more than one thing. */
const POINTS: Readonly<
  Record<ReturnType<typeof readingOf>['carries'], readonly [Question, ...Question[]]>
> = {
  damage: [{ kind: 'tap/damage', focus: 'damage' }],
  resolution: [{ kind: 'tap/resolves', focus: 'asked' }],
  question: [{ kind: 'tap/name-asked', focus: 'asked' }, FAR_END],
  answer: [CLEAR, NEXT_CARD],
  opening: [{ kind: 'tap/who-answers', focus: 'host' }],
  nothing: [NEXT_CARD, { kind: 'tap/empty', focus: 'readable' }],
  request: [CLEAR, { kind: 'tap/page-asked', focus: 'asked' }],
  response: [CLEAR, { kind: 'tap/whole', focus: 'part' }],
  hello: [{ kind: 'tap/server-name', focus: 'asked' }],
  sealed: [{ kind: 'tap/sealed', focus: 'readable' }],
  other: [NEXT_CARD],
};

const pointOf = (scene: Scene<ReadCopy>): Question => {
  const reading = readingOf(scene);
  if (reading.again !== 'new') return { kind: 'tap/again', focus: 'again' };
  const point = inTurn(scene.world, scene.task, POINTS[reading.carries]);
  const isPiece = point.focus === 'part' && reading.part === 'piece';
  return isPiece ? { ...point, kind: 'tap/piece' } : point;
};

/** A tap notes down what a frame on its wire tells to anybody. It sends nothing. RFC 7258 §1. */
export const readCopy: Move<ReadCopy> = {
  direction: 'up',
  protocol: 'capture',
  places: atHome,
  fields: [card, host, text, asked, damage, part, again],
  opens: ['card'],
  offers: [{ action: 'deliver', choices: [] }],
  focus: scene => pointOf(scene).focus,
  kindOf: scene => pointOf(scene).kind,
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: ({ situation: { from, to }, task }) => ({
    wire: [from, to]
      .map(end => end.split('.')[0])
      .sort()
      .join(' and '),
    bytes: String(task.unit.length),
  }),
  isNew: scene => (readingOf(scene).carries === 'opening' ? 'new-destination' : null),
};
