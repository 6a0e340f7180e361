import type { Action, Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { Field } from '../protocols/field.ts';
import { type Bench, type BenchField, LEVELS, type Level } from './bench.ts';
import { benchUnit, lockedValues, type UnitPart } from './bench-unit.ts';
import { valuesFor } from './completed.ts';
import { fieldAt, HEADER_TABLES, isHeaderId } from './header-values.ts';
import type { FieldRule, Move, Scene, Values } from './moves/move.ts';
import { moveOf } from './moves/registry.ts';
import { optionsFor } from './options.ts';
import { factsBesides, rawBench } from './raw-bench.ts';
import { sceneOf } from './scene.ts';

/** Who the bench is laid for. `seed` keys the draws: the same seed lays the same bench. */
export interface BenchWish {
  readonly level: Level;
  /** First unit of this kind for this person: only the new field is open. */
  readonly firstOfKind: boolean;
  readonly allHands: boolean;
  readonly seed: string;
  /** It has been judged, so that bytes need not be read unaided any more. */
  readonly judged?: boolean;
}

interface Plan {
  readonly scene: Scene;
  readonly move: Move;
  readonly level: Level;
  /** The unit is shown as bytes alone. */
  readonly isRaw: boolean;
  readonly open: ReadonlySet<string>;
  readonly seed: string;
}

const actionOf = (rule: FieldRule): Action => rule.action ?? 'send';

/** The decision that the form is for: its fields are open, those of others can be taken over. */
const mainAction = (move: Move): Action =>
  move.offers.find(({ action }) => action !== 'drop')?.action ?? 'drop';

/** Fields whose bytes have a place of their own, so that they can be typed as hex. */
const isHexField = (path: string): boolean => {
  const bits = path === 'tcp.flags' ? 8 : fieldAt(path)?.bits;
  if (path === 'dns.type' || path === 'dns.id') return true;
  return bits !== undefined && bits > 0 && bits % 8 === 0;
};

/** At level hex a field with bytes of its own is typed; else what came is read, if something came but a signal. */
const isRead = (move: Move, focus: string, { arrived, signal }: UnitPart): boolean =>
  arrived !== null && signal === null && (move.direction === 'up' || !isHexField(focus));

const levelsFor = (focus: string, canBeRaw: boolean): readonly Level[] =>
  LEVELS.filter(level => level !== 'hex' || canBeRaw || isHexField(focus));

const openFields = (scene: Scene, move: Move, wish: BenchWish): Set<string> => {
  const focus = move.focus(scene);
  if (wish.level === 'words' || wish.firstOfKind) return new Set([focus]);
  const main = mainAction(move);
  const isMain = (path: string): boolean =>
    move.fields.some(rule => rule.path === path && actionOf(rule) === main);
  return new Set([focus, ...move.opens.filter(isMain)]);
};

const INPUTS: Readonly<Partial<Record<Field['kind'], BenchField['input']>>> = {
  mac: 'mac',
  ipv4: 'ipv4',
  bytes: 'hex',
  options: 'hex',
};

const ruleField = (plan: Plan, rule: FieldRule): BenchField => {
  const { scene, level, open, isRaw } = plan;
  const values = valuesFor(scene, actionOf(rule));
  const isOpen = open.has(rule.path);
  const isTyped = level === 'hex' && !isRaw && isOpen && isHexField(rule.path);
  const isBlank = isOpen || rule.tells === true || fieldAt(rule.path)?.derived === true;
  return {
    path: rule.path,
    state: isOpen ? 'open' : 'filled',
    input: isTyped ? 'hex' : rule.input,
    value: isBlank ? null : (values[rule.path] ?? null),
    options: isTyped ? [] : optionsFor(scene, rule, values, plan),
  };
};

const lockedField = (path: string, field: Field, locked: Values): BenchField => ({
  path,
  state: 'locked',
  input: INPUTS[field.kind] ?? 'number',
  value: locked[path] ?? (field.derived || field.bits === 0 ? null : (field.default ?? 0)),
  options: [],
});

const headerFields = (plan: Plan, id: string, locked: Values): BenchField[] => {
  if (!isHeaderId(id)) return [];
  const fields: readonly Field[] = HEADER_TABLES[id].fields;
  return fields.flatMap(field => {
    const path = `${id}.${field.name}`;
    const rule = plan.move.fields.find(candidate => candidate.path === path);
    if (rule !== undefined) return [ruleField(plan, rule)];
    return [lockedField(path, field, locked)];
  });
};

/** Control bits are one field to a person: it stands where the first of them would. */
const withFlags = (plan: Plan, fields: readonly BenchField[]): BenchField[] => {
  const rule = plan.move.fields.find(({ path }) => path === 'tcp.flags');
  const bits = ['cwr', 'ece', 'urg', 'ack', 'psh', 'rst', 'syn', 'fin'].map(bit => `tcp.${bit}`);
  const first = fields.findIndex(({ path }) => bits.includes(path));
  if (rule === undefined || first < 0) return [...fields];
  const rest = fields.filter(({ path }) => !bits.includes(path));
  return [...rest.slice(0, first), ruleField(plan, rule), ...rest.slice(first)];
};

/** Choices outside the header: those in hand, and those that belong to another action. */
const outsideFields = (plan: Plan, header: readonly BenchField[]): BenchField[] => {
  const main = mainAction(plan.move);
  return plan.move.fields
    .filter(({ path }) => !header.some(field => field.path === path))
    .filter(rule =>
      rule.path.includes('.') ? true : plan.open.has(rule.path) || actionOf(rule) !== main,
    )
    .map(rule => {
      const field = ruleField(plan, rule);
      return actionOf(rule) === main ? field : { ...field, value: null };
    });
};

/** The header on the bench is one that this station writes; upwards it only reads. */
const fieldsOf = (plan: Plan): BenchField[] => {
  const { move, scene } = plan;
  const locked = lockedValues(scene);
  const tables = move.direction === 'up' ? [] : [move.protocol];
  const ids = tables[0] === 'arp' ? ['ethernet', 'arp'] : tables;
  const header = withFlags(
    plan,
    ids.flatMap(id => headerFields(plan, id, locked)),
  ).filter(({ path }) => !(ids.includes('arp') && path === 'ethernet.frameCheckSequence'));
  return [...header, ...outsideFields(plan, header)];
};

/** The task as its own station may see it. */
export const benchFor = (world: World, task: Task, wish: BenchWish): Bench =>
  benchIn(sceneOf(world, task), wish);

/** As `benchFor`, for a task whose scene is set already. */
export const benchIn = (scene: Scene, wish: BenchWish): Bench => {
  const { task } = scene;
  const move = moveOf(task.situation.type);
  const focus = move.focus(scene);
  const unit = benchUnit(scene, move);
  const canBeRaw = wish.judged !== true && isRead(move, focus, unit);
  const levels = levelsFor(focus, canBeRaw);
  const level = levels.includes(wish.level) ? wish.level : 'fields';
  const isRaw = canBeRaw && level === 'hex';
  const plan: Plan = {
    scene,
    move,
    level,
    isRaw,
    open: openFields(scene, move, wish),
    seed: wish.seed,
  };
  const bench: Bench = {
    taskId: task.id,
    kind: move.kindOf(scene),
    level,
    levels,
    station: task.station,
    layer: task.layer,
    direction: move.direction,
    protocol: move.protocol,
    facts: move.facts(scene),
    fields: fieldsOf(plan),
    focus,
    actions: move.offers,
    allHands: wish.allHands,
    ...unit,
  };
  return isRaw ? rawBench(bench, factsBesides(scene, move)) : bench;
};
