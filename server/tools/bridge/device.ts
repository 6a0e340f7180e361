import { spawnSync } from 'node:child_process';
import { giveUp } from '../options.ts';
import type { BridgeOptions } from './bridge-options.ts';
import { watchParent } from './parent.ts';

/** Sets up the device as a person would with `ip`. */
export const configure = ({ tap, address, ipv6 }: BridgeOptions): void => {
  const own = [address, ipv6?.address ?? null].filter(one => one !== null);
  if (own.length === 0) return;
  const lines = own.map(one => `address replace ${one} dev ${tap}`);
  for (const line of [...lines, `link set ${tap} up`]) {
    const { status, stderr, error } = spawnSync('ip', line.split(' '), { encoding: 'utf8' });
    if (error !== undefined) giveUp('The program ip is missing, so --address cannot be set.');
    if (status !== 0) giveUp(`ip ${line}: ${stderr.trim()}`);
  }
};

/** Ends the process in order when somebody stops it, or npm which started it. */
export const endWithSignal = (end: () => void): void => {
  const stop = (): void => {
    end();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  watchParent(stop);
};
