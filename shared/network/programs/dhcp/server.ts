import { DHCP_MESSAGE, DHCP_OPTION } from '../../../protocols/dhcp-option-table.ts';
import type {
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
  ProgramTurn,
} from '../program.ts';
import {
  bindingOf,
  chooseAddress,
  type DhcpBinding,
  type DhcpSubnet,
  isFree,
  subnetOf,
  withBinding,
} from './bindings.ts';
import { DHCP_SERVER_PORT, FOR_EVER_SECONDS, optionNumber, readDhcp } from './message.ts';
import { type Asked, answer, clientKey } from './server-words.ts';

/** What a server gives. */
export interface DhcpServerSettings {
  readonly subnets: readonly DhcpSubnet[];
  /** What it has given before it starts. */
  readonly bindings?: readonly DhcpBinding[];
}

/** What a server remembers: at most one entry for each address of its pools. */
export interface DhcpServerState {
  readonly bindings: readonly DhcpBinding[];
}

type Turn = ProgramTurn<DhcpServerState>;

const SECOND = 1_000_000;
/** How long an offered address is kept for the client, and a declined one from everybody. */
export const OFFER_SECONDS = 60;
const DECLINED_SECONDS = 3600;

const turn = (state: DhcpServerState, ...effects: readonly ProgramEffect[]): Turn => ({
  state,
  effects,
});

/** Microseconds from now, for ever where the lease has no end. */
export const until = (facts: ProgramFacts, seconds: number): number =>
  seconds === FOR_EVER_SECONDS ? Number.MAX_SAFE_INTEGER : facts.nowMicros + seconds * SECOND;

/** The state with what is now known of an address of the client that asked. */
export const kept = (
  { bindings }: DhcpServerState,
  asked: Asked,
  address: number,
  kind: DhcpBinding['kind'],
  untilMicros: number,
): DhcpServerState => {
  const binding = { client: clientKey(asked.message), address, kind, untilMicros };
  return { bindings: withBinding(bindings, asked.subnet, binding) };
};

/** RFC 2131 §4.3.1: an offer, or silence when no address is left. */
const onDiscover = (state: DhcpServerState, asked: Asked, facts: ProgramFacts): Turn => {
  const requested = optionNumber(asked.message, DHCP_OPTION.requestedAddress);
  const client = clientKey(asked.message);
  const { subnet } = asked;
  const address = chooseAddress(state.bindings, subnet, client, requested, facts.nowMicros);
  if (address === undefined) return turn(state);
  const known = bindingOf(state.bindings, client, subnet);
  const isLeased = known?.kind === 'leased' && known.address === address;
  const next = isLeased
    ? state
    : kept(state, asked, address, 'offered', until(facts, OFFER_SECONDS));
  return turn(next, answer(asked, DHCP_MESSAGE.offer, address));
};

const grant = (
  state: DhcpServerState,
  asked: Asked,
  address: number,
  facts: ProgramFacts,
): Turn => {
  const { leaseSeconds } = asked.subnet;
  const next = kept(state, asked, address, 'leased', until(facts, leaseSeconds));
  return turn(next, answer(asked, DHCP_MESSAGE.acknowledge, address));
};

const refuse = (state: DhcpServerState, asked: Asked): Turn =>
  turn(state, answer(asked, DHCP_MESSAGE.refuse, 0));

/** The client has taken another server's offer: ours is free again. */
const withdraw = (state: DhcpServerState, asked: Asked): Turn => {
  const client = clientKey(asked.message);
  const bindings = state.bindings.filter(
    binding => binding.client !== client || binding.kind !== 'offered',
  );
  return turn({ bindings });
};

