import { isIpv6 } from '../../base/ip.ts';
import type { Task } from '../task.ts';

const ETHER_TYPE_AT = 12;

/** Whether a task is about IPv6: people's stations are of IPv4, so automata decide it. */
export const isOfIpv6 = ({ situation, unit }: Task): boolean => {
  switch (situation.type) {
    case 'wrap-ipv6-packet':
    case 'unwrap-ipv6-packet':
    case 'forward-ipv6-packet':
    case 'compose-icmpv6':
    case 'read-icmpv6':
    case 'wrap-ipv6-frame':
      return true;
    case 'unwrap-frame':
      return unit[ETHER_TYPE_AT] === 0x86 && unit[ETHER_TYPE_AT + 1] === 0xdd;
    case 'wrap-datagram':
    case 'wrap-segment':
      return isIpv6(situation.remote.address);
    case 'unwrap-datagram':
    case 'unwrap-segment':
      return isIpv6(situation.source);
    case 'serve-request':
      return isIpv6(situation.client);
    case 'compose-text':
      return isIpv6(situation.to);
    case 'read-text':
      return isIpv6(situation.from);
    default:
      return false;
  }
};
