import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draw } from '../../shared/base/random.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { foldLog } from '../../shared/session/fold.ts';
import type { Reply } from '../../shared/session/reply.ts';
import { applyEvent, openSession } from '../../shared/session/session.ts';
import type { TrayPart } from '../../shared/session/views/play.ts';
import type { ProgressPart } from '../../shared/session/views/progress.ts';
import { ApiClient, hostClient, openClass, type SeatedBody } from '../server/api-client.ts';
import { SeatClient } from '../server/seat-client.ts';
import { type RunningServer, startServer } from '../server/start-server.ts';
import { eventsIn } from '../shared/session/events-in.ts';

const KILLS = 20;
const PLAYERS = 4;
const BACK_WITHIN_MS = 15_000;
const SEED = 'kill-1';

interface Sent {
  readonly actor: string;
  readonly commandId: string;
  readonly reply: Reply;
}

const chance = (...key: readonly (string | number)[]): number => draw(SEED, ...key);

/** The next thing a player of the script does: mostly units, right or wrong, sometimes a signal. */
const nextCommand = (client: SeatClient, turn: number): Command => {
  const [item] = client.part<TrayPart>('tray')?.items ?? [];
  const dice = chance(client.viewer, turn);
  if (item === undefined || dice < 0.2) return { type: 'signal', signal: 'roger' };
  const { taskId } = item;
  if (dice < 0.4) return { type: 'open', taskId };
  if (dice < 0.5) return { type: 'hint', taskId };
  const values = { 'ipv4.timeToLive': Math.floor(dice * 1000), reason: 'not-mine' };
  return { type: 'decide', taskId, action: dice < 0.75 ? 'send' : 'drop', values };
};

let folder: string;
let server: RunningServer;
let sessionId: string;
let hostToken: string;
let host: ApiClient;
const players: SeatClient[] = [];
const sent: Sent[] = [];
let running = true;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stack-chaos-'));
  server = await startServer({ DATA_DIR: folder });
  host = await hostClient(server.url);
  const opened = await openClass(host, { crewSize: PLAYERS, roundMinutes: 30 });
  sessionId = opened.sessionId;
  ({ token: hostToken } = await host.must<{ token: string }>('/api/host/token', { sessionId }));
  for (let n = 1; n <= PLAYERS; n++) {
    const joined = { pin: opened.pin, nickname: `Player ${n}` };
    const { token, playerId } = await new ApiClient(server.url).must<SeatedBody>(
      '/api/join',
      joined,
    );
    const client = new SeatClient(server.url, sessionId, token, playerId);
    await client.join();
    players.push(client);
  }
});
afterAll(async () => {
  for (const player of players) player.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Plays until told to stop; a turn begins when the turn before was acknowledged, however often the server dies. */
const play = async (client: SeatClient): Promise<void> => {
  for (let turn = 0; running; turn++) {
    const commandId = `${client.viewer}-${turn}`;
    const reply = await client.act(nextCommand(client, turn), commandId);
    sent.push({ actor: client.viewer, commandId, reply });
    await new Promise(resolve =>
      setTimeout(resolve, 60 + chance(client.viewer, turn, 'pause') * 120),
    );
  }
};

const killAndReturn = async (kill: number): Promise<number> => {
  await new Promise(resolve => setTimeout(resolve, 100 + chance('kill', kill) * 900));
  const { port } = server;
  await server.kill('SIGKILL');
  const killedAt = performance.now();
  server = await startServer({ DATA_DIR: folder, PORT: String(port) });
  await Promise.all(players.map(client => client.keepJoining()));
  return performance.now() - killedAt;
};

const readLog = async (): Promise<readonly SessionEvent[]> => {
  const { body } = await host.get<string>(`/api/sessions/${sessionId}/log`);
  return eventsIn(body);
};

/** First replies by actor and command id, as a fold of the log gives them, and in which order they came. */
const repliesIn = (events: readonly SessionEvent[]) => {
  const [opened, ...rest] = events;
  if (opened?.type !== 'opened') throw new Error('the log does not begin with the opening');
  const session = openSession(opened);
  const replies = new Map<string, Reply>();
  for (const event of rest) {
    const { reply } = applyEvent(session, event);
    if (event.type !== 'command' || reply === null) continue;
    const key = `${event.actor}/${event.commandId}`;
    if (!replies.has(key)) replies.set(key, reply);
  }
  return replies;
};

describe('kill -9 in the middle of a round', () => {
  const backMs: number[] = [];
  let events: readonly SessionEvent[] = [];

  beforeAll(async () => {
    const console_ = new SeatClient(server.url, sessionId, hostToken, 'host');
    await console_.join();
    expect(await console_.act({ type: 'start-round' })).toMatchObject({ ok: true });
    console_.stop();
    const scripts = players.map(play);
    for (let kill = 0; kill < KILLS; kill++) backMs.push(await killAndReturn(kill));
    running = false;
    await Promise.all(scripts);
    events = await readLog();
    const times = backMs.map(Math.round).sort((a, b) => a - b);
    console.info(
      `chaos: ${KILLS} kills, ${sent.length} acknowledged, ${events.length} events, all back after ${times[0]} to ${times.at(-1)} ms`,
    );
  }, 400_000);

  test('everybody is back within 15 s, each time', () => {
    expect(backMs).toHaveLength(KILLS);
    expect(Math.max(...backMs)).toBeLessThan(BACK_WITHIN_MS);
    for (const player of players) expect(player.joins).toBe(KILLS + 1);
  });

  test('nothing that was acknowledged is lost, and its reply stands', () => {
    expect(sent.length).toBeGreaterThan(PLAYERS * KILLS);
    const replies = repliesIn(events);
    for (const { actor, commandId, reply } of sent) {
      expect(replies.get(`${actor}/${commandId}`)).toEqual(reply);
    }
  });

  test('commands stand in the log in the order in which each player gave them', () => {
    for (const { viewer } of players) {
      const inLog = events.flatMap(event =>
        event.type === 'command' && event.actor === viewer ? [event.commandId] : [],
      );
      const acknowledged = sent.filter(each => each.actor === viewer).map(each => each.commandId);
      expect([...new Set(inLog)]).toEqual(acknowledged);
    }
  });

  test('what was sent twice was done once', () => {
    const folded = foldLog(events);
    if (!folded.ok) throw new Error(folded.error.code);
    for (const client of players) {
      const right = sent.filter(
        ({ actor, reply }) =>
          actor === client.viewer &&
          reply.ok &&
          (reply.verdict?.shade === 'accepted' || reply.verdict?.shade === 'remarked'),
      ).length;
      expect(folded.value.players.get(client.viewer)?.play.right).toBe(right);
      expect(client.part<ProgressPart>('progress')?.rightDecisions).toBe(right);
    }
  });

  test('every outage is cut out of the clock, to the millisecond', () => {
    const start = events.findIndex(
      event => event.type === 'command' && event.command.type === 'start-round',
    );
    const playedMs = events.slice(start + 1).reduce((sum, event, index) => {
      const beforeMs = events[start + index]?.atMs ?? event.atMs;
      return event.type === 'resumed' ? sum : sum + event.atMs - beforeMs;
    }, 0);
    const outages = events.filter(event => event.type === 'resumed').length;
    const folded = foldLog(events);
    if (!folded.ok) throw new Error(folded.error.code);
    const { playMs, startedMs } = folded.value.clock;
    expect(outages).toBe(KILLS);
    expect(playMs - startedMs).toBe(playedMs);
  });
});
