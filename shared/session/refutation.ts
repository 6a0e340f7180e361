import { toHex } from '../base/bytes.ts';
import type { FrameKey } from '../lessons/session-words.ts';
import { mergeDecision } from '../network/automaton.ts';
import type { Happening } from '../network/happening.ts';
import { decide } from '../network/simulator.ts';
import type { Decision, Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import { becauseQuestion } from '../rules/because.ts';
import type { Finding } from '../rules/verdict.ts';
import { deepCopy } from './deep-copy.ts';
import { findingView } from './finding-view.ts';
import type { OpenRefutation } from './player-state.ts';
import type { Refutation } from './views/play.ts';

type Frame = Refutation['frames'][number];

/** Parts of a network that stay as they were made. */
const unchangingIn = ({ topology, nodes, open, exchanges, inner }: World): object[] => [
  topology,
  // Names are only ever added, and are the same in both.
  inner.names,
  ...topology.links,
  ...[...nodes.values()].flatMap(({ spec, interfaces, addresses, routes, tap }) => [
    spec,
    interfaces,
    addresses,
    routes,
    ...(tap?.copies ?? []),
  ]),
  ...open.values(),
  ...[...exchanges.values()].map(({ spec }) => spec),
];

/** The unit that a decision made: the frame that left, or what the next layer was handed. */
const madeBy = (task: Task, happenings: readonly Happening[]): Uint8Array | null => {
  for (const happening of happenings) {
    if (happening.type === 'frame-sent' && happening.task === task.id) return happening.bytes;
    if (happening.type === 'task-arose' && happening.task.cause === task.id) {
      return happening.task.unit;
    }
  }
  return null;
};

/** The first frame that left, as it would look on the wire. */
export const frameOf = (happenings: readonly Happening[]): Uint8Array | null => {
  const frame = happenings.find(happening => happening.type === 'frame-sent');
  return frame?.type === 'frame-sent' ? frame.bytes : null;
};

const receiverOf = (task: Task, happenings: readonly Happening[]): string | null => {
  for (const happening of happenings) {
    if (happening.type === 'frame-arrived') return happening.at;
    if (happening.type === 'task-arose' && happening.task.node !== task.node) {
      return happening.task.station;
    }
  }
  return null;
};

/**
 * Tells, asked once for each happening in order, what follows from the decision of `task`: other units are under way
 * at the same time, and what becomes of them is another story.
 */
const followingFrom = (task: Task): ((happening: Happening) => boolean) => {
  const tasks = new Set([task.id]);
  const frames = new Set<number>();
  return happening => {
    switch (happening.type) {
      case 'task-arose': {
        const { id, cause } = happening.task;
        if (cause !== null && tasks.has(cause)) tasks.add(id);
        return tasks.has(id);
      }
      case 'task-decided':
        return tasks.has(happening.task.id);
      case 'frame-sent':
        if (happening.task === null || !tasks.has(happening.task)) return false;
        frames.add(happening.captureIndex);
        return true;
      case 'frame-arrived':
      case 'frame-lost':
        return frames.has(happening.captureIndex);
      case 'delivered':
        return happening.exchange === task.exchange;
      default:
        return true;
    }
  };
};

interface End {
  readonly what: FrameKey;
  readonly at: string;
}

const endIn = (happening: Happening, task: Task): End | null => {
  if (happening.type === 'frame-lost') {
    return { what: happening.why === 'unclaimed' ? 'frame/unclaimed' : 'frame/lost', at: '' };
  }
  if (happening.type === 'process-fell') return { what: 'frame/fell-over', at: happening.node };
  if (happening.type === 'delivered') return { what: 'frame/delivered-wrong', at: happening.at };
  if (happening.type !== 'task-decided' || happening.task.id === task.id) return null;
  const { decision } = happening;
  // A card that a flooded copy came to as well says nothing about the unit.
  if (decision.values.reason === 'not-mine') return null;
  if (decision.action === 'drop') return { what: 'frame/dropped', at: happening.task.station };
  const refuses = ['rst', 'port-unreachable', 'net-unreachable', 'time-exceeded'];
  return decision.action === 'answer' && refuses.includes(String(decision.values.answer))
    ? { what: 'frame/answered', at: happening.task.station }
    : null;
};

/** Asked while the network goes on: whether the frame is known and, for a refutation (`tells`), all that it shows. */
const enoughFor = (task: Task, tells: boolean) => {
  const known = { frame: false, unit: !tells, receiver: !tells, end: !tells };
  const follows = followingFrom(task);
  let read = 0;
  return (happenings: readonly Happening[]): boolean => {
    for (const happening of happenings.slice(read)) {
      const alone = [happening];
      known.frame ||= happening.type === 'frame-sent';
      if (!follows(happening)) continue;
      known.unit ||= madeBy(task, alone) !== null;
      known.receiver ||= receiverOf(task, alone) !== null;
      known.end ||= endIn(happening, task) !== null;
    }
    read = happenings.length;
    return known.frame && known.unit && known.receiver && known.end;
  };
};

/**
 * What a wrong decision leads to, found in a copy of the network in which automata decide all the rest: as far as
 * `frameOf` needs it, with `tells` as far as `refutationOf` does.
 */
export const foresee = (
  world: World,
  task: Task,
  decision: Decision,
  tells: boolean,
): readonly Happening[] => {
  // The capture only grows and nothing reads it back: the copy starts its own.
  const copy = deepCopy({ ...world, capture: [] }, unchangingIn(world));
  const merged = mergeDecision(copy, task, decision);
  return decide(copy, task.id, merged, () => 'automaton', enoughFor(task, tells));
};

const endOf = (task: Task, happenings: readonly Happening[], speaker: string): End => {
  for (const happening of happenings) {
    const end = endIn(happening, task);
    if (end !== null) return { ...end, at: end.at === '' ? speaker : end.at };
  }
  return { what: 'frame/nothing-came-back', at: speaker };
};

const framesOf = (
  finding: Finding,
  task: Task,
  happenings: readonly Happening[],
): readonly Frame[] => {
  const unit = madeBy(task, happenings);
  const hex = toHex(unit ?? task.unit);
  const receiver = receiverOf(task, happenings);
  // Where nothing left, what arrives somewhere else is not the end of it.
  const ends =
    unit === null ? happenings.filter(({ type }) => type === 'process-fell') : happenings;
  const end = endOf(task, ends, finding.speaker);
  const what = (key: FrameKey): FrameKey => key;
  return [
    {
      at: task.station,
      what: what(unit === null ? 'frame/never-left' : 'frame/left'),
      hex,
      mark: null,
    },
    {
      at: receiver ?? finding.speaker,
      what: what(receiver === null ? 'frame/arrived-nowhere' : 'frame/arrived-at'),
      hex,
      mark: null,
    },
    { at: finding.speaker, what: what('frame/looked-at'), hex, mark: finding.bits },
    { at: end.at, what: end.what, hex: '', mark: null },
  ];
};

/** Four frames of what the network made of a wrong decision, and the question why (GAME §4). */
export const refutationOf = (
  refutationId: number,
  finding: Finding,
  task: Task,
  all: readonly Happening[],
  seed: string,
): Omit<OpenRefutation, 'holds'> => {
  const happenings = all.filter(followingFrom(task));
  const question = becauseQuestion(finding, `${seed}/because/${refutationId}`);
  return {
    right: question?.right ?? '',
    view: {
      refutationId,
      finding: findingView(finding),
      frames: framesOf(finding, task, happenings),
      question: { choices: question?.choices ?? [], chosen: null, right: null },
    },
  };
};
