import { dhcpClient } from '../programs/dhcp/client.ts';
import { dhcpClientSettings } from '../programs/dhcp-services.ts';
import type { ProgramTurn } from '../programs/program.ts';
import { textAt } from '../values.ts';
import { clientAt } from './lease-client.ts';
import type { PlayedProgram, TimedMoment } from './played-program.ts';

/** What a client may do with an address after it has asked who has it: use it, decline it, or say nothing and begin anew. */
export const CHECKS = ['use', 'decline', 'start-anew'] as const;

/** The address that it was granted; 0 where it was granted none. */
export const grantedAt = (moment: Pick<TimedMoment, 'state'>): number =>
  clientAt(moment).granted?.address ?? 0;

const isTakenAt = ({ facts, state }: TimedMoment): boolean =>
  facts.isTaken?.(grantedAt({ state })) === true;

const ownCheck = (moment: TimedMoment): string => (isTakenAt(moment) ? 'decline' : 'use');

/** The client's turn if it believed that of the address. */
const believing = (
  { settings, state, event, facts }: TimedMoment,
  check: string,
): ProgramTurn<unknown> => {
  const client = clientAt({ state });
  const name = check === 'start-anew' ? `nak ${client.epoch}` : event.name;
  const isTaken = (): boolean => check === 'decline';
  const program = dhcpClient(dhcpClientSettings(settings));
  return program.step(client, { ...event, name }, { ...facts, isTaken });
};

/** A client that has asked on the LAN who has its new address, RFC 2131 §3.1: it uses it, or says DHCPDECLINE. */
export const leaseCheckPlayed: PlayedProgram<TimedMoment> = {
  choose: moment => ({ action: 'deliver', values: { 'lease.check': ownCheck(moment) } }),
  complete: (moment, action, given) =>
    action === 'deliver' ? { 'lease.check': ownCheck(moment), ...given } : given,
  turn: (moment, { values }) => believing(moment, textAt(values, 'lease.check', ownCheck(moment))),
};
