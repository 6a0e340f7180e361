import type { ExchangeState } from '../exchange-state.ts';
import { exchangeOf } from '../exchanges.ts';
import { situationTold } from '../played/situation-told.ts';
import { DHCP_CLIENT } from '../programs/dhcp/client-state.ts';
import { cardOf, DHCP_CLIENT_PORT, readDhcp } from '../programs/dhcp/message.ts';
import { dhcpClientSettings } from '../programs/dhcp-services.ts';
import type { ProgramEvent } from '../programs/program.ts';
import { newRun, type PendingEvent, type Run } from '../run.ts';
import { arise } from '../schedule.ts';
import type { Socket, Upcall } from '../socket.ts';
import { socketById } from '../sockets.ts';
import type { Task } from '../task.ts';
import { setTimer } from '../timers.ts';
import type { ToldProgram } from '../told-program.ts';
import type { NodeState, World } from '../world.ts';
import { situationParts, unitOf } from './program-words.ts';
import { connectionOf, runAt, runOfSocket } from './running.ts';

/** How long a user waits for a program before the wish is given up, virtual time. */
const PATIENCE_MICROS = 600_000_000;

/** Starts the program that an exchange uses; where there is none the exchange fails as it is. */
export const beginUse = (world: World, exchange: ExchangeState): void => {
  const { spec, id } = exchange;
  const node = world.nodes.get(spec.node);
  if (node === undefined || spec.type !== 'use') return;
  const program = node.spec.programs.find(({ name }) => name === spec.program);
  if (program?.service === undefined) return;
  const told = { ...program.settings, ...spec.settings };
  const run = newRun({
    id: `${program.name} ${id}`,
    program: program.name,
    service: program.service,
    settings: world.services[program.service]?.here?.(node.spec.interfaces, told) ?? told,
    exchange: id,
  });
  node.runs.set(run.id, run);
  tell(world, node, run, null, { exchange: id, cause: null });
  setTimer(world, `give-up ${id}`, {
    node: spec.node,
    name: 'give-up',
    atMicros: world.nowMicros + PATIENCE_MICROS,
    guard: exchange.root,
    exchange: id,
    action: { type: 'give-up' },
  });
};

interface Source {
  readonly exchange: number | null;
  readonly cause: number | null;
}

/** Makes a task of what a program is told; null is its start. */
const tell = (
  world: World,
  { spec }: NodeState,
  run: Run,
  event: ProgramEvent | null,
  { exchange, cause, socket = null }: Source & { readonly socket?: number | null },
): void => {
  const parts =
    event === null
      ? ({ event: 'started', connection: null, port: null, peer: null, word: '' } as const)
      : situationParts(event);
  arise(world, {
    node: spec.name,
    layer: 'application',
    situation: {
      type: situationTold(run, event),
      program: run.program,
      run: run.id,
      socket,
      ...parts,
    },
    unit: event === null ? new Uint8Array() : unitOf(event),
    exchange,
    cause,
  });
};

/** Who gets a connection that a listening socket accepted: the one that the exchange started, else the daemon. */
const runForAccepted = (node: NodeState, { process }: Socket, exchange: number | null) =>
  node.runs.get(`${process} ${exchange}`) ?? node.runs.get(process);

const established = (run: Run, socket: Socket): ProgramEvent => {
  // One that it accepted has the number of its socket; one that it opened is known by the program's own.
  const opened = connectionOf(run, socket.id);
  const connection = opened ?? socket.id;
  run.connections.set(connection, socket.id);
  const peer = socket.remote ?? { address: 0, port: 0 };
  if (opened !== undefined) return { type: 'connected', connection, peer };
  return { type: 'connected', connection, peer, localPort: socket.local.port ?? 0 };
};

const takeBytes = (socket: Socket | undefined): Uint8Array => {
  const bytes = socket?.received ?? new Uint8Array();
  if (socket !== undefined) socket.received = new Uint8Array();
  return bytes;
};

