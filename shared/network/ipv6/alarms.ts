import type { Timer, TimerAction } from '../machinery.ts';
import type { World } from '../world.ts';
import { configurationTimedOut } from './autoconfiguration.ts';
import { neighborTimedOut } from './resolution.ts';
import { advertiseAgain } from './router.ts';
import type { Ipv6TimerAction } from './timer-actions.ts';

const NAMES: ReadonlySet<string> = new Set<Ipv6TimerAction['type']>([
  'neighbor',
  'duplicate',
  'router',
  'advertise',
]);

export const isIpv6Action = (action: TimerAction): action is Ipv6TimerAction =>
  NAMES.has(action.type);

/** Something that IPv6 waited for has not come. */
export const ipv6TimedOut = (world: World, timer: Timer, action: Ipv6TimerAction): void => {
  const { node, exchange, guard: cause } = timer;
  if (action.type === 'neighbor') neighborTimedOut(world, node, action, { exchange, cause });
  else if (action.type === 'advertise') advertiseAgain(world, node, action.interface);
  else configurationTimedOut(world, timer, action);
};
