import type { Ipv6Address } from '../../base/ipv6.ts';

/** What the layers below transport do with IPv6; automata decide it. A zone is named by the interface into it, RFC 4007 §6. */
export type Ipv6Situation =
  // network
  | {
      readonly type: 'wrap-ipv6-packet';
      readonly protocol: number;
      readonly source: Ipv6Address;
      readonly destination: Ipv6Address;
      readonly hopLimit: number | null;
      /** By which it must leave, for destinations on one link only; null elsewhere. */
      readonly zone: string | null;
    }
  | { readonly type: 'unwrap-ipv6-packet'; readonly interface: string }
  | { readonly type: 'forward-ipv6-packet'; readonly interface: string }
  | {
      readonly type: 'compose-icmpv6';
      readonly icmpType: number;
      readonly icmpCode: number;
      readonly source: Ipv6Address;
      readonly destination: Ipv6Address;
      readonly zone: string | null;
      /** Whom neighbour discovery is about, or null. */
      readonly target: Ipv6Address | null;
    }
  | {
      readonly type: 'read-icmpv6';
      readonly source: Ipv6Address;
      readonly destination: Ipv6Address;
      readonly hopLimit: number;
      readonly interface: string;
    }
  // link
  | {
      readonly type: 'wrap-ipv6-frame';
      readonly interface: string;
      readonly nextHop: Ipv6Address;
    };
