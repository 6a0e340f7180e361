import type { Request } from 'express';
import type { Config } from '../config.ts';
import type { LiveSession } from '../sessions/live-session.ts';
import type { Registry } from '../sessions/registry.ts';
import type { Holder, Seats } from '../sessions/seats.ts';
import type { Cookies } from './cookies.ts';
import type { Failures } from './failures.ts';
import { NO_SESSION } from './problem.ts';

/** What a place in a room costs: a token; and what comes back, in the framework's own words. */
export type Reserve = (
  roomId: string,
  authorization: string,
) => Promise<
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly code: number; readonly text: string }
>;

/** What the pages and the API need of the rest of the server. */
export interface HttpServices {
  readonly config: Config;
  readonly hostKey: string;
  readonly registry: Registry;
  readonly seats: Seats;
  readonly cookies: Cookies;
  readonly reserve: Reserve;
  readonly wrongKeys: Failures;
  readonly wrongPins: Failures;
  readonly wrongTokens: Failures;
}

/** Who asks, by the token of the Authorization header. */
export const holderOf = async (
  { seats }: HttpServices,
  request: Request,
): Promise<Holder | undefined> => {
  const token = /^Bearer ([\w-]{1,64})$/.exec(request.headers.authorization ?? '')?.[1];
  return token === undefined ? undefined : await seats.holderOf(token);
};

export const openSessionOf = ({ registry }: HttpServices, id: string): LiveSession => {
  const live = registry.get(id);
  if (live === undefined) throw NO_SESSION;
  return live;
};
