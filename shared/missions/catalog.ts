import downAndUp from './02-down-and-up.json' with { type: 'json' };
import phoneBook from './04-phone-book.json' with { type: 'json' };
import askTheRoot from './05-ask-the-root.json' with { type: 'json' };
import firstDay from './06-first-day.json' with { type: 'json' };
import nextHop from './07-next-hop.json' with { type: 'json' };
import getPrices from './09-get-prices.json' with { type: 'json' };
import glassEnvelope from './10-glass-envelope.json' with { type: 'json' };
import forger from './14-forger.json' with { type: 'json' };
import permitList from './15-permit-list.json' with { type: 'json' };
import garbageIn from './16-garbage-in.json' with { type: 'json' };
import oneAddress from './20-one-address.json' with { type: 'json' };
import { type Mission, parseMission } from './mission.ts';

/** A file of ours that is wrong is a bug: it names every place and stops the start. */
const read = (raw: unknown): Mission => {
  const mission = parseMission(raw);
  if (mission.ok) return mission.value;
  const places = mission.error.map(({ path, message }) => `${path}: ${message}`);
  throw new Error(`a mission file is wrong\n${places.join('\n')}`);
};

/** All missions in the order in which they are played. */
export const MISSIONS: readonly Mission[] = [
  downAndUp,
  phoneBook,
  askTheRoot,
  firstDay,
  nextHop,
  getPrices,
  glassEnvelope,
  forger,
  permitList,
  garbageIn,
  oneAddress,
].map(read);

export const missionById = (id: string): Mission | undefined =>
  MISSIONS.find(mission => mission.id === id);
