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
import { saying } from './client-words.ts';
import { leaseOf } from './lease.ts';
import { cardOf, DHCP_CLIENT_PORT, type DhcpMessage, optionNumber, readDhcp } from './message.ts';

const SECOND = 1_000_000;
const MOST_TRIES = 4;
/** Offers that are remembered: more servers than that no LAN has. */
const MOST_OFFERS = 8;
/** RFC 2131 §3.1: after a DHCPDECLINE at least ten seconds pass before it starts anew. */
const RESTART_SECONDS = 10;

const timer = (state: DhcpClientState, on: DhcpHappening, afterMicros: number): ProgramEffect => ({
  type: 'set-timer',
  name: `${on} ${state.epoch}`,
  afterMicros: Math.max(0, Math.round(afterMicros)),
});

/** Half of what is left, at least a minute, RFC 2131 §4.4.5. */
const halfUntil = (atMicros: number | null, nowMicros: number): number =>
  Math.max(60 * SECOND, ((atMicros ?? nowMicros) - nowMicros) / 2);

/** When the same is said again: 4, 8, 16, 32, 64 s, each a second more or less, RFC 2131 §4.1. */
const resendAfter = ({ phase, lease, tries }: DhcpClientState, facts: ProgramFacts): number => {
  if (phase === 'RENEWING') return halfUntil(lease?.rebindAtMicros ?? null, facts.nowMicros);
  if (phase === 'REBINDING') return halfUntil(lease?.expiresAtMicros ?? null, facts.nowMicros);
  const seconds = Math.min(4 * 2 ** (tries - 1), 64);
  return (seconds - 1 + 2 * facts.draw('resend')) * SECOND;
};

/** The next times to wait for in the phase just entered. */
const timersOf = (
  state: DhcpClientState,
  { on, send }: DhcpTransition,
  settings: DhcpClientSettings,
  facts: ProgramFacts,
): ProgramEffect[] => {
  const { phase, lease } = state;
  const until = (happening: DhcpHappening, atMicros: number | null | undefined): ProgramEffect[] =>
    typeof atMicros === 'number' ? [timer(state, happening, atMicros - facts.nowMicros)] : [];
  if (phase === 'INIT') {
    return on === 'release' ? [] : [timer(state, 'start', RESTART_SECONDS * SECOND)];
  }
  if (phase === 'BOUND') {
    const { releaseAfterMicros: after } = settings;
    const release = after === undefined ? [] : [timer(state, 'release', after)];
    return [...until('T1', lease?.renewAtMicros), ...release];
  }
  const again = send === undefined ? [] : [timer(state, 'resend', resendAfter(state, facts))];
  if (phase === 'RENEWING') return [...again, ...until('T2', lease?.rebindAtMicros)];
  if (phase === 'REBINDING') return [...again, ...until('expired', lease?.expiresAtMicros)];
  return again;
};

const isForUs = (state: DhcpClientState, message: DhcpMessage, card: number): boolean =>
  message.header.operation === 2 &&
  message.header.transactionId === state.transactionId &&
  cardOf(message.header) === card;

/** What no host may have as its own, RFC 1122 §3.2.1.3, is neither an offer nor a lease. */
const isForOneHost = (address: number): boolean =>
  address >>> 24 !== 0 && address >>> 24 !== 127 && address < 0xe0000000;

const happeningOfMessage = (
  message: DhcpMessage,
  { inUse = [] }: DhcpClientSettings,
): DhcpHappening | undefined => {
  const { yourAddress } = message.header;
  if (message.type === DHCP_MESSAGE.refuse) return 'nak';
  if (!isForOneHost(yourAddress)) return undefined;
  if (message.type === DHCP_MESSAGE.offer) return 'offer';
  if (message.type !== DHCP_MESSAGE.acknowledge) return undefined;
  return inUse.includes(yourAddress) ? 'in-use' : 'ack';
};

const happeningOfTimer = (state: DhcpClientState, name: string): DhcpHappening | undefined => {
  const [on, epoch] = name.split(' ');
  if (Number(epoch) !== state.epoch) return undefined;
  const limited = state.phase === 'REQUESTING' || state.phase === 'REBOOTING';
  if (on === 'resend' && limited && state.tries >= MOST_TRIES) return 'given-up';
  return on as DhcpHappening;
};

interface Happened {
  readonly on: DhcpHappening;
  readonly message?: DhcpMessage;
}

const happened = (
  state: DhcpClientState,
  event: ProgramEvent,
  settings: DhcpClientSettings,
): Happened | undefined => {
  if (event.type === 'timer') {
    const on = happeningOfTimer(state, event.name);
    return on === undefined ? undefined : { on };
  }
  if (event.type !== 'datagram' || event.port !== DHCP_CLIENT_PORT) return undefined;
  const message = readDhcp(event.bytes);
  if (message === undefined || !isForUs(state, message, settings.card)) return undefined;
  const on = happeningOfMessage(message, settings);
  return on === undefined ? undefined : { on, message };
};

/** What the client would say when that timer runs out: undefined where it says nothing. */
export const sayingAt = (state: DhcpClientState, timerName: string): DhcpSaying | undefined => {
  const on = happeningOfTimer(state, timerName);
  return on === undefined ? undefined : dhcpTransition(state.phase, on)?.send;
};

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

/** What is remembered after an arrow. */
const afterwards = (
  state: DhcpClientState,
  row: DhcpTransition,
  { on, message }: Happened,
  facts: ProgramFacts,
): DhcpClientState => {
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
    ...(on === 'ack' && message !== undefined
      ? { lease: leaseOf(message, state.sentAtMicros), offer: null }
      : {}),
    ...(on === 'reboot'
      ? { lease: null, offer: { address: state.lease?.address ?? 0, server: 0 } }
      : {}),
    ...(row.to === 'INIT' || begins ? { offers: [] } : {}),
    ...(row.to === 'INIT' ? { lease: null, offer: null } : {}),
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
    refused: what.message?.header.yourAddress ?? 0,
  });
  const result = formatIpv4(next.lease?.address ?? 0);
  const bound: ProgramEffect[] = what.on === 'ack' ? [{ type: 'done', met: true, result }] : [];
  return { state: next, effects: [...said, ...bound, ...timersOf(next, row, settings, facts)] };
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
    const what = happened(state, event, settings);
    const row = what === undefined ? undefined : dhcpTransition(state.phase, what.on);
    if (what === undefined || row === undefined) return { state, effects: [] };
    return what.on === 'offer' && what.message !== undefined
      ? collect(state, what.message, settings)
      : follow(state, row, what, settings, facts);
  },
});
