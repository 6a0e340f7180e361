import { type Request, Router } from 'express';
import { z } from 'zod';
import { SETTINGS } from '../../shared/messages/command-schema.ts';
import type { LiveSession } from '../sessions/live-session.ts';
import { sameSecret } from '../sessions/tokens.ts';
import { joinAddresses } from './greeting.ts';
import { missionList } from './mission-list.ts';
import { HOST_ONLY, Problem } from './problem.ts';
import { type HttpServices, openSessionOf } from './services.ts';

const LOGIN = z.strictObject({ hostKey: z.string().max(256) });
const OPEN = z.strictObject({ settings: SETTINGS });
const WHICH = z.strictObject({ sessionId: z.string().max(64) });

const WRONG_KEY = new Problem(
  401,
  'wrong-host-key',
  'This is not the host key. It stands in the window in which the server was started.',
);
const NO_MISSION = new Problem(
  400,
  'no-such-mission',
  'There is no such mission, or it has no seats for a crew of this size.',
);
const FULL = new Problem(
  503,
  'server-full',
  'So many sessions are open that the server takes no more. End some of them first.',
);

const hostOnly = ({ cookies }: HttpServices, request: Request): void => {
  if (!cookies.isHost(request)) throw HOST_ONLY;
};

/** Becoming the host. */
const loginRoutes = ({ wrongKeys, hostKey, cookies }: HttpServices): Router => {
  const router = Router();

  router.post('/host/login', async (request, response) => {
    await wrongKeys.check(request);
    const { hostKey: given } = LOGIN.parse(request.body);
    if (!sameSecret(given.trim(), hostKey)) {
      await wrongKeys.count(request);
      throw WRONG_KEY;
    }
    cookies.makeHost(response);
    response.status(204).end();
  });

  router.get('/host/me', (request, response) => {
    response.json({ host: cookies.isHost(request) });
  });

  router.get('/missions', (_request, response) => {
    response.json(missionList());
  });
  return router;
};

const lineOf = ({ id, fold }: LiveSession) => ({
  sessionId: id,
  pin: fold.pin,
  title: fold.settings.title,
  format: fold.settings.format,
  missionId: fold.settings.missionId,
  phase: fold.phase,
  people: [...fold.players.values()].filter(player => player.seat !== -1).length,
});

/** Opening sessions, and tokens for the two pages of the host. */
const sessionRoutes = (services: HttpServices): Router => {
  const { registry, seats } = services;
  const router = Router();

  router.post('/sessions', async (request, response) => {
    hostOnly(services, request);
    const { settings } = OPEN.parse(request.body);
    const mission = missionList().find(each => each.id === settings.missionId);
    if (mission === undefined || !mission.crewSizes.includes(settings.crewSize)) throw NO_MISSION;
    if (registry.isFull) throw FULL;
    const live = await registry.open({ ...settings, practiceStations: null });
    response.status(201).json({ sessionId: live.id, pin: live.fold.pin });
  });

  router.get('/sessions', (request, response) => {
    hostOnly(services, request);
    const open = registry.all.filter(
      ({ fold }) => fold.phase !== 'ended' && fold.settings.practiceStations === null,
    );
    response.json(open.map(lineOf));
  });

  router.get('/addresses', (request, response) => {
    hostOnly(services, request);
    const { host, publicUrl } = services.config;
    response.json({ addresses: joinAddresses(host, request.socket.localPort ?? 0, publicUrl) });
  });

  for (const role of ['host', 'projector'] as const) {
    router.post(`/${role}/token`, async (request, response) => {
      hostOnly(services, request);
      const { sessionId } = WHICH.parse(request.body);
      const token = await seats.issue(openSessionOf(services, sessionId), role);
      response.json({ token });
    });
  }
  return router;
};

/** What only the host may do over HTTP. */
export const hostRoutes = (services: HttpServices): Router =>
  Router().use(loginRoutes(services), sessionRoutes(services));
