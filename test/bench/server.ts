import { foldLog } from '../../shared/session/fold.ts';
import { ApiClient, hostClient, openClass } from '../server/api-client.ts';
import { type RunningServer, startServer } from '../server/start-server.ts';
import { eventsIn } from '../shared/session/events-in.ts';
import { countingProxy } from './counting-proxy.ts';
import { echoLoad, type LoadFigures } from './echo-load.ts';
import type { Figure } from './figure.ts';
import { playLoad, seatClass } from './server-load.ts';

const CLASS_SIZE = 25;
const EVERY_MS = 2_000;
const LASTS_MS = 12_000;
const WIRE_CLASS = 30;

const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

const figure = (
  name: string,
  unit: string,
  value: number,
  against: number,
  hold?: number,
): Figure => ({
  name,
  unit,
  value,
  against,
  ratio: value / against,
  ...(hold === undefined ? {} : { hold }),
});

/** Smaller is better: the ratio is turned round, so that more is better everywhere. */
const smallest = (
  name: string,
  unit: string,
  value: number,
  against: number,
  hold?: number,
): Figure => ({ ...figure(name, unit, value, against, hold), ratio: against / value });

const perCpuSecond = ({ actions, cpuSeconds }: LoadFigures): number => actions / cpuSeconds;

/** Action to acknowledgement with the store on, beside a bare echo under the same load in the same run. */
const actionFigures = async (server: RunningServer, people: number): Promise<readonly Figure[]> => {
  const classes = [];
  for (let seated = 0; seated < people; seated += CLASS_SIZE) {
    classes.push(await seatClass(server.url, Math.min(CLASS_SIZE, people - seated)));
  }
  const players = classes.flatMap(each => each.players);
  const ours = await playLoad(server.url, players, EVERY_MS, LASTS_MS);
  for (const player of players) player.stop();
  const echo = await echoLoad(people, EVERY_MS, LASTS_MS);
  const name = (what: string) => `server/${people}-players/${what}`;
  return [
    // At most seven times the CPU of an echo that does nothing.
    figure(name('actions-per-cpu-second'), '1/s', perCpuSecond(ours), perCpuSecond(echo), 1 / 7),
    smallest(name('ack-p95'), 'ms', percentile(ours.waitsMs, 0.95), percentile(echo.waitsMs, 0.95)),
    smallest(name('ack-p99'), 'ms', percentile(ours.waitsMs, 0.99), percentile(echo.waitsMs, 0.99)),
  ];
};

/** Three hundred pupils behind one address press "Join" at once; fifteen seconds are allowed. */
const joinStorm = async ({ url }: RunningServer): Promise<Figure> => {
  const { pin } = await openClass(await hostClient(url));
  const pupils = 300;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: pupils }, (_, index) =>
      new ApiClient(url).must('/api/join', { pin, nickname: `Pupil ${index}` }),
    ),
  );
  const perSecond = (pupils * 1000) / (performance.now() - began);
  return figure('server/join-storm', 'joins/s', perSecond, pupils / 15, 1);
};

/** Everything on the wire, framing included, per player and action in a class of thirty. */
const wireBytes = async (server: RunningServer): Promise<Figure> => {
  const proxy = await countingProxy(server.port);
  const { players } = await seatClass(server.url, WIRE_CLASS, proxy.url);
  await new Promise(resolve => setTimeout(resolve, 500));
  const before = proxy.bytes();
  const { actions } = await playLoad(server.url, players, EVERY_MS, LASTS_MS);
  const bytes = proxy.bytes() - before;
  for (const player of players) player.stop();
  proxy.close();
  // Each action may be seen by all players: the wire is shared out among both.
  return smallest(
    'server/bytes-per-player-and-action',
    'bytes',
    bytes / actions / WIRE_CLASS,
    200,
    1,
  );
};

/** How fast a log folds after a crash. */
const recovery = async (server: RunningServer): Promise<Figure> => {
  const { sessionId, players } = await seatClass(server.url, CLASS_SIZE);
  await playLoad(server.url, players, 400, LASTS_MS);
  for (const player of players) player.stop();
  const host = await hostClient(server.url);
  const { body } = await host.get<string>(`/api/sessions/${sessionId}/log`);
  const events = eventsIn(body);
  foldLog(events);
  const began = performance.now();
  let folded = 0;
  while (performance.now() - began < 2_000) {
    foldLog(events);
    folded += events.length;
  }
  const perSecond = (folded * 1000) / (performance.now() - began);
  return figure('server/recovery', 'events/s', perSecond, 50_000, 1);
};

/** The figures of DESIGN §8 that belong to the server. `people` play at once. */
export const serverFigures = async (people = 500): Promise<readonly Figure[]> => {
  const server = await startServer();
  try {
    return [
      ...(await actionFigures(server, people)),
      await joinStorm(server),
      await wireBytes(server),
      await recovery(server),
    ];
  } finally {
    await server.stop();
  }
};
