import { formatIpv4, formatMac } from '../../base/address.ts';
import { clientAt } from '../../network/played/lease-client.ts';
import { momentOf } from '../../network/played/played.ts';
import type { TimedMoment } from '../../network/played/played-program.ts';
import type { DhcpClientState } from '../../network/programs/dhcp/client-state.ts';
import {
  cardOf,
  type DhcpMessage,
  optionNumber,
  readDhcp,
} from '../../network/programs/dhcp/message.ts';
import { DHCP_MESSAGE_NAMES, DHCP_OPTION } from '../../protocols/dhcp-option-table.ts';
import type { SituationOf } from './checks.ts';
import type { Scene } from './move.ts';

/** A DHCP client that has something to say. */
export type AskLease = SituationOf<'ask-lease'>;
/** A DHCP client and what a server says. */
export type ReadLease = SituationOf<'read-lease'>;

/** The client as its time has come; null where it does not run any more. */
export const askingIn = ({ world, task, situation }: Scene<AskLease>): TimedMoment | null =>
  momentOf(world, { ...task, situation }) ?? null;

/** Where the client stands, as it was before this task. */
export const clientIn = ({
  node,
  situation,
}: Scene<SituationOf<'ask-lease' | 'read-lease' | 'check-lease'>>): DhcpClientState | null => {
  const run = node.runs.get(situation.run);
  return run === undefined ? null : clientAt(run);
};

/** The message that came. */
export const messageIn = ({ task }: Scene<ReadLease>): DhcpMessage | undefined =>
  readDhcp(task.unit);

/** What the host has of an address so far. */
const has = ({ node }: Scene<AskLease> | Scene<ReadLease>): string =>
  [...node.addresses].map(formatIpv4).join(', ') || 'no address yet';

/** Offers that have come, as people say them. */
const offered = (state: DhcpClientState | null): string => {
  const offers = (state?.offers ?? []).map(
    ({ address, server }) => `${formatIpv4(address)} by ${formatIpv4(server)}`,
  );
  return offers.join(', ') || 'nothing';
};

/** How a number of a conversation reads. */
export const numberShown = (transactionId: number): string =>
  `0x${transactionId.toString(16).padStart(8, '0')}`;

/** What a client knows before it speaks, in plain words. */
export const askFacts = (scene: Scene<AskLease>): Readonly<Record<string, string>> => {
  const state = clientIn(scene);
  const server = state?.lease?.server;
  return {
    program: scene.situation.program,
    has: has(scene),
    offered: offered(state),
    lender: server === undefined ? 'nobody' : formatIpv4(server),
  };
};

/** What a message says, in plain words. */
export const heardFacts = (scene: Scene<ReadLease>): Readonly<Record<string, string>> => {
  const message = messageIn(scene);
  const own = {
    program: scene.situation.program,
    has: has(scene),
    ownNumber: numberShown(clientIn(scene)?.transactionId ?? 0),
  };
  if (message === undefined) return own;
  const { header, type } = message;
  return {
    ...own,
    says: DHCP_MESSAGE_NAMES[type] ?? String(type),
    yours: header.yourAddress === 0 ? 'no address' : formatIpv4(header.yourAddress),
    card: formatMac(cardOf(header)),
    number: numberShown(header.transactionId),
    lender: formatIpv4(optionNumber(message, DHCP_OPTION.serverIdentifier) ?? 0),
  };
};
