import { formatIpv4 } from '../../../base/address.ts';
import { DHCP_MESSAGE, DHCP_OPTION } from '../../../protocols/dhcp-option-table.ts';
import type {
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
  ProgramTurn,
} from '../program.ts';
import type { DhcpClientSettings, DhcpClientState } from './client-state.ts';
import {
  type DhcpHappening,
  type DhcpSaying,
  type DhcpTransition,
  dhcpTransition,
} from './client-states.ts';
import { CHECKED, timer, timersOf } from './client-timers.ts';
import { saying } from './client-words.ts';
import { leaseOf } from './lease.ts';
import { cardOf, DHCP_CLIENT_PORT, type DhcpMessage, optionNumber, readDhcp } from './message.ts';

const SECOND = 1_000_000;
const MOST_TRIES = 4;
/** Offers that are remembered: more servers than that no LAN has. */
const MOST_OFFERS = 8;

const isForUs = (state: DhcpClientState, message: DhcpMessage, card: number): boolean =>
  message.header.operation === 2 &&
  message.header.transactionId === state.transactionId &&
  cardOf(message.header) === card;

/** What no host may have as its own, RFC 1122 §3.2.1.3, is neither an offer nor a lease. */
const isForOneHost = (address: number): boolean =>
  address >>> 24 !== 0 && address >>> 24 !== 127 && address < 0xe0000000;

/** The server that the client has to do with where it stands; undefined where any may answer. */
const partnerOf = ({ phase, offer, lease, granted }: DhcpClientState): number | undefined => {
  if (phase === 'REQUESTING') return offer?.server;
  if (phase === 'CHECKING') return granted?.server;
  return phase === 'RENEWING' ? lease?.server : undefined;
};

/** Whether the sender was asked, RFC 2131 §3.1: the server that was chosen, or the lender; where none was named, anybody. */
const isFromAsked = (state: DhcpClientState, message: DhcpMessage): boolean => {
  const asked = partnerOf(state) ?? 0;
  return asked === 0 || (optionNumber(message, DHCP_OPTION.serverIdentifier) ?? asked) === asked;
};

/** What a lease means that has come: an address to be used, or one to be asked for on the LAN first. */
const happeningOfLease = (
  { phase }: DhcpClientState,
  address: number,
  { inUse = [], probes = false }: DhcpClientSettings,
): DhcpHappening => {
  if (inUse.includes(address)) return 'in-use';
  // A client that renews has the address already.
  return probes && (phase === 'REQUESTING' || phase === 'REBOOTING') ? 'granted' : 'ack';
};

const happeningOfMessage = (
  state: DhcpClientState,
  message: DhcpMessage,
  settings: DhcpClientSettings,
): DhcpHappening | undefined => {
  const { yourAddress } = message.header;
  const isAnswer = message.type !== DHCP_MESSAGE.offer;
  if (isAnswer && !isFromAsked(state, message)) return undefined;
  if (message.type === DHCP_MESSAGE.refuse) return 'nak';
  if (!isForOneHost(yourAddress)) return undefined;
  if (message.type === DHCP_MESSAGE.offer) return 'offer';
  if (message.type !== DHCP_MESSAGE.acknowledge) return undefined;
  return happeningOfLease(state, yourAddress, settings);
};

const happeningOfTimer = (
  state: DhcpClientState,
  name: string,
  { isTaken = () => false }: Neighbourhood,
): DhcpHappening | undefined => {
  const [on, epoch] = name.split(' ');
  if (Number(epoch) !== state.epoch) return undefined;
  if (on === CHECKED) return isTaken(state.granted?.address ?? 0) ? 'in-use' : 'free';
  const limited = state.phase === 'REQUESTING' || state.phase === 'REBOOTING';
  if (on === 'resend' && limited && state.tries >= MOST_TRIES) return 'given-up';
  return on as DhcpHappening;
};

/** What is known of the LAN. */
type Neighbourhood = Pick<ProgramFacts, 'isTaken'>;

interface Happened {
  readonly on: DhcpHappening;
  readonly message?: DhcpMessage;
}

const happened = (
  state: DhcpClientState,
  event: ProgramEvent,
  settings: DhcpClientSettings,
  facts: Neighbourhood = {},
): Happened | undefined => {
  if (event.type === 'timer') {
    const on = happeningOfTimer(state, event.name, facts);
    return on === undefined ? undefined : { on };
  }
  if (event.type !== 'datagram' || event.port !== DHCP_CLIENT_PORT) return undefined;
  const message = readDhcp(event.bytes);
  if (message === undefined || !isForUs(state, message, settings.card)) return undefined;
  const on = happeningOfMessage(state, message, settings);
  return on === undefined ? undefined : { on, message };
};

/** What the client would say when that timer runs out: undefined where it says nothing. */
export const sayingAt = (state: DhcpClientState, timerName: string): DhcpSaying | undefined => {
  const on = happeningOfTimer(state, timerName, {});
  return on === undefined ? undefined : dhcpTransition(state.phase, on)?.send;
};

/** Whether the time has come at which a client knows if somebody has the address that it was granted. */
export const isChecked = (state: DhcpClientState, timerName: string): boolean =>
  state.phase === 'CHECKING' && timerName === `${CHECKED} ${state.epoch}`;