/** RFC 2131 §4.3.2: SELECTING names a server, INIT-REBOOT only an address, RENEWING and REBINDING speak from theirs. */
const onRequest = (state: DhcpServerState, asked: Asked, facts: ProgramFacts): Turn => {
  const { message, subnet, own } = asked;
  const server = optionNumber(message, DHCP_OPTION.serverIdentifier);
  const requested = optionNumber(message, DHCP_OPTION.requestedAddress);
  const { clientAddress } = message.header;
  if (server !== undefined && server !== own) return withdraw(state, asked);
  const wanted = requested ?? clientAddress;
  const client = clientKey(message);
  const known = bindingOf(state.bindings, client, subnet);
  if (server !== undefined) {
    const isOurs = known?.address === wanted;
    const free = isFree(state.bindings, subnet, wanted, client, facts.nowMicros);
    return isOurs && free ? grant(state, asked, wanted, facts) : refuse(state, asked);
  }
  // An address of another LAN cannot work here, whoever it belongs to.
  if (subnetOf([subnet], wanted) === undefined) return refuse(state, asked);
  // Of a client that it does not know a server says nothing: another one may.
  if (known === undefined) return turn(state);
  const free = isFree(state.bindings, subnet, wanted, client, facts.nowMicros);
  if (known.address !== wanted || !free) return refuse(state, asked);
  return grant(state, asked, wanted, facts);
};

/** RFC 2131 §4.3.3: somebody has the address, so nobody gets it for a while. */
const onDecline = (state: DhcpServerState, asked: Asked, facts: ProgramFacts): Turn => {
  const address = optionNumber(asked.message, DHCP_OPTION.requestedAddress);
  const known = bindingOf(state.bindings, clientKey(asked.message), asked.subnet);
  if (known === undefined || known.address !== address) return turn(state);
  return turn(kept(state, asked, known.address, 'declined', until(facts, DECLINED_SECONDS)));
};

/** RFC 2131 §4.3.4: free, but remembered for the next time. */
const onRelease = (state: DhcpServerState, asked: Asked, facts: ProgramFacts): Turn => {
  const known = bindingOf(state.bindings, clientKey(asked.message), asked.subnet);
  if (known === undefined || known.address !== asked.message.header.clientAddress) {
    return turn(state);
  }
  return turn(kept(state, asked, known.address, 'released', facts.nowMicros));
};

/** RFC 2131 §4.3.5: everything but an address. */
const onInform = (state: DhcpServerState, asked: Asked): Turn =>
  turn(state, answer(asked, DHCP_MESSAGE.acknowledge, 0));

type Handler = (state: DhcpServerState, asked: Asked, facts: ProgramFacts) => Turn;

const HANDLERS: Readonly<Record<number, Handler>> = {
  [DHCP_MESSAGE.discover]: onDiscover,
  [DHCP_MESSAGE.request]: onRequest,
  [DHCP_MESSAGE.decline]: onDecline,
  [DHCP_MESSAGE.release]: onRelease,
  [DHCP_MESSAGE.inform]: onInform,
};

/** The message with the LAN its client is on: that of the relay, of the client's own address, or ours. */
export const askedIn = (
  event: ProgramEvent,
  { subnets }: DhcpServerSettings,
  facts: ProgramFacts,
): Asked | undefined => {
  if (event.type !== 'datagram' || event.port !== DHCP_SERVER_PORT) return undefined;
  const message = readDhcp(event.bytes);
  const own = event.at ?? facts.addresses[0];
  if (message === undefined || message.header.operation !== 1 || typeof own !== 'number') {
    return undefined;
  }
  // A client that renews through routers writes from a LAN that may be none of ours.
  const isUnicast = message.header.clientAddress !== 0 && message.header.relayAddress === 0;
  const remote = isUnicast ? subnetOf(subnets, message.header.clientAddress) : undefined;
  const subnet = remote ?? subnetOf(subnets, message.header.relayAddress || own);
  return subnet === undefined ? undefined : { message, subnet, own };
};

/** A server of DHCP, RFC 2131 §4.3. It does not probe an address before it offers it (§3.1 would have it so). */
export const dhcpServer = (settings: DhcpServerSettings): Program<DhcpServerState> => ({
  start: () =>
    turn(
      { bindings: settings.bindings ?? [] },
      { type: 'listen', protocol: 'udp', port: DHCP_SERVER_PORT },
    ),
  step: (state, event, facts) => {
    const asked = askedIn(event, settings, facts);
    const handler = asked === undefined ? undefined : HANDLERS[asked.message.type];
    return asked === undefined || handler === undefined
      ? turn(state)
      : handler(state, asked, facts);
  },
});
