import type { ExchangeState } from '../exchange-state.ts';
import { delivered, exchangeOf } from '../exchanges.ts';
import type { ProgramEffect } from '../programs/program.ts';
import type { Task } from '../task.ts';
import { cancelTimer, dropProgramTimers } from '../timers.ts';
import { carryWish } from '../wishes.ts';
import type { World } from '../world.ts';
import { waitsForLease } from './waiting.ts';

/** A wish whose host has got its address: it is met by that, or goes on now. */
const goOn = (world: World, exchange: ExchangeState, result: string, cause: number): void => {
  const { id, spec, progress } = exchange;
  const isJoining = progress.joining === true;
  dropProgramTimers(world, id);
  cancelTimer(world, `give-up ${id}`);
  delivered(world, { exchange: id, node: spec.node }, 'configured');
  if (isJoining) {
    progress.joining = false;
    carryWish(world, exchange, cause);
    return;
  }
  progress.result = result;
  exchange.met = true;
};

/** A client has a lease: so have all wishes of its host that waited for one, whichever of them had asked. */
export const leaseCame = (
  world: World,
  { node, id: cause }: Task,
  effects: readonly ProgramEffect[],
): void => {
  const done = effects.find(effect => effect.type === 'done');
  if (done?.met !== true) return;
  const { result } = done;
  for (const id of [...world.inner.running]) {
    const exchange = exchangeOf(world, id);
    if (exchange?.spec.node === node && waitsForLease(exchange))
      goOn(world, exchange, result, cause);
  }
};
