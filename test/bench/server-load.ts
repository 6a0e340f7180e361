import { draw } from '../../shared/base/random.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { TrayPart } from '../../shared/session/views/play.ts';
import { ApiClient, hostClient, openClass, type SeatedBody } from '../server/api-client.ts';
import { hostSeat } from '../server/host-seat.ts';
import { SeatClient } from '../server/seat-client.ts';
import type { LoadFigures } from './echo-load.ts';

const CREW_SIZE = 5;

/** What a player of the load does next: units as they come, right or wrong, signals in between. */
const nextCommand = (client: SeatClient, turn: number): Command => {
  const [item] = client.part<TrayPart>('tray')?.items ?? [];
  const dice = draw('load', client.viewer, turn);
  if (item === undefined || dice < 0.1) return { type: 'signal', signal: 'roger' };
  const { taskId } = item;
  if (dice < 0.4) return { type: 'open', taskId };
  const values = { 'ipv4.timeToLive': Math.floor(dice * 200), reason: 'not-mine' };
  return { type: 'decide', taskId, action: dice < 0.75 ? 'send' : 'drop', values };
};

export interface SeatedClass {
  readonly sessionId: string;
  readonly players: readonly SeatClient[];
}

/** A class of `people` in crews of five whose round has begun. Players connect to `playUrl`. */
export const seatClass = async (
  url: string,
  people: number,
  playUrl = url,
): Promise<SeatedClass> => {
  const host = await hostClient(url);
  const { sessionId, pin } = await openClass(host, { crewSize: CREW_SIZE, roundMinutes: 30 });
  const players = await Promise.all(
    Array.from({ length: people }, async (_, index) => {
      const joined = { pin, nickname: `Player ${index + 1}` };
      const { token, playerId } = await new ApiClient(url).must<SeatedBody>('/api/join', joined);
      const client = new SeatClient(playUrl, sessionId, token, playerId);
      await client.join();
      return client;
    }),
  );
  const page = await hostSeat(url, host, sessionId);
  await page.act({ type: 'start-round' });
  page.stop();
  return { sessionId, players };
};

const cpuOf = async (url: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total ([\d.]+)/m.exec(text)?.[1] ?? Number.NaN);
};

/** Everybody acts once every `everyMs` for `lastsMs`, each waiting for the acknowledgement. */
export const playLoad = async (
  url: string,
  players: readonly SeatClient[],
  everyMs: number,
  lastsMs: number,
): Promise<LoadFigures> => {
  const waitsMs: number[] = [];
  const before = await cpuOf(url);
  const until = performance.now() + lastsMs;
  await Promise.all(
    players.map(async (client, index) => {
      await new Promise(resolve => setTimeout(resolve, draw('begin', index) * everyMs));
      for (let turn = 0; performance.now() < until; turn++) {
        const sentAt = performance.now();
        await client.act(nextCommand(client, turn));
        waitsMs.push(performance.now() - sentAt);
        await new Promise(resolve => setTimeout(resolve, everyMs));
      }
    }),
  );
  return { actions: waitsMs.length, cpuSeconds: (await cpuOf(url)) - before, waitsMs };
};