/** What an upcall means to a program; undefined where it means nothing to it. */
const eventFor = (
  node: NodeState,
  run: Run,
  { event, socket: id }: Upcall,
): ProgramEvent | undefined => {
  const socket = socketById(node, id);
  if (event.type === 'datagram') {
    const { payload: bytes, from: address, fromPort } = event;
    const own = [...run.ports].find(([, socketId]) => socketId === id)?.[0] ?? 0;
    const at = node.addresses.size > 1 ? { at: event.at } : {};
    return { type: 'datagram', port: own, peer: { address, port: fromPort }, ...at, bytes };
  }
  if (event.type === 'established') {
    return socket === undefined ? undefined : established(run, socket);
  }
  const connection = connectionOf(run, id);
  if (connection === undefined) return undefined;
  switch (event.type) {
    case 'stream': {
      const bytes = takeBytes(socket);
      return bytes.length === 0 ? undefined : { type: 'received', connection, bytes };
    }
    case 'remote-closed':
      return { type: 'finished', connection };
    case 'broken':
      run.connections.delete(connection);
      return { type: 'broken', connection, why: event.why };
    case 'closed':
      run.connections.delete(connection);
      return undefined;
  }
};

/** Tells a program what its socket has to say; false where no running program owns the socket. */
export const programHears = (world: World, upcall: Upcall): boolean => {
  const node = world.nodes.get(upcall.node);
  if (node === undefined) return false;
  const socket = socketById(node, upcall.socket);
  const run =
    runOfSocket(node, upcall.socket) ??
    (socket === undefined ? undefined : runForAccepted(node, socket, upcall.exchange));
  if (run === undefined) return false;
  const event = eventFor(node, run, upcall);
  if (event === undefined) return true;
  const { socket: id, exchange, cause } = upcall;
  tellInTurn(world, node, run, { socket: id, event, exchange, cause });
  return true;
};

/** What a program is told, as far as its place in the row goes. */
interface InRow {
  readonly event: ToldProgram['event'];
  readonly socket: number | null;
  readonly bytes: Uint8Array;
}

/** A message for another client changes nothing in this one. */
const isAboutOthers = ({ settings }: Run, { event, bytes }: InRow): boolean => {
  const message = event === 'datagram' ? readDhcp(bytes) : undefined;
  return message !== undefined && cardOf(message.header) !== dhcpClientSettings(settings).card;
};

/**
 * What has to be dealt with before the next of its sort is told, as the socket that it is about; null where nothing has
 * to wait. A stream is told piece by piece; to a DHCP client all it hears means what its state makes of it. Other
 * datagrams have no order.
 */
const rowOf = (run: Run, told: InRow): number | null => {
  const { event, socket } = told;
  if (event === 'started') return null;
  if (run.service === DHCP_CLIENT) {
    return isAboutOthers(run, told) ? null : (run.ports.get(DHCP_CLIENT_PORT) ?? null);
  }
  return event === 'datagram' || event === 'timer' ? null : socket;
};

const asInRow = ({ event, socket }: PendingEvent): InRow => ({
  event: event.type,
  socket,
  bytes: unitOf(event),
});

/** Tells it at once, or when the program has dealt with what it was told before. */
const tellInTurn = (world: World, node: NodeState, run: Run, told: PendingEvent): void => {
  const row = rowOf(run, asInRow(told));
  if (row === null) {
    tell(world, node, run, told.event, told);
  } else if (run.busy.has(row)) {
    run.pending.push(told);
  } else {
    run.busy.add(row);
    tell(world, node, run, told.event, told);
  }
};

/** The program has dealt with what it was told: what was said meanwhile is next. */
export const turnOver = (world: World, task: Task, socket: number | null): void => {
  const node = world.nodes.get(task.node);
  if (!('run' in task.situation) || node === undefined) return;
  const run = runAt(world, task.node, task.situation.run);
  if (run === undefined) return;
  const row = rowOf(run, { event: task.situation.event, socket, bytes: task.unit });
  if (row === null || !run.busy.delete(row)) return;
  const at = run.pending.findIndex(one => rowOf(run, asInRow(one)) === row);
  const [next] = at < 0 ? [] : run.pending.splice(at, 1);
  if (next !== undefined) tellInTurn(world, node, run, next);
};

/** A timer of the program has run out, once its exchange has nothing else under way. */
export const programTimedOut = (
  world: World,
  node: string,
  { run: id, timer }: { readonly run: string; readonly timer: string },
  source: Source,
): void => {
  const state = world.nodes.get(node);
  const run = state?.runs.get(id);
  if (state === undefined || run === undefined) return;
  const exchange = exchangeOf(world, source.exchange);
  if (exchange !== undefined) exchange.timersFired += 1;
  const event = { type: 'timer', name: timer } as const;
  tellInTurn(world, state, run, { socket: null, event, ...source });
};
