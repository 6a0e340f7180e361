import { ownValue } from '../base/own-value.ts';
import type { Decision, Task, Value } from '../network/task.ts';
import type { World } from '../network/world.ts';
import { everySpan } from '../protocols/span.ts';
import type { Bench } from './bench.ts';
import { benchIn } from './bench-plan.ts';
import { lockedValues } from './bench-unit.ts';
import { valuesFor } from './completed.ts';
import { findingRule } from './findings.ts';
import { fieldAt } from './header-values.ts';
import { belongsTo, type FieldRule, type Found, type Move, type Scene } from './moves/move.ts';
import { moveOf } from './moves/registry.ts';
import { shownValue } from './options.ts';
import { sceneOf } from './scene.ts';
import { shownFor } from './shown-by.ts';
import { unitBytes } from './unit-bytes.ts';
import type { Finding, Verdict } from './verdict.ts';

/** Names in a decision's values that are no fields. */
const SAYINGS = ['reason', 'answer'];
const NUMBER_INPUTS = ['number', 'mac', 'ipv4', 'byte', 'hex'];

interface FieldFound {
  readonly path: string;
  readonly given: Value;
  readonly found: Found;
}

/** A value that is no value of its field at all: not a whole number, or too large for its bits. */
const shapeProblem = (rule: FieldRule, given: Value): Found | null => {
  if (!NUMBER_INPUTS.includes(rule.input)) return null;
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 0) {
    return { code: 'value/not-a-number' };
  }
  const bits = rule.bits ?? 16;
  if (given < 2 ** bits) return null;
  return { code: 'value/out-of-range', facts: { max: String(2 ** bits - 1) } };
};

/** A field without a rule of its own: the automaton's value, or one that nobody changes. */
const otherField = (scene: Scene, path: string, given: Value, decision: Decision): Found | null => {
  const own =
    ownValue(valuesFor(scene, decision.action), path) ?? ownValue(lockedValues(scene), path);
  const field = fieldAt(path);
  const isOwn = path.startsWith(`${moveOf(scene.situation.type).protocol}.`);
  if (own === undefined && (field === undefined || !isOwn)) return { code: 'header/not-yours' };
  const expected = own ?? field?.default ?? 0;
  return given === expected ? null : { code: 'header/fixed-field', expected };
};

const judgeField = (
  scene: Scene,
  move: Move,
  decision: Decision,
  path: string,
  given: Value,
): FieldFound[] => {
  const rule = move.fields.find(candidate => candidate.path === path);
  const belongsElsewhere = rule !== undefined && !belongsTo(rule, decision.action);
  if (belongsElsewhere) return [];
  const found =
    rule === undefined
      ? otherField(scene, path, given, decision)
      : (shapeProblem(rule, given) ?? rule.check(scene, given, decision.values));
  return found === null ? [] : [{ path, given, found }];
};

/** 'answer' is a field at a program that reads an answer, and else what is sent back. */
const isSaying = (move: Move, path: string): boolean =>
  SAYINGS.includes(path) && !move.fields.some(rule => rule.path === path);

const judgeFields = (scene: Scene, move: Move, decision: Decision): FieldFound[] => {
  if (decision.action === 'drop') return [];
  const given = Object.entries(decision.values).filter(([path]) => !isSaying(move, path));
  const order = move.fields.map(({ path }) => path);
  return given
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .flatMap(([path, value]) => judgeField(scene, move, decision, path, value));
};

const judgeAction = (scene: Scene, move: Move, decision: Decision): FieldFound[] => {
  const isOffered = move.offers.some(({ action }) => action === decision.action);
  const found: Found | null = isOffered
    ? move.judgeAction(scene, decision)
    : { code: 'action/not-here' };
  if (found === null) return [];
  const saying = decision.values[decision.action === 'drop' ? 'reason' : 'answer'];
  return [{ path: 'action', given: saying ?? decision.action, found }];
};

