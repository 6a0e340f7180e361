import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Registry as Metrics } from 'prom-client';
import type { Registry } from '../sessions/registry.ts';

/** Figures about the server for Prometheus; no names, no sessions. */
export const makeMetrics = (registry: Registry) => {
  const metrics = new Metrics();
  collectDefaultMetrics({ register: metrics });
  const requests = new Counter({
    name: 'stack_http_requests_total',
    help: 'Answered requests by status class.',
    labelNames: ['status'],
    registers: [metrics],
  });
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [metrics],
      collect() {
        this.set(read());
      },
    });
  };
  const people = () => registry.all.flatMap(({ fold }) => [...fold.players.values()]);
  gauge('stack_sessions_open', 'Sessions in memory.', () => registry.all.length);
  gauge('stack_players', 'Seats given to people in open sessions.', () => people().length);
  gauge(
    'stack_players_connected',
    'People who are connected now.',
    () => people().filter(player => player.connected).length,
  );
  const { log } = registry.store;
  gauge('stack_events_written', 'Events on the disk since the start.', () => log.figures.events);
  gauge('stack_commits', 'Writes to the disk since the start.', () => log.figures.commits);
  gauge('stack_commit_failures', 'Events that could not be written.', () => log.figures.failures);

  const count: RequestHandler = (_request, response, next) => {
    response.on('finish', () => {
      requests.inc({ status: `${Math.floor(response.statusCode / 100)}xx` });
    });
    next();
  };
  const show: RequestHandler = async (_request, response) => {
    response.setHeader('Content-Type', metrics.contentType);
    response.send(await metrics.metrics());
  };
  return { count, show };
};
