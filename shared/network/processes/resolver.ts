import { parseIpv4 } from '../../base/address.ts';
import { readingOf } from '../automaton/application.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import type { ExchangeState } from '../exchange-state.ts';
import { delivered, exchangeOf } from '../exchanges.ts';
import { noteWhereTo } from '../forger/deceived.ts';
import { arise } from '../schedule.ts';
import { removeSocket } from '../sockets.ts';
import type { Task } from '../task.ts';
import { cancelTimer, dropProgramTimers, setTimer } from '../timers.ts';
import type { NodeState, World } from '../world.ts';
import { openPage } from './browser.ts';
import { hostOf } from './host-name.ts';
import { programNamed } from './program.ts';

/** A stub resolver asks again after five seconds, RFC 1035 §4.2.1 says at least two. */
const RETRY_MICROS = 5_000_000;
const ATTEMPTS = 5;
const TYPE_A = 1;

interface Wanted {
  readonly name: string;
  readonly recordType: number;
}

const wantedBy = ({ spec }: ExchangeState): Wanted | undefined => {
  if (spec.type === 'lookup') return { name: spec.name, recordType: spec.recordType };
  if (spec.type === 'fetch') return { name: hostOf(spec.host).name, recordType: TYPE_A };
  return undefined;
};

/** The first name server that the host knows, then the others in turn; 0 where it knows none. */
const nextServer = ({ nameServers }: NodeState, { progress }: ExchangeState): number =>
  nameServers[(progress.queries - 1) % nameServers.length] ?? 0;

/** Has the program ask the configured name server, and ask again if nothing comes back. */
export const ask = (world: World, exchange: ExchangeState, cause: number | null): void => {
  const node = world.nodes.get(exchange.spec.node);
  const wanted = wantedBy(exchange);
  if (node === undefined || wanted === undefined) return;
  exchange.progress.queries += 1;
  const kinds =
    exchange.spec.type === 'fetch'
      ? (['browser', 'dns-client'] as const)
      : (['dns-client', 'browser'] as const);
  const task = arise(world, {
    node: node.spec.name,
    layer: 'application',
    situation: {
      type: 'compose-query',
      program: programNamed(node, ...kinds),
      ...wanted,
      server: nextServer(node, exchange),
    },
    unit: new Uint8Array(),
    exchange: exchange.id,
    cause,
  });
  setTimer(world, `dns ${exchange.id}`, {
    node: node.spec.name,
    name: 'dns',
    atMicros: world.nowMicros + RETRY_MICROS,
    guard: task.id,
    exchange: exchange.id,
    action: { type: 'dns' },
  });
};

/** The question has left; an older one of the same wish is not waited for any more. */
export const queryLeft = (
  world: World,
  task: Task,
  question: { readonly id: number; readonly name: string; readonly recordType: number },
  socket: number,
): void => {
  const exchange = exchangeOf(world, task.exchange);
  if (exchange === undefined) return;
  closeQuerySocket(world, exchange);
  exchange.progress.question = question;
  exchange.progress.socket = socket;
};

const closeQuerySocket = (world: World, { spec, progress }: ExchangeState): void => {
  const node = world.nodes.get(spec.node);
  if (progress.socket !== null && node !== undefined) removeSocket(node, progress.socket);
  progress.socket = null;
};

export const queryTimedOut = (
  world: World,
  exchange: ExchangeState,
  guard: number | null,
): void => {
  if (exchange.progress.queries < ATTEMPTS) ask(world, exchange, guard);
};

const isQuestionOf = (wanted: Wanted, asked: Wanted): boolean =>
  wanted.name.toLowerCase() === asked.name.toLowerCase() && wanted.recordType === asked.recordType;

/** A program has read an answer: a look-up ends, a browser goes on to the address. */
export const answerRead = (
  world: World,
  task: TaskOf<'read-answer'>,
  answer: string,
  isTrue: boolean,
): void => {
  const exchange = exchangeOf(world, task.exchange);
  const wanted = exchange === undefined ? undefined : wantedBy(exchange);
  if (exchange === undefined || wanted === undefined || exchange.spec.node !== task.node) return;
  cancelTimer(world, `dns ${exchange.id}`);
  // A resolver on the way has said what there is to say.
  dropProgramTimers(world, exchange.id);
  closeQuerySocket(world, exchange);
  const address = parseIpv4(answer);
  if (address.ok) noteWhereTo(world, exchange, address.value);
  if (isTrue && isQuestionOf(wanted, task.situation)) delivered(world, task, 'answer');
  else exchange.misled = true;
  remember(world, task, answer);
  if (exchange.spec.type === 'lookup') exchange.met = !exchange.misled;
  else goOn(world, exchange, task, answer);
};

const remember = (world: World, task: TaskOf<'read-answer'>, answer: string): void => {
  const address = parseIpv4(answer);
  const reading = readingOf(task);
  if (!address.ok || task.situation.recordType !== TYPE_A) return;
  world.nodes.get(task.node)?.names.set(task.situation.name.toLowerCase(), {
    address: address.value,
    learnedAtMicros: world.nowMicros,
    timeToLiveSeconds: reading?.kind === 'answer' ? reading.timeToLiveSeconds : 0,
  });
};

const goOn = (world: World, exchange: ExchangeState, task: Task, answer: string): void => {
  const address = parseIpv4(answer);
  if (address.ok) openPage(world, exchange, address.value, task.id);
};

/** The address of `name` if a program here has looked it up and it may still be used, RFC 1035 §3.2.1. */
export const knownAddress = (world: World, node: string, name: string): number | undefined => {
  const known = world.nodes.get(node)?.names.get(name.toLowerCase());
  if (known === undefined) return undefined;
  const ageMicros = world.nowMicros - known.learnedAtMicros;
  return ageMicros < known.timeToLiveSeconds * 1_000_000 ? known.address : undefined;
};
