import { type DhcpMessage, readDhcp } from '../programs/dhcp/message.ts';
import type { ProgramEffect, ProgramTurn } from '../programs/program.ts';

type Datagram = ProgramEffect & { readonly type: 'send-datagram' };

/** What a DHCP program says in a turn, if it says anything. */
export const saidIn = ({
  effects,
}: Pick<ProgramTurn<unknown>, 'effects'>):
  | { readonly effect: Datagram; readonly message: DhcpMessage }
  | undefined => {
  const effect = effects.find((one): one is Datagram => one.type === 'send-datagram');
  const message = effect === undefined ? undefined : readDhcp(effect.bytes);
  return effect === undefined || message === undefined ? undefined : { effect, message };
};
