import { parseIp } from '../../../base/ip.ts';
import type { ServiceSettings } from '../service.ts';
import { flagOf, textsByName } from '../settings.ts';
import { careful, type ResolverSettings } from './settings.ts';

/** A resolver of old: it counts its questions, and asks all of them from the port that it got when it started. */
const GUESSABLE = { countsNumbers: true, fixedPort: 32_769 } as const;

/** A careful resolver as a mission tells it: `hints` are addresses by name of the root's servers; with `keepsCase` it
 *  asks for names as they are written; with `guessable` the next number and port can be told from the last. */
export const resolverSettings = (settings: ServiceSettings): ResolverSettings => {
  const hints = textsByName(settings, 'hints');
  const names = Object.keys(hints);
  return {
    ...careful(names.map(name => ({ name, addresses: [parseIp(hints[name] ?? '') ?? 0] }))),
    mixesCase: !flagOf(settings, 'keepsCase'),
    ...(flagOf(settings, 'guessable') ? GUESSABLE : {}),
  };
};
