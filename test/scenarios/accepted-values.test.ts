import { expect, test } from 'vitest';
import { MISSIONS } from '../../shared/missions/catalog.ts';
import { type Mission, worldOptionsOf } from '../../shared/missions/mission.ts';
import { automatonDecision, mergeDecision } from '../../shared/network/automaton.ts';
import type { ExchangeSpec } from '../../shared/network/exchange.ts';
import type { Happening } from '../../shared/network/happening.ts';
import { decide, openTasks, startExchange } from '../../shared/network/simulator.ts';
import type { Decision, Task, Value } from '../../shared/network/task.ts';
import { createWorld, type World } from '../../shared/network/world.ts';
import { judge } from '../../shared/rules/judge.ts';

/** A fresh network in which the first task of a situation lies open, if there is one. */
const stoppedAt = (
  mission: Mission,
  spec: ExchangeSpec,
  situation: string,
): {
  readonly world: World;
  readonly task: Task | undefined;
  readonly before: readonly Happening[];
} => {
  const world = createWorld(mission.topology, 'seed', worldOptionsOf(mission));
  let met = false;
  const before = startExchange(world, spec, 1, ({ situation: { type } }) => {
    if (met || type !== situation) return 'automaton';
    met = true;
    return 'person';
  });
  return { world, task: openTasks(world)[0], before };
};

const situationsIn = (mission: Mission, spec: ExchangeSpec): ReadonlySet<string> => {
  const world = createWorld(mission.topology, 'seed', worldOptionsOf(mission));
  const seen = new Set<string>();
  startExchange(world, spec, 1, task => {
    seen.add(task.situation.type);
    return 'automaton';
  });
  return seen;
};

const odd = (value: Value): readonly Value[] =>
  typeof value === 'number'
    ? [0, 1, 7, 40_000, value + 1]
    : [value.toUpperCase(), `${value}.`, ` ${value} `];

/** Decisions that differ from the automaton's in one odd value and are accepted all the same. */
const acceptedOddities = (world: World, task: Task): readonly Decision[] => {
  const { action, values } = automatonDecision(world, task);
  return Object.entries(values).flatMap(([path, own]) =>
    odd(own)
      .filter(value => value !== own)
      .map(value => ({ action, values: { [path]: value } }))
      .filter(decision => judge(world, task, decision).shade !== 'refused'),
  );
};

/** A client of DHCP that has collected offers, or begins anew after a refusal, says nothing twice. */
const goesOn = (next: Happening | undefined): boolean => {
  const situation = next?.type === 'task-arose' ? next.task.situation : undefined;
  if (situation?.type === 'ask-lease') return /^(chosen|start) /.test(situation.word);
  if (situation?.type === 'check-lease') return true;
  // One that is out of date: the client has gone on meanwhile.
  return situation?.type === 'converse' && situation.program === 'dhclient';
};

/**
 * A host that asks whether somebody has its new address is glad to hear nothing, and asks three times: as nobody, so
 * that its questions are known by their sender, RFC 5227 §2.1.1.
 */
const isProbing = (before: readonly Happening[], host: string): boolean => {
  const asked = before.findLast(
    one =>
      one.type === 'task-decided' &&
      one.task.node === host &&
      one.task.situation.type === 'ask-arp',
  );
  return asked?.type === 'task-decided' && asked.decision.values['arp.senderProtocol'] === 0;
};

/** What went wrong after a decision; '' when the message came home without anything sent twice. */
const troubleAfter = (before: readonly Happening[], after: readonly Happening[]): string => {
  const end = after.find(one => one.type === 'exchange-ended');
  const resent = after.some(
    (one, index) =>
      one.type === 'timer-fired' &&
      one.timer !== 'acknowledgment' &&
      one.timer !== 'lease' &&
      !(one.timer === 'arp' && isProbing([...before, ...after.slice(0, index)], one.node)) &&
      !goesOn(after[index + 1]),
  );
  return `${end?.outcome === 'done' ? '' : 'failed'}${resent ? ' sent again' : ''}`;
};

const troublesOf = (mission: Mission, spec: ExchangeSpec, situation: string): string[] => {
  const { world: probe, task } = stoppedAt(mission, spec, situation);
  if (task === undefined) return [];
  return acceptedOddities(probe, task).flatMap(decision => {
    const { world, task: open, before } = stoppedAt(mission, spec, situation);
    if (open === undefined) return ['not reached again'];
    const merged = mergeDecision(world, open, decision);
    const trouble = troubleAfter(
      before,
      decide(world, open.id, merged, () => 'automaton'),
    );
    return trouble === '' ? [] : [`${situation} ${JSON.stringify(decision.values)}: ${trouble}`];
  });
};

test.each(MISSIONS.map(mission => [mission.id, mission] as const))(
  'in %s the network brings home whatever the judge accepts',
  (_id, mission) => {
    const troubles = mission.exchanges.flatMap(({ spec }) =>
      [...situationsIn(mission, spec)].flatMap(situation => troublesOf(mission, spec, situation)),
    );
    expect(troubles).toEqual([]);
  },
  60_000,
);
