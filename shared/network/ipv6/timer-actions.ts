import type { Ipv6Address } from '../../base/ipv6.ts';

/** What IPv6 waits for. Interfaces by name. */
export type Ipv6TimerAction =
  /** A neighbour's answer, or the end of the time in which it need not be asked; `asked` counts questions. */
  | {
      readonly type: 'neighbor';
      readonly interface: string;
      readonly address: Ipv6Address;
      readonly asked: number;
    }
  /** Somebody who has the address that a host wants to have. */
  | { readonly type: 'duplicate'; readonly interface: string; readonly address: Ipv6Address }
  /** A router's answer. */
  | { readonly type: 'router'; readonly interface: string; readonly asked: number }
  /** The next time that a router tells of itself. */
  | { readonly type: 'advertise'; readonly interface: string };
