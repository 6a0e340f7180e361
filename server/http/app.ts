import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { ZodError } from 'zod';
import { refuseForeign, securityHeaders } from './guard.ts';
import { hostRoutes } from './host-routes.ts';
import { joinRoutes } from './join-routes.ts';
import { lookBackRoutes } from './look-back-routes.ts';
import { makeMetrics } from './metrics.ts';
import { pages } from './pages.ts';
import { MALFORMED, Problem, sendProblem } from './problem.ts';
import type { HttpServices } from './services.ts';

const LARGEST_BODY = '16kb';

const NOT_FOUND = new Problem(404, 'not-found', 'There is nothing at this address.');
const TOO_LARGE = new Problem(413, 'too-large', 'This request is too large for the server.');
const BROKEN = new Problem(
  500,
  'broken',
  'The server met a problem of its own. Try again; if it stays, tell the host.',
);

const statusOf = (problem: unknown): number =>
  problem instanceof Error && 'status' in problem ? Number(problem.status) : 500;

const problemOf = (caught: unknown): Problem => {
  if (caught instanceof Problem) return caught;
  if (caught instanceof ZodError || caught instanceof URIError) return MALFORMED;
  const status = statusOf(caught);
  if (status === 413) return TOO_LARGE;
  if (status >= 400 && status < 500) return MALFORMED;
  console.error(caught);
  return BROKEN;
};

// Express knows a handler of errors by its four parameters.
const answerProblem: ErrorRequestHandler = (caught, _request, response, next) => {
  if (response.headersSent) next(caught);
  else sendProblem(response, problemOf(caught));
};

/** The framework's matchmaking request, answered by us: only by token, only with our headers and limits. */
const matchmaking =
  ({ reserve, wrongTokens }: HttpServices): RequestHandler<{ roomId: string }> =>
  async (request, response) => {
    await wrongTokens.check(request);
    const reserved = await reserve(request.params.roomId, request.headers.authorization ?? '');
    if (reserved.ok) {
      response.json(reserved.answer);
      return;
    }
    await wrongTokens.count(request);
    const { code, text } = reserved;
    response.status(code >= 400 && code < 600 ? code : 500).json({ code, error: text });
  };

/** Pages, API, figures: everything on the port that is not a socket. */
export const makeApp = (services: HttpServices): Express => {
  const { config, registry } = services;
  const metrics = makeMetrics(registry);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustedProxies);
  app.use(metrics.count, securityHeaders(), refuseForeign(config.publicUrl));
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok', sessions: registry.all.length });
  });
  app.get('/metrics', metrics.show);
  const api = express.Router();
  api.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  api.use(express.json({ limit: LARGEST_BODY }));
  api.use(hostRoutes(services), joinRoutes(services), lookBackRoutes(services));
  app.use('/api', api);
  app.post('/matchmake/joinById/:roomId', matchmaking(services));
  app.use(pages(config.clientDir));
  app.use((_request, _response, next) => next(NOT_FOUND));
  app.use(answerProblem);
  return app;
};
