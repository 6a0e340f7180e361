import { randomInt } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Result } from '../../shared/base/result.ts';
import { HELPS } from '../../shared/session/settings.ts';
import type { LiveSession } from '../sessions/live-session.ts';
import { nicknameKey, type Seated, type SeatProblem } from '../sessions/seats.ts';
import { missionList } from './mission-list.ts';
import { cleanNickname, drawNickname, NICKNAME_TEXT } from './nickname.ts';
import { NO_PIN, NO_SESSION, Problem } from './problem.ts';
import { type HttpServices, openSessionOf } from './services.ts';

const PRACTICE_MINUTES = 7;
const PRACTICE_FEED_SECONDS = 4;

const JOIN = z.strictObject({ pin: z.string().max(12), nickname: z.string().max(200) });
const REJOIN = JOIN.extend({ seatCode: z.string().max(12) });
const WHICH = z.strictObject({ sessionId: z.string().max(64) });
const PRACTICE = z.strictObject({
  missionId: z.string().max(64),
  stations: z.union([z.literal('all'), z.array(z.string().max(64)).min(1).max(64)]),
  help: z.enum(HELPS),
});

const PROBLEMS: Readonly<Record<SeatProblem, Problem>> = {
  'no-session': NO_SESSION,
  locked: new Problem(403, 'locked', 'The host has locked this session. Ask to be let in.'),
  full: new Problem(409, 'full', 'This session is full. Ask the host to open another one.'),
  'nickname-taken': new Problem(
    409,
    'nickname-taken',
    'Somebody here has this name already. Take another one; or, if it was you, come back with your seat code.',
  ),
  'wrong-code': new Problem(
    403,
    'wrong-seat-code',
    'Nickname and seat code do not fit together. The code stands at the top of your page; your host can see your name.',
  ),
  'seat-locked': new Problem(
    423,
    'seat-locked',
    'Five wrong codes have locked this seat. Ask the host to open it.',
  ),
  'server-full': new Problem(
    503,
    'server-full',
    'So many sessions are open that the server takes no more. Try again in a few minutes.',
  ),
};
const NO_SEAT = new Problem(
  404,
  'no-seat',
  'This browser has no seat in that session. Join with the PIN, or come back with your seat code.',
);
const NO_MISSION = new Problem(400, 'no-such-mission', 'There is no such mission. Choose another.');
const NO_STATION = new Problem(
  400,
  'no-such-station',
  'This mission has no such station. Choose from the list on the practice page.',
);

const cleanOrRefuse = (given: string): string => {
  const cleaned = cleanNickname(given);
  if ('problem' in cleaned) {
    throw new Problem(400, `nickname-${cleaned.problem}`, NICKNAME_TEXT[cleaned.problem]);
  }
  return cleaned.nickname;
};

/** A nickname that nobody in the session has yet, as far as a few draws can tell. */
const freeNickname = (live: LiveSession | undefined): string => {
  const taken = new Set(
    [...(live?.fold.players.values() ?? [])].map(player => nicknameKey(player.nickname)),
  );
  let drawn = drawNickname(randomInt);
  for (let tries = 0; tries < 50 && taken.has(nicknameKey(drawn)); tries++) {
    drawn = drawNickname(randomInt);
  }
  return drawn;
};

const byPin = async (
  { registry, wrongPins }: HttpServices,
  request: Request,
  pin: string,
): Promise<LiveSession> => {
  await wrongPins.check(request);
  const live = registry.byPin(pin.replace(/\s/g, ''));
  if (live !== undefined) return live;
  await wrongPins.count(request);
  throw NO_PIN;
};

const give = (
  { cookies }: HttpServices,
  request: Request,
  response: Response,
  seated: Result<Seated, SeatProblem>,
): void => {
  if (!seated.ok) throw PROBLEMS[seated.error];
  cookies.addSeat(request, response, seated.value);
  response.json(seated.value);
};

/** Finding the session and sitting down. */
const newcomerRoutes = (services: HttpServices): Router => {
  const { registry, seats } = services;
  const router = Router();

  router.get('/pin/:pin', async (request, response) => {
    const { id, fold } = await byPin(services, request, request.params.pin);
    const { title, format } = fold.settings;
    response.json({ sessionId: id, title, format, locked: fold.locked });
  });

  router.get('/nickname', (request, response) => {
    const { pin } = request.query;
    const live = typeof pin === 'string' ? registry.byPin(pin) : undefined;
    response.json({ nickname: freeNickname(live) });
  });

  router.post('/join', async (request, response) => {
    const { pin, nickname } = JOIN.parse(request.body);
    const live = await byPin(services, request, pin);
    give(services, request, response, await seats.join(live, cleanOrRefuse(nickname)));
  });
  return router;
};

/** Seats of this browser that can still be taken again. */
const offersOf = ({ registry, cookies }: HttpServices, request: Request) =>
  cookies.seats(request).flatMap(({ sessionId, playerId }) => {
    const live = registry.get(sessionId);
    const player = live?.fold.players.get(playerId);
    if (live === undefined || player === undefined || player.seat === -1) return [];
    return live.fold.phase === 'ended' ? [] : [{ live, player }];
  });

/** Coming back: by seat code on another device, by cookie on the same. */
const comeBackRoutes = (services: HttpServices): Router => {
  const { seats } = services;
  const router = Router();

  router.post('/rejoin', async (request, response) => {
    const { pin, nickname, seatCode } = REJOIN.parse(request.body);
    const live = await byPin(services, request, pin);
    const code = seatCode.replace(/\s/g, '');
    give(services, request, response, await seats.rejoin(live, nickname.trim(), code));
  });

  router.get('/me', (request, response) => {
    const offers = offersOf(services, request).map(({ live, player }) => ({
      sessionId: live.id,
      pin: live.fold.pin,
      nickname: player.nickname,
    }));
    response.json({ offers });
  });

  router.post('/resume', async (request, response) => {
    const { sessionId } = WHICH.parse(request.body);
    const live = openSessionOf(services, sessionId);
    const offer = offersOf(services, request).find(each => each.live === live);
    if (offer === undefined) throw NO_SEAT;
    response.json(await seats.seated(live, offer.player.playerId));
  });
  return router;
};

const practiceRoutes = (services: HttpServices): Router => {
  const router = Router();
  router.post('/practice', async (request, response) => {
    const { missionId, stations, help } = PRACTICE.parse(request.body);
    const mission = missionList().find(each => each.id === missionId);
    if (mission === undefined) throw NO_MISSION;
    const known: readonly string[] = mission.stations;
    if (stations !== 'all' && !stations.every(station => known.includes(station))) {
      throw NO_STATION;
    }
    const settings = {
      format: 'practice',
      title: mission.title,
      missionId,
      crewSize: 1,
      help,
      roundMinutes: PRACTICE_MINUTES,
      feedAfterSeconds: PRACTICE_FEED_SECONDS,
      practiceStations: stations === 'all' ? ['all'] : stations,
    } as const;
    const seated = await services.seats.practise(settings, freeNickname(undefined));
    give(services, request, response, seated);
  });
  return router;
};

/** What a player does before there is a token. */
export const joinRoutes = (services: HttpServices): Router =>
  Router().use(newcomerRoutes(services), comeBackRoutes(services), practiceRoutes(services));