/** What an event means to a client in that state; undefined where nothing follows from it. */
export const heardIn = (
  state: DhcpClientState,
  event: ProgramEvent,
  settings: DhcpClientSettings,
): DhcpHappening | undefined => {
  const what = happened(state, event, settings);
  return what === undefined || dhcpTransition(state.phase, what.on) === undefined
    ? undefined
    : what.on;
};

/** What becomes of lease and offer after an arrow that is about them. */
const leaseAfter = (
  state: DhcpClientState,
  { on, message }: Happened,
): Partial<Pick<DhcpClientState, 'lease' | 'offer' | 'granted'>> => {
  if (on === 'reboot') {
    return { lease: null, offer: { address: state.lease?.address ?? 0, server: 0 } };
  }
  if (on === 'free') return { lease: state.granted ?? null, granted: null, offer: null };
  if (message === undefined) return {};
  if (on === 'granted') return { granted: leaseOf(message, state.sentAtMicros) };
  return on === 'ack' ? { lease: leaseOf(message, state.sentAtMicros), offer: null } : {};
};

/** What is remembered after an arrow. */
const afterwards = (
  state: DhcpClientState,
  row: DhcpTransition,
  what: Happened,
  facts: ProgramFacts,
): DhcpClientState => {
  const { on } = what;
  const begins = on === 'start' || on === 'T1' || on === 'reboot';
  return {
    ...state,
    phase: row.to,
    epoch: state.epoch + 1,
    tries: row.to === state.phase ? state.tries + 1 : 1,
    ...(begins
      ? {
          startedAtMicros: facts.nowMicros,
          transactionId: Math.floor(facts.draw('transaction') * 2 ** 32),
        }
      : {}),
    ...(row.send === undefined ? {} : { sentAtMicros: facts.nowMicros }),
    ...leaseAfter(state, what),
    ...(row.to === 'INIT' || begins ? { offers: [] } : {}),
    ...(row.to === 'INIT' ? { lease: null, offer: null } : {}),
    ...(row.to === 'INIT' && state.granted ? { granted: null } : {}),
  };
};

/** The first offer is taken; others that come while it is waited are passed over. */
const collect = (
  state: DhcpClientState,
  message: DhcpMessage,
  { collectMicros = 0 }: DhcpClientSettings,
): ProgramTurn<DhcpClientState> => {
  const server = optionNumber(message, DHCP_OPTION.serverIdentifier);
  if (server === undefined) return { state, effects: [] };
  const offer = { address: message.header.yourAddress, server };
  const offers = [...state.offers, offer].slice(0, MOST_OFFERS);
  if (state.offer !== null) return { state: { ...state, offers }, effects: [] };
  const next = { ...state, offer, offers };
  return { state: next, effects: [timer(state, 'chosen', collectMicros)] };
};

/** What it has of a lease that has just come: the address, or the question who has it. */
const ownEffects = ({ phase, lease, granted }: DhcpClientState): readonly ProgramEffect[] => {
  if (phase === 'CHECKING') return [{ type: 'probe', address: granted?.address ?? 0 }];
  const result = formatIpv4(lease?.address ?? 0);
  return phase === 'BOUND' ? [{ type: 'done', met: true, result }] : [];
};

/** Goes along an arrow: says what it tells to say and sets the next timers. */
const follow = (
  state: DhcpClientState,
  row: DhcpTransition,
  what: Happened,
  settings: DhcpClientSettings,
  facts: ProgramFacts,
): ProgramTurn<DhcpClientState> => {
  const next = afterwards(state, row, what, facts);
  const isFarewell = row.send === 'decline' || row.send === 'release';
  const said = saying(row.send, isFarewell ? state : next, {
    settings,
    nowMicros: facts.nowMicros,
    refused: what.message?.header.yourAddress ?? state.granted?.address ?? 0,
  });
  const effects = [...said, ...ownEffects(next), ...timersOf(next, row, settings, facts)];
  return { state: next, effects };
};

const starting = (
  { formerAddress: address }: DhcpClientSettings,
  { nowMicros }: ProgramFacts,
): DhcpClientState => ({
  phase: address === undefined ? 'INIT' : 'INIT-REBOOT',
  transactionId: 0,
  offer: address === undefined ? null : { address, server: 0 },
  offers: [],
  lease: null,
  tries: 0,
  startedAtMicros: nowMicros,
  sentAtMicros: nowMicros,
  epoch: 0,
});

/** A client of DHCP, RFC 2131 §4.4. Says `done` with its address each time it gets one. */
export const dhcpClient = (settings: DhcpClientSettings): Program<DhcpClientState> => ({
  start: facts => {
    const state = starting(settings, facts);
    const listen = { type: 'listen', protocol: 'udp', port: DHCP_CLIENT_PORT } as const;
    return { state, effects: [listen, timer(state, 'start', facts.draw('start') * SECOND)] };
  },
  step: (state, event, facts) => {
    const what = happened(state, event, settings, facts);
    const row = what === undefined ? undefined : dhcpTransition(state.phase, what.on);
    if (what === undefined || row === undefined) return { state, effects: [] };
    return what.on === 'offer' && what.message !== undefined
      ? collect(state, what.message, settings)
      : follow(state, row, what, settings, facts);
  },
});
