import { LIMITED_BROADCAST } from '../../../base/address.ts';
import { ownValue } from '../../../base/own-value.ts';
import { DHCP_MESSAGE, DHCP_OPTION } from '../../../protocols/dhcp-option-table.ts';
import type { DhcpOption } from '../../../protocols/dhcp-options.ts';
import type { ProgramEffect } from '../program.ts';
import type { DhcpClientSettings, DhcpClientState } from './client-state.ts';
import type { DhcpSaying } from './client-states.ts';
import {
  addressOption,
  DHCP_CLIENT_PORT,
  DHCP_SERVER_PORT,
  hardwareField,
  textOption,
  typeOption,
  writeDhcp,
} from './message.ts';

interface Surroundings {
  readonly settings: DhcpClientSettings;
  readonly nowMicros: number;
  /** The address that turned out to be somebody's. */
  readonly refused: number;
}

const WANTED: DhcpOption = {
  code: DHCP_OPTION.parameterList,
  data: Uint8Array.of(
    DHCP_OPTION.subnetMask,
    DHCP_OPTION.router,
    DHCP_OPTION.nameServer,
    DHCP_OPTION.domainName,
    DHCP_OPTION.leaseSeconds,
    DHCP_OPTION.renewalSeconds,
    DHCP_OPTION.rebindingSeconds,
  ),
};

const ETHERNET = 1;

const identity = ({ card, hostName }: DhcpClientSettings): readonly DhcpOption[] => [
  {
    code: DHCP_OPTION.clientIdentifier,
    data: Uint8Array.of(ETHERNET, ...hardwareField(card).subarray(0, 6)),
  },
  ...(hostName === undefined ? [] : [textOption(DHCP_OPTION.hostName, hostName)]),
];

/** Which address is asked for, and of whom: RFC 2131 §4.3.2 has the server tell the phase by what is there. */
const requestOptions = ({ phase, offer }: DhcpClientState): readonly DhcpOption[] => {
  if (offer === null || phase === 'RENEWING' || phase === 'REBINDING') return [];
  const asked = addressOption(DHCP_OPTION.requestedAddress, offer.address);
  return phase === 'REQUESTING'
    ? [asked, addressOption(DHCP_OPTION.serverIdentifier, offer.server)]
    : [asked];
};

/** The message type of each, RFC 2131 §3.1 table 2. */
const SAYING_TYPES: Readonly<Record<DhcpSaying, number>> = {
  discover: DHCP_MESSAGE.discover,
  request: DHCP_MESSAGE.request,
  decline: DHCP_MESSAGE.decline,
  release: DHCP_MESSAGE.release,
};

const TYPES: Readonly<Record<string, number>> = SAYING_TYPES;

/** The message type of what a client says, by its word; that of a first call for any other word. */
export const typeOfSaying = (word: string): number =>
  ownValue(TYPES, word) ?? DHCP_MESSAGE.discover;

/** The word for a message of a client by its type, the other way. */
export const sayingOfType = (type: number): string =>
  Object.keys(TYPES).find(word => TYPES[word] === type) ?? 'discover';

const optionsOf = (
  what: DhcpSaying,
  state: DhcpClientState,
  { settings, refused }: Surroundings,
): readonly DhcpOption[] => {
  const { offer, lease, granted } = state;
  const lender = lease?.server ?? granted?.server ?? offer?.server ?? 0;
  const server = addressOption(DHCP_OPTION.serverIdentifier, lender);
  const type = typeOption(SAYING_TYPES[what]);
  switch (what) {
    case 'discover':
      return [type, ...identity(settings), WANTED];
    case 'request':
      return [type, ...requestOptions(state), ...identity(settings), WANTED];
    case 'decline':
      return [
        type,
        addressOption(DHCP_OPTION.requestedAddress, refused),
        server,
        ...identity(settings),
      ];
    case 'release':
      return [type, server, ...identity(settings)];
  }
};

/** The datagram for what is to be said, RFC 2131 §4.4.1 table 5 and §4.4.4: with an address of its own only while it
 *  has a lease, to the one server that gave it when it renews or releases, else to everybody. */
export const saying = (
  what: DhcpSaying | undefined,
  state: DhcpClientState,
  around: Surroundings,
): ProgramEffect[] => {
  if (what === undefined) return [];
  const { lease, phase } = state;
  const own = lease?.address ?? 0;
  const toServer = what === 'release' || (what === 'request' && phase === 'RENEWING');
  const seconds = Math.floor((around.nowMicros - state.startedAtMicros) / 1_000_000);
  const header = {
    operation: 1,
    transactionId: state.transactionId,
    seconds: what === 'discover' || what === 'request' ? Math.min(seconds, 0xffff) : 0,
    broadcast: around.settings.hearsBroadcast === true && own === 0 ? 1 : 0,
    clientAddress: own,
    clientHardwareAddress: hardwareField(around.settings.card),
  };
  const address = toServer ? (lease?.server ?? LIMITED_BROADCAST) : LIMITED_BROADCAST;
  return [
    {
      type: 'send-datagram',
      port: DHCP_CLIENT_PORT,
      peer: { address, port: DHCP_SERVER_PORT },
      from: own,
      bytes: writeDhcp(header, optionsOf(what, state, around)),
    },
  ];
};
