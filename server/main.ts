import { randomInt } from 'node:crypto';
import { createServer, type Server as HttpServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { refuse } from '../shared/session/reply.ts';
import { BridgeDoor } from './bridges/bridge-door.ts';
import { type Config, readConfig } from './config.ts';
import { makeApp } from './http/app.ts';
import { Cookies } from './http/cookies.ts';
import { Failures } from './http/failures.ts';
import { greetingLines } from './http/greeting.ts';
import { isOwnOrigin } from './http/guard.ts';
import { listenProblem, probePort } from './http/listening.ts';
import { cleanNickname, NICKNAME_LENGTH } from './http/nickname.ts';
import { type RoomServer, roomServer } from './rooms/room-server.ts';
import { type CleanName, makeAct } from './sessions/actions.ts';
import { Registry } from './sessions/registry.ts';
import { Seats } from './sessions/seats.ts';
import { Timekeeper } from './sessions/timekeeper.ts';
import { partsOf } from './sessions/viewer-parts.ts';
import { openStore, type Store } from './storage/open-store.ts';

const MINUTE_MS = 60_000;
const LARGEST_MESSAGE_BYTES = 16 * 1024;
const PING_MS = 4_000;
const PINGS_MISSED = 3;
/** Letters that nobody mistakes for digits when they are read aloud. */
const KEY_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const KEY_LENGTH = 10;

/** What to do when whoever started the server is gone, as nobody could end it any more: before it serves, just end. */
let leave = (): void => process.exit(0);
process.once('disconnect', () => leave());
// It may have gone while the modules were loaded.
if (process.connected === false) leave();

/** Ends the process with a sentence that says what to do. */
const giveUp = (...sentences: readonly string[]): never => {
  for (const sentence of sentences) console.error(sentence);
  process.exit(1);
};

const complain = (problem: unknown): void => console.error(problem);

const freshKey = (): string =>
  Array.from({ length: KEY_LENGTH }, () => KEY_LETTERS[randomInt(KEY_LETTERS.length)]).join('');

const cleanName: CleanName = given => {
  const cleaned = cleanNickname(given);
  if ('nickname' in cleaned) return cleaned;
  const { problem } = cleaned;
  if (problem === 'empty') return { refusal: refuse('nickname-empty') };
  if (problem === 'word') return { refusal: refuse('nickname-word') };
  return { refusal: refuse('nickname-too-long', { most: String(NICKNAME_LENGTH) }) };
};

const makeTransport = (server: HttpServer, publicUrl: string | null): WebSocketTransport =>
  new WebSocketTransport({
    server,
    maxPayload: LARGEST_MESSAGE_BYTES,
    pingInterval: PING_MS,
    pingMaxRetries: PINGS_MISSED,
    verifyClient: ({ req }: { readonly req: IncomingMessage }) =>
      isOwnOrigin(req.headers, publicUrl),
  });

const makeRooms = (
  server: HttpServer,
  { publicUrl }: Config,
  registry: Registry,
  seats: Seats,
): RoomServer =>
  roomServer(makeTransport(server, publicUrl), {
    liveSession: id => registry.get(id),
    holderOf: token => seats.holderOf(token),
    partsOf: (live, viewer) => partsOf(live, seats, viewer),
    act: makeAct(seats, cleanName),
    removed: (live, playerId) => {
      seats.remove(live, playerId).catch(complain);
    },
    now: registry.now,
  });

/** Puts the parts together; nothing listens yet. */
const build = async (config: Config, store: Store, hostKey: string) => {
  const registry = new Registry(store);
  const seats = new Seats(registry);
  await seats.restore();
  const server = createServer();
  server.once('error', problem => giveUp(listenProblem(config, problem)));
  const rooms = makeRooms(server, config, registry, seats);
  registry.whenOpened(live => rooms.openRoom(live.id));
  const timekeeper = new Timekeeper(registry, config.sessionDays, id => {
    rooms.closeRoom(id).catch(complain);
  });
  const isSecure = config.publicUrl?.startsWith('https:') ?? false;
  const later = 'from here. Wait a minute, then try again.';
  const wrongKeys = new Failures(10, MINUTE_MS, `Too many wrong host keys ${later}`);
  const bridges = new BridgeDoor({ registry, hostKey, publicUrl: config.publicUrl, wrongKeys });
  const app = makeApp({
    config,
    hostKey,
    registry,
    seats,
    cookies: new Cookies(store.secret, isSecure, config.sessionDays),
    reserve: rooms.reserve,
    wrongKeys,
    wrongPins: new Failures(100, MINUTE_MS, `Too many wrong PINs ${later}`),
    wrongTokens: new Failures(600, MINUTE_MS, `Too many wrong tokens ${later}`),
  });
  return { registry, rooms, timekeeper, server, app, bridges };
};

const stopOnSignal = (
  timekeeper: Timekeeper,
  bridges: BridgeDoor,
  rooms: RoomServer,
  store: Store,
): void => {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    timekeeper.stop();
    bridges.stop();
    await rooms.stop();
    await store.log.settled();
    await store.close();
    process.exit(0);
  };
  const stopAtOnce = (): void => {
    stop().catch(problem => giveUp(String(problem)));
  };
  leave = stopAtOnce;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, stopAtOnce);
  }
};

const openOrGiveUp = async (config: Config): Promise<Store> => {
  const taken = await probePort(config);
  if (taken !== null) return giveUp(taken);
  const store = await openStore(config.dataDir);
  return store.ok ? store.value : giveUp(store.error);
};

const start = async (): Promise<void> => {
  const read = readConfig(process.env, dirname(import.meta.dirname));
  if ('sentences' in read) return giveUp(...read.sentences);
  const { config } = read;
  const store = await openOrGiveUp(config);
  const hostKey = config.hostKey ?? freshKey();
  const { registry, rooms, timekeeper, server, app, bridges } = await build(config, store, hostKey);
  const restored = await registry.restore();
  if (!restored.ok) {
    return giveUp(
      `The data file in ${config.dataDir} is damaged (${restored.error}) and was left as it is: move it away to start afresh, or put a backup in its place.`,
    );
  }
  await timekeeper.housekeep();
  await rooms.listen(config.port, config.host);
  // The framework would answer some addresses before us, without our headers and limits.
  server.removeAllListeners('request');
  server.on('request', app);
  bridges.standBefore(server);
  timekeeper.start();
  stopOnSignal(timekeeper, bridges, rooms, store);
  const { port } = server.address() as AddressInfo;
  const { host, publicUrl } = config;
  const { notes } = restored.value;
  const hostKeyIsFresh = config.hostKey === null;
  const lines = greetingLines({ host, port, publicUrl, hostKey, hostKeyIsFresh, notes });
  for (const line of lines) console.log(line);
};

await start();
