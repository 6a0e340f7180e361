import type { ExchangeState } from '../exchange-state.ts';
import { forgetNames } from '../forgetting.ts';
import { report } from '../schedule.ts';
import type { World } from '../world.ts';

const isLookAlike = ({ forgers }: World, address: number): boolean =>
  forgers.some(({ forger }) => forger?.lookAlike === address);

/** Notes that the user of an exchange is led to a look-alike, if `address` is one: the wish cannot be met any more. */
export const noteWhereTo = (world: World, exchange: ExchangeState, address: number): void => {
  if (exchange.deceived || !isLookAlike(world, address)) return;
  exchange.deceived = true;
  exchange.misled = true;
  report(world, {
    type: 'deceived',
    atMicros: world.nowMicros,
    exchange: exchange.id,
    at: exchange.spec.node,
  });
};

/** Somebody has seen the false page and complained: the resolver is told to forget those names. */
export const clearUp = (world: World, { deceived, spec }: ExchangeState): void => {
  if (!deceived || spec.type !== 'fetch') return;
  for (const { forger } of world.forgers) {
    for (const name of forger?.names ?? []) forgetNames(world, forger?.victim ?? '', name);
  }
};
