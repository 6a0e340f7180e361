import { connectionTimedOut } from './connections.ts';
import { exchangeOf, giveUp } from './exchanges.ts';
import { sendForgery } from './forger/forgery.ts';
import { reassemblyTimedOut } from './gathering.ts';
import { restart } from './guard/falling.ts';
import { ipv6TimedOut, isIpv6Action } from './ipv6/alarms.ts';
import { addressGivenUp } from './leasing/lease-in-use.ts';
import type { Timer, TimerAction } from './machinery.ts';
import { queryTimedOut } from './processes/resolver.ts';
import { programTimedOut } from './processes/service.ts';
import { arpTimedOut } from './resolution.ts';
import { report } from './schedule.ts';
import { socketById } from './sockets.ts';
import { cancelTimer } from './timers.ts';
import type { World } from './world.ts';

const socketAlarm = (
  world: World,
  { node, exchange, guard }: Timer,
  action: Extract<TimerAction, { readonly socket: number }>,
): void => {
  const state = world.nodes.get(node);
  const socket = state === undefined ? undefined : socketById(state, action.socket);
  if (socket === undefined) return;
  connectionTimedOut(world, socket, action.type, { node, exchange, cause: guard });
};

/** A program's timers count while its exchange runs; those of a daemon for nobody's wish only where a clock goes on. */
const isServed = (world: World, { exchange }: Timer): boolean =>
  exchange === null
    ? world.inner.horizonMicros !== null
    : exchangeOf(world, exchange) !== undefined;

const wishAlarm = (world: World, { exchange: id, guard }: Timer, type: 'dns' | 'give-up'): void => {
  const exchange = exchangeOf(world, id);
  if (exchange === undefined) return;
  if (type === 'dns') queryTimedOut(world, exchange, guard);
  else giveUp(world, exchange);
};

/** Does what a timer was set for, once. */
export const fireTimer = (world: World, key: string, timer: Timer): void => {
  const { node, name, guard, action } = timer;
  const source = { exchange: timer.exchange, cause: guard };
  cancelTimer(world, key);
  report(world, { type: 'timer-fired', atMicros: world.nowMicros, node, timer: name });
  if (isIpv6Action(action)) {
    ipv6TimedOut(world, timer, action);
    return;
  }
  switch (action.type) {
    case 'arp':
      arpTimedOut(world, node, action, { id: guard ?? 0, exchange: timer.exchange });
      return;
    case 'program':
      if (isServed(world, timer)) programTimedOut(world, node, action, source);
      return;
    case 'reassembly':
      reassemblyTimedOut(world, node, action, source);
      return;
    case 'forgery':
      sendForgery(world, action.forgery);
      return;
    case 'lease':
      addressGivenUp(world, timer, action.run);
      return;
    case 'restart':
      restart(world, node, action.run);
      return;
    case 'dns':
    case 'give-up':
      wishAlarm(world, timer, action.type);
      return;
    default:
      socketAlarm(world, timer, action);
  }
};
