import { MISSIONS } from '../../shared/missions/catalog.ts';
import type { Mission } from '../../shared/missions/mission.ts';
import type { StationId } from '../../shared/network/task.ts';

/** A mission as it is offered; nothing of its network or its answers. */
export interface MissionLine {
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  readonly story: string;
  readonly labNote: string | null;
  readonly crewSizes: readonly number[];
  readonly stations: readonly StationId[];
  readonly tags: Mission['tags'];
  readonly level: Mission['level'];
}

const lineOf = (mission: Mission): MissionLine => {
  const { id, title, goal, story, labNote, tags, level, seats } = mission;
  const crewSizes = Object.keys(seats).map(Number);
  const stations = [...new Set(Object.values(seats).flat(2))].sort();
  return { id, title, goal, story, labNote, crewSizes, stations, tags, level };
};

const LINES = MISSIONS.map(lineOf);

/** All missions in the order in which they are played. */
export const missionList = (): readonly MissionLine[] => LINES;