const firstOf = (
  paths: readonly string[],
  at: (path: string) => Finding['bits'],
): Finding['bits'] => {
  for (const path of paths) {
    const bits = at(path);
    if (bits !== null) return bits;
  }
  return null;
};

const FIRST_FLAG = 'tcp.cwr';
const FLAG_BITS = 8;

/** Where the unit on the bench shows it; null for what is no part of it. */
const bitsOf = (scene: Scene, decision: Decision, { path, found }: FieldFound): Finding['bits'] => {
  const wish = { level: 'fields', firstOfKind: false, allHands: false, seed: '' } as const;
  const spans = everySpan(unitBytes(benchIn(scene, wish), decision.values).spans);
  const at = (wanted: string): Finding['bits'] => {
    const isFlags = wanted === 'tcp.flags';
    const span = spans.find(candidate => candidate.path === (isFlags ? FIRST_FLAG : wanted));
    if (span === undefined) return null;
    return { offset: span.bitOffset, length: isFlags ? FLAG_BITS : span.bitLength };
  };
  const named = found.shows === undefined ? null : at(found.shows);
  if (named !== null) return named;
  if (found.bits !== undefined) return found.bits;
  return firstOf([path, ...shownFor(scene.situation.type, found.code, path)], at);
};

const findingOf = (
  scene: Scene,
  move: Move,
  decision: Decision,
  { path, given, found }: FieldFound,
): Finding => {
  const rule = move.fields.find(candidate => candidate.path === path);
  const { rfc, tag } = findingRule(found.code);
  const input = rule?.input ?? 'text';
  return {
    code: found.code,
    field: path,
    given,
    expected: found.expected ?? null,
    bits: bitsOf(scene, decision, { path, given, found }),
    rfc: found.rfc ?? rfc,
    tag: tag ?? null,
    speaker: found.speaker ?? scene.task.station,
    facts: {
      given: rule?.show?.(scene, given) ?? shownValue({ path, input }, given),
      ...found.facts,
    },
  };
};

/**
 * What is right, unusual or wrong about a decision, held against the world as it stands, never against one stored
 * answer. `decision.values` may hold only what a person filled in; what is missing counts as the automaton's. Never
 * throws, whatever the values are.
 */
export const judge = (world: World, task: Task, decision: Decision): Verdict => {
  const scene = sceneOf(world, task);
  const move = moveOf(task.situation.type);
  const ofAction = judgeAction(scene, move, decision);
  const found = ofAction.length > 0 ? ofAction : judgeFields(scene, move, decision);
  const refused = found.filter(({ found: { remark } }) => remark !== true);
  const remarked = found.filter(({ found: { remark } }) => remark === true);
  const findings = [...refused, ...remarked].map(one => findingOf(scene, move, decision, one));
  if (findings.length === 0) return { shade: 'accepted', findings };
  return { shade: refused.length > 0 ? 'refused' : 'remarked', findings };
};

/** Open fields of this bench that the decision needs and does not fill in. */
const emptyFields = (task: Task, bench: Bench, { action, values }: Decision): string[] => {
  const { fields } = moveOf(task.situation.type);
  return bench.fields
    .filter(({ path, state }) => state === 'open' && values[path] === undefined)
    .map(({ path }) => path)
    .filter(path => fields.some(rule => rule.path === path && belongsTo(rule, action)));
};

/** As `judge`, for a person: what is open on the bench has to be filled in, it does not count as the automaton's. */
export const judgeByHand = (
  world: World,
  task: Task,
  bench: Bench,
  decision: Decision,
): Verdict => {
  const empty = emptyFields(task, bench, decision);
  if (empty.length === 0) return judge(world, task, decision);
  const scene = sceneOf(world, task);
  const move = moveOf(task.situation.type);
  const findings = empty.map(path =>
    findingOf(scene, move, decision, { path, given: '', found: { code: 'value/missing' } }),
  );
  return { shade: 'refused', findings };
};
