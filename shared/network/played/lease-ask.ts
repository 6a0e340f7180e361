import { LIMITED_BROADCAST } from '../../base/address.ts';
import { lastKept } from '../last-kept.ts';
import { askOfValues, draftOfAsk, valuesOfAsk } from '../programs/dhcp/ask-values.ts';
import type { DhcpClientState } from '../programs/dhcp/client-state.ts';
import type { ProgramEffect, ProgramTurn } from '../programs/program.ts';
import { numberAt, textAt, type Values } from '../values.ts';
import { clientTurn } from './lease-client.ts';
import { saidIn } from './lease-said.ts';
import type { PlayedProgram, TimedMoment } from './played-program.ts';

const addressIn = (values: Values, path: string): number => numberAt(values, path, 0) % 2 ** 32;

/** The client's own turn at this moment, computed once. */
const ownTurn = lastKept<TimedMoment, void, ProgramTurn<DhcpClientState>>(moment =>
  clientTurn(moment),
);

/** The client's own message as values; undefined where it has nothing to say. */
const ownValues = (moment: TimedMoment): Values | undefined => {
  const said = saidIn(ownTurn(moment));
  if (said === undefined) return undefined;
  const { from, peer } = said.effect;
  return {
    ...valuesOfAsk(said.message),
    sendFrom: typeof from === 'number' ? from : 0,
    sendTo: typeof peer.address === 'number' ? peer.address : LIMITED_BROADCAST,
  };
};

/** The client's message as it is before anything is decided about it, RFC 2131 §4.4.1. */
export const askDraft = (moment: TimedMoment): Uint8Array => {
  const said = saidIn(ownTurn(moment));
  return said === undefined ? new Uint8Array() : draftOfAsk(said.message);
};

/** Where a client stands that has said something else than it would have. */
const afterSaying = (own: DhcpClientState, say: string, values: Values): DhcpClientState => {
  const offer = {
    address: addressIn(values, 'dhcp.requestedAddress'),
    server: addressIn(values, 'dhcp.serverIdentifier'),
  };
  if (say === 'request' && own.lease === null) return { ...own, phase: 'REQUESTING', offer };
  return say === 'discover' ? { ...own, phase: 'SELECTING', offer: null, offers: [] } : own;
};

/** A client that wants something of a server, RFC 2131 §4.4: what it says, to whom, under which address. */
export const leaseAskPlayed: PlayedProgram<TimedMoment> = {
  choose: moment => {
    const own = ownValues(moment);
    return own === undefined
      ? { action: 'drop', values: { reason: 'nothing-to-do' } }
      : { action: 'send', values: { say: own.say ?? 'discover' } };
  },
  complete: (moment, action, given) =>
    action === 'send' ? { ...ownValues(moment), ...given } : given,
  turn: (moment, { action, values }) => {
    const own = ownTurn(moment);
    const said = saidIn(own);
    if (action !== 'send' || said === undefined) return own;
    const spoken: ProgramEffect = {
      ...said.effect,
      from: addressIn(values, 'sendFrom'),
      peer: { ...said.effect.peer, address: addressIn(values, 'sendTo') },
      bytes: askOfValues(draftOfAsk(said.message), values),
    };
    return {
      state: afterSaying(own.state, textAt(values, 'say', ''), values),
      effects: own.effects.map(effect => (effect === said.effect ? spoken : effect)),
    };
  },
};
