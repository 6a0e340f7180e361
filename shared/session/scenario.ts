import { missionById } from '../missions/catalog.ts';
import { type Mission, seatsFor, worldOptionsOf } from '../missions/mission.ts';
import { variantOf } from '../missions/variant.ts';
import { withOutsidePort } from '../network/edge.ts';
import type { ExchangeSpec } from '../network/exchange.ts';
import type { StationId } from '../network/task.ts';
import type { Topology } from '../network/topology.ts';
import { createWorld, type World } from '../network/world.ts';
import { QUESTION_VARIANTS } from '../rules/question.ts';
import type { SessionSettings } from './settings.ts';

/** A message that the dispatcher may start; decoys come after the wishes. */
export interface Template {
  readonly spec: ExchangeSpec;
  readonly weight: number;
  readonly decoy: boolean;
  /** Which of the mission's messages it is: variants of one differ in what their steps ask. */
  readonly message: number;
  /** What is delivered, in words of the mission; '' for a decoy. */
  readonly delivers: string;
}

/** The mission a session plays, as it stands in its file. */
export type Scenario = Mission;

export const scenarioOf = (missionId: string): Scenario | null => missionById(missionId) ?? null;

/** The mission in the variant of one crew: same structure, permuted addresses and numbers. */
export const crewScenario = (scenario: Scenario, seed: string, crew: number): Scenario =>
  variantOf(scenario, seed, crew);

/** With a free port where a machine outside may be plugged in. */
const topologyOf = ({ topology, edge }: Scenario): Topology =>
  edge === null ? topology : withOutsidePort(topology, edge);

/** A fresh network of the mission. */
export const worldOf = (scenario: Scenario, seed: string): World =>
  createWorld(topologyOf(scenario), seed, worldOptionsOf(scenario));

/** All messages of a mission in all variants of their questions, then its decoys. */
export const templatesOf = (scenario: Scenario): readonly Template[] => {
  const wishes = scenario.exchanges.flatMap(({ spec, weight, delivers }, message) =>
    Array.from({ length: QUESTION_VARIANTS }, (_, question) => ({
      spec: { ...spec, question },
      weight: weight / QUESTION_VARIANTS,
      decoy: false,
      message,
      delivers,
    })),
  );
  const decoys = scenario.decoys.map(({ spec, weight }, index) => ({
    spec,
    weight,
    decoy: true,
    message: scenario.exchanges.length + index,
    delivers: '',
  }));
  return [...wishes, ...decoys];
};

const playableStations = (scenario: Scenario): readonly StationId[] =>
  [...new Set(Object.values(scenario.seats).flat(2))].sort();

/** Stations of each seat: the mission's row for the crew size, or one seat with what a person practises. */
export const seatRow = (
  scenario: Scenario,
  settings: SessionSettings,
): readonly (readonly StationId[])[] => {
  const { practiceStations } = settings;
  if (settings.format !== 'practice' || practiceStations === null) {
    return seatsFor(scenario, settings.crewSize);
  }
  const playable = playableStations(scenario);
  const chosen = practiceStations.includes('all')
    ? playable
    : playable.filter(station => practiceStations.includes(station));
  return [chosen.length > 0 ? chosen : playable];
};
