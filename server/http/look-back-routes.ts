import { type Request, type Response, Router } from 'express';
import { crewCapture } from '../../shared/session/capture.ts';
import { crewOutline } from '../../shared/session/outline.ts';
import { crewTrace } from '../../shared/session/replay.ts';
import { reportRows } from '../../shared/session/report.ts';
import type { Snapshot } from '../sessions/keeping.ts';
import type { LiveSession } from '../sessions/live-session.ts';
import { HOST_ONLY, MALFORMED, NO_SESSION, NOT_YET, NOT_YOURS, NOTHING_KEPT } from './problem.ts';
import { type HttpServices, holderOf } from './services.ts';

const CAPTURE_TYPE = 'application/vnd.tcpdump.pcap';

const download = (response: Response, name: string): void => {
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  response.setHeader('Cache-Control', 'private, no-store');
};

const numberIn = (request: Request, name: string): number => {
  const text = request.query[name] ?? '0';
  if (typeof text !== 'string' || !/^\d{1,4}$/.test(text)) throw MALFORMED;
  return Number(text);
};

interface Looker {
  /** null: the host. */
  readonly playerId: string | null;
}

/** Who may look: the host at any time, a player when the round is over. */
const lookerAt = async (services: HttpServices, request: Request, id: string): Promise<Looker> => {
  const holder = await holderOf(services, request);
  if (holder?.session === id && holder.role === 'player') return { playerId: holder.playerId };
  const isHost = holder?.session === id && holder.role === 'host';
  if (isHost || services.cookies.isHost(request)) return { playerId: null };
  throw NOT_YOURS;
};

const mayLook = (live: LiveSession, crew: number, { playerId }: Looker): void => {
  const { fold } = live;
  if (crew >= fold.crews.length) throw NO_SESSION;
  if (playerId === null) return;
  if (fold.players.get(playerId)?.crew !== crew) throw NOT_YOURS;
  if (fold.phase === 'playing' || fold.phase === 'paused') throw NOT_YET;
};

const findSession = async ({ registry }: HttpServices, id: string): Promise<LiveSession> => {
  const live = await registry.read(id);
  if (live !== undefined) return live;
  throw (await registry.store.sessions.find(id)) === undefined ? NO_SESSION : NOTHING_KEPT;
};

const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  rows
    .map(row => `${row.map(cell => `"${String(cell).replaceAll('"', '""')}"`).join(',')}\r\n`)
    .join('');

const rowsOf = async (services: HttpServices, id: string) => {
  const live = await services.registry.read(id);
  if (live !== undefined) return reportRows(live.fold);
  const snapshot = await services.registry.store.sessions.snapshot(id);
  if (snapshot === undefined) throw NO_SESSION;
  return (JSON.parse(snapshot.body) as Snapshot).report;
};

/** Captures of a session that another version of the game has played. */
const keptCapture = async (
  { registry }: HttpServices,
  id: string,
  crew: number,
  refused: boolean,
): Promise<Uint8Array | undefined> =>
  (await registry.store.sessions.capture(id, crew, refused))?.bytes;

/** The crew that a player belongs to; the host says which. */
const crewOf = (live: LiveSession, request: Request, { playerId }: Looker): number =>
  live.fold.players.get(playerId ?? '')?.crew ?? numberIn(request, 'crew');

/** Names and places for the replay. */
const outlineRoutes = (services: HttpServices): Router => {
  const router = Router();
  router.get('/sessions/:id/outline', async (request, response) => {
    const { id } = request.params;
    const looker = await lookerAt(services, request, id);
    const live = await findSession(services, id);
    const crew = crewOf(live, request, looker);
    mayLook(live, crew, looker);
    response.json(crewOutline(live.fold, crew, looker.playerId));
  });
  return router;
};

/** What happened, byte by byte. */
const byteRoutes = (services: HttpServices): Router => {
  const { registry } = services;
  const router = Router();

  router.get('/sessions/:id/trace', async (request, response) => {
    const { id } = request.params;
    const crew = numberIn(request, 'crew');
    const looker = await lookerAt(services, request, id);
    const live = await findSession(services, id);
    mayLook(live, crew, looker);
    response.json(crewTrace(live.fold, crew, looker.playerId));
  });

  router.get('/sessions/:id/capture.pcapng', async (request, response) => {
    const { id } = request.params;
    const crew = numberIn(request, 'crew');
    const refused = numberIn(request, 'refused') === 1;
    const looker = await lookerAt(services, request, id);
    const live = await registry.read(id);
    const kept =
      live === undefined && looker.playerId === null
        ? await keptCapture(services, id, crew, refused)
        : undefined;
    download(response, `crew-${crew + 1}${refused ? '-refused' : ''}.pcapng`);
    response.type(CAPTURE_TYPE);
    if (kept !== undefined) {
      response.end(kept);
      return;
    }
    const found = live ?? (await findSession(services, id));
    mayLook(found, crew, looker);
    const { playerId } = looker;
    const mine = numberIn(request, 'mine') === 1 && playerId !== null;
    const wish = { refused, viewer: playerId, ...(mine ? { playerId } : {}) };
    response.end(crewCapture(found.fold, crew, wish));
  });

  return router;
};

/** What the teacher takes home. */
const resultRoutes = (services: HttpServices): Router => {
  const { cookies, registry } = services;
  const router = Router();

  router.get('/sessions/:id/results.csv', async (request, response) => {
    if (!cookies.isHost(request)) throw HOST_ONLY;
    const rows = await rowsOf(services, request.params.id);
    download(response, 'results.csv');
    response.type('text/csv; charset=utf-8');
    // The mark at the front tells spreadsheets that this is UTF-8.
    response.send(`\ufeff${csvOf(rows)}`);
  });

  router.get('/sessions/:id/log', async (request, response) => {
    if (!cookies.isHost(request)) throw HOST_ONLY;
    const rows = await registry.store.log.read(request.params.id);
    if (rows.length === 0) throw NO_SESSION;
    download(response, 'session.jsonl');
    response.type('application/jsonl');
    response.send(rows.map(row => `${row.body}\n`).join(''));
  });
  return router;
};

/** After the round. */
export const lookBackRoutes = (services: HttpServices): Router =>
  Router().use(outlineRoutes(services), byteRoutes(services), resultRoutes(services));
