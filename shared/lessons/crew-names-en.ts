const NAMES = [
  'Anchor',
  'Beacon',
  'Compass',
  'Dinghy',
  'Ensign',
  'Fathom',
  'Galley',
  'Harbour',
  'Island',
  'Jetty',
  'Keel',
  'Lantern',
  'Mast',
  'North',
  'Oar',
  'Pilot',
  'Quay',
  'Rudder',
  'Sail',
  'Tide',
] as const;

/** What crew number `crew` is called, from 0; alphabetical, so that lanes in that order are lanes by number. */
export const crewName = (crew: number): string => `Crew ${NAMES[crew] ?? crew + 1}`;
