import { concat } from '../../base/bytes.ts';
import { RDP_FAILURES, RDP_PROTOCOLS } from '../../protocols/rdp/negotiation.ts';
import { rdpPacket } from '../../protocols/rdp/rdp.ts';
import type { Peer, Program } from './program.ts';

/** Who wants to see which desktop; `protocols` are the locks offered, as bits of MS-RDPBCGR §2.2.1.1.1. */
export interface RdpClientSpec {
  readonly server: Peer;
  readonly user: string;
  readonly protocols: number;
}

interface RdpClientState {
  readonly unread: Uint8Array;
  readonly isOver: boolean;
}

interface Outcome {
  readonly met: boolean;
  readonly result: string;
}

const CONNECTION = -1;
const MOST_UNREAD = 2048;

const requestOf = ({ user, protocols }: RdpClientSpec): Uint8Array => {
  const negotiation = [{ body: { is: 'requestedProtocols', value: protocols } as const }];
  const value = { cookie: user === '' ? '' : `Cookie: mstshash=${user}`, negotiation };
  return rdpPacket.encode({ packet: { tpdu: { body: { is: 'connectionRequest', value } } } });
};

const nameOf = (protocol: number): string =>
  Object.entries(RDP_PROTOCOLS).find(([, bit]) => bit === protocol)?.[0] ?? String(protocol);

const selectedOutcome = (selected: number, offered: number): Outcome => {
  const isOffered = selected === 0 ? offered === 0 : (selected & ~offered) === 0;
  const name = nameOf(selected);
  return isOffered
    ? { met: true, result: name }
    : { met: false, result: `${name} was not offered` };
};

/** What the answer means; null while it is not whole. */
const outcomeOf = (bytes: Uint8Array, offered: number): Outcome | null => {
  const read = rdpPacket.decode(bytes);
  if (!read.ok) {
    const waits = read.error.needed !== undefined && bytes.length <= MOST_UNREAD;
    return waits ? null : { met: false, result: 'not RDP' };
  }
  const { body } = read.value.header.packet.tpdu;
  if (body.is !== 'connectionConfirm') return { met: false, result: 'refused' };
  const answer = body.value.negotiation[0]?.body;
  if (answer?.is === 'failureCode') {
    return { met: false, result: RDP_FAILURES[answer.value] ?? `failure ${answer.value}` };
  }
  return selectedOutcome(answer?.is === 'selectedProtocol' ? answer.value : 0, offered);
};

/** An RDP client up to the agreement on a lock, MS-RDPBCGR §1.3.1.1. Its result is the lock, or why there is none. */
export const rdpClientProgram = (spec: RdpClientSpec): Program<RdpClientState> => ({
  start: () => ({
    state: { unread: new Uint8Array(0), isOver: false },
    effects: [{ type: 'connect', connection: CONNECTION, peer: spec.server }],
  }),
  step: (state, event) => {
    if (state.isOver || !('connection' in event)) return { state, effects: [] };
    const over = (outcome: Outcome) =>
      ({
        state: { ...state, isOver: true },
        effects: [
          ...(event.type === 'broken' ? [] : [{ type: 'finish', connection: CONNECTION } as const]),
          { type: 'done', ...outcome },
        ],
      }) as const;
    switch (event.type) {
      case 'connected':
        return {
          state,
          effects: [{ type: 'send', connection: CONNECTION, bytes: requestOf(spec) }],
        };
      case 'received': {
        const unread = concat(state.unread, event.bytes);
        const outcome = outcomeOf(unread, spec.protocols);
        return outcome === null ? { state: { ...state, unread }, effects: [] } : over(outcome);
      }
      case 'finished':
      case 'broken':
        return over({ met: false, result: 'the server hung up' });
    }
  },
});
