import { parseIp } from '../../../base/ip.ts';
import type { ServiceSettings } from '../service.ts';
import { flagOf, textsByName } from '../settings.ts';
import { careful, type ResolverSettings } from './settings.ts';

/** Resolvers of old: they ask from the port that they got when they started, and the oldest count their questions. */
const KEEPS_PORT = { fixedPort: 32_769 } as const;
const GUESSABLE = { ...KEEPS_PORT, countsNumbers: true } as const;

/** A careful resolver as a mission tells it: `hints` are addresses by name of the root's servers; with `keepsCase` it
 *  asks for names as they are written; with `keepsPort` all questions leave from one port, with `guessable` they are counted too. */
export const resolverSettings = (settings: ServiceSettings): ResolverSettings => {
  const hints = textsByName(settings, 'hints');
  const names = Object.keys(hints);
  return {
    ...careful(names.map(name => ({ name, addresses: [parseIp(hints[name] ?? '') ?? 0] }))),
    mixesCase: !flagOf(settings, 'keepsCase'),
    ...(flagOf(settings, 'keepsPort') ? KEEPS_PORT : {}),
    ...(flagOf(settings, 'guessable') ? GUESSABLE : {}),
  };
};
