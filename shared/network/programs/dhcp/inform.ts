import { formatIpv4, LIMITED_BROADCAST } from '../../../base/address.ts';
import { DHCP_MESSAGE, DHCP_OPTION } from '../../../protocols/dhcp-option-table.ts';
import { dhcpOptionData } from '../../../protocols/dhcp-options.ts';
import { dhcpAddresses } from '../../../protocols/dhcp-values.ts';
import type { Program, ProgramEffect, ProgramTurn } from '../program.ts';
import {
  cardOf,
  DHCP_CLIENT_PORT,
  DHCP_SERVER_PORT,
  type DhcpMessage,
  hardwareField,
  readDhcp,
  typeOption,
  writeDhcp,
} from './message.ts';

/** A host that has its address already. */
export interface DhcpInformSettings {
  readonly card: number;
  readonly address: number;
}

interface Informing {
  readonly transactionId: number;
  readonly tries: number;
}

const MOST_TRIES = 4;

/** Nothing answers to this number. */
const ANSWERED: Informing = { transactionId: -1, tries: -1 };

const ask = ({ card, address }: DhcpInformSettings, state: Informing): ProgramEffect[] => [
  {
    type: 'send-datagram',
    port: DHCP_CLIENT_PORT,
    peer: { address: LIMITED_BROADCAST, port: DHCP_SERVER_PORT },
    from: address,
    bytes: writeDhcp(
      {
        transactionId: state.transactionId,
        clientAddress: address,
        clientHardwareAddress: hardwareField(card),
      },
      [
        typeOption(DHCP_MESSAGE.inform),
        {
          code: DHCP_OPTION.parameterList,
          data: Uint8Array.of(
            DHCP_OPTION.subnetMask,
            DHCP_OPTION.router,
            DHCP_OPTION.nameServer,
            DHCP_OPTION.domainName,
          ),
        },
      ],
    ),
  },
  { type: 'set-timer', name: `resend ${state.tries}`, afterMicros: 4_000_000 * 2 ** state.tries },
];

const again = (settings: DhcpInformSettings, state: Informing): ProgramTurn<Informing> => {
  const next = { ...state, tries: state.tries + 1 };
  if (next.tries < MOST_TRIES) return { state: next, effects: ask(settings, next) };
  return { state: ANSWERED, effects: [{ type: 'done', met: false, result: 'no answer' }] };
};

const isAnswer = (
  { type, header }: DhcpMessage,
  { transactionId }: Informing,
  { card }: DhcpInformSettings,
): boolean =>
  type === DHCP_MESSAGE.acknowledge &&
  header.transactionId === transactionId &&
  cardOf(header) === card;

/** A host that asks for everything but an address, RFC 2131 §3.4 and §4.4.3; its result are the name servers it is
 *  told. After four tries it fails. */
export const dhcpInform = (settings: DhcpInformSettings): Program<Informing> => ({
  start: facts => {
    const state = { transactionId: Math.floor(facts.draw('transaction') * 2 ** 32), tries: 0 };
    const listen = { type: 'listen', protocol: 'udp', port: DHCP_CLIENT_PORT } as const;
    return { state, effects: [listen, ...ask(settings, state)] };
  },
  step: (state, event) => {
    const isTimer = event.type === 'timer' && event.name === `resend ${state.tries}`;
    if (isTimer) return again(settings, state);
    const message = event.type === 'datagram' ? readDhcp(event.bytes) : undefined;
    if (message === undefined || !isAnswer(message, state, settings)) return { state, effects: [] };
    const servers = dhcpOptionData(message.options, DHCP_OPTION.nameServer) ?? new Uint8Array(0);
    const result = dhcpAddresses(servers).map(formatIpv4).join(' ');
    return { state: ANSWERED, effects: [{ type: 'done', met: true, result }] };
  },
});
