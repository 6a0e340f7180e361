import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runBridge } from '../../server/tools/bridge/run-bridge.ts';
import { readOptions } from '../../server/tools/options.ts';
import { automatonDecision } from '../../shared/network/automaton.ts';
import type { Decision } from '../../shared/network/task.ts';
import type { TrayItem } from '../../shared/session/crew-state.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { applyEvent, openSession } from '../../shared/session/session.ts';
import type { Session } from '../../shared/session/state.ts';
import { type ApiClient, hostClient, openClass, type SeatedBody } from '../server/api-client.ts';
import { hostSeat } from '../server/host-seat.ts';
import { SeatClient } from '../server/seat-client.ts';
import { HOST_KEY, startServer } from '../server/start-server.ts';

/**
 * In place of the bridge: starts a server and a session, seats artificial players who think for a while, begins a
 * round and joins a TAP device to it. `--fault checksum`: whoever forwards packets writes a wrong header checksum.
 */
const OPTIONS = ['crew-size', 'players', 'think', 'fault', 'tap', 'address', 'capture', 'log'];

const read = readOptions(process.argv.slice(2), OPTIONS);
if ('sentence' in read) throw new Error(read.sentence);
const [missionId = ''] = read.words;
const option = (name: string, otherwise = ''): string => read.named.get(name) ?? otherwise;

const server = await startServer({ HOST: '127.0.0.1' });
const host = await hostClient(server.url);
const { sessionId, pin } = await openClass(host, {
  missionId,
  crewSize: Number(option('crew-size', '3')),
  roundMinutes: 30,
  feedAfterSeconds: 60,
  help: 'consequence',
});

const seat = async (number: number): Promise<SeatClient> => {
  const nickname = `player${number}`;
  const { token, playerId } = await host.must<SeatedBody>('/api/join', { pin, nickname });
  const client = new SeatClient(server.url, sessionId, token, playerId);
  await client.join();
  return client;
};

/** The session as its log has it so far. */
class Follower {
  session: Session | null = null;
  private taken = 0;

  async read(api: ApiClient): Promise<Session | null> {
    const { body } = await api.get<string>(`/api/sessions/${sessionId}/log`);
    writeFileSync(option('log'), body);
    const events = body.split('\n').filter(line => line !== '');
    for (const line of events.slice(this.taken)) this.take(JSON.parse(line));
    this.taken = events.length;
    return this.session;
  }

  private take(event: SessionEvent): void {
    if (event.type === 'opened') this.session = openSession(event);
    else if (this.session !== null) applyEvent(this.session, event);
  }
}

const spoiled = ({ task }: TrayItem, decision: Decision): Decision =>
  option('fault') === 'checksum' && task.situation.type === 'forward-packet'
    ? { ...decision, values: { ...decision.values, 'ipv4.headerChecksum': 0x1234 } }
    : decision;

const THINK_MS = Number(option('think', '0'));
const follower = new Follower();

const playOne = async (client: SeatClient): Promise<void> => {
  const { session } = follower;
  const player = session?.players.get(client.viewer);
  const crew = session?.crews[player?.crew ?? 0];
  const item = crew?.seats[player?.seat ?? 0]?.tray[0];
  if (session === null || crew?.game === null || crew?.game === undefined) return;
  if (item === undefined || session.clock.playMs - item.arrivedMs < THINK_MS) return;
  const decision = spoiled(item, automatonDecision(crew.game.world, item.task));
  const taskId = item.task.id;
  await client.act({ type: 'open', taskId });
  await client.act({ type: 'decide', taskId, ...decision });
  const refutation = player?.play.refutation ?? null;
  if (refutation === null) return;
  const { refutationId } = refutation.view;
  await client.act({ type: 'because', refutationId, choice: null });
};

const players: SeatClient[] = [];
for (let number = 1; number <= Number(option('players', '3')); number += 1) {
  players.push(await seat(number));
}
const page = await hostSeat(server.url, host, sessionId);
await page.act({ type: 'start-round' });

process.env.HOST_KEY = HOST_KEY;
const named = ['tap', 'address', 'capture'].flatMap(name => [`--${name}`, option(name)]);
await runBridge([pin, '--server', server.url, ...named]);
for (;;) {
  await follower.read(host);
  await Promise.all(players.map(playOne));
  await sleep(100);
}
