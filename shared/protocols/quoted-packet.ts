import { ipv4 } from './ipv4.ts';
import { ipv6 } from './ipv6.ts';
import { REDIRECTED_HEADER } from './nd-options.ts';
import type { Explainable } from './protocol.ts';
import type { Layer } from './span.ts';

/** The span that quotes the start of a packet, and how that is read. */
export interface Quoted {
  readonly path: string;
  readonly protocol: Explainable;
  /** First four bits of such a packet. */
  readonly version: number;
}

const QUOTED_4 = { protocol: ipv4, version: 4 } as const;
const QUOTED_6 = { protocol: ipv6, version: 6 } as const;

// RFC 792: unreachable, source quench, redirect, time exceeded, parameter problem.
const ICMP_ERRORS = [3, 4, 5, 11, 12];
const LAST_ICMPV6_ERROR = 4;
const REDIRECT = 137;
const REDIRECT_FIXED_BYTES = 40;

const redirectedOption = (layer: Layer, bytes: Uint8Array): number | undefined => {
  let index = 0;
  for (let at = layer.start + REDIRECT_FIXED_BYTES; at < layer.headerEnd; index++) {
    const length = (bytes[at + 1] ?? 0) * 8;
    if (length === 0) return undefined;
    if (bytes[at] === REDIRECTED_HEADER) return index;
    at += length;
  }
  return undefined;
};

/** The packet that a report quotes, RFC 792, RFC 4443 §3 and RFC 4861 §4.6.3. */
export const quotedIn = (layer: Layer | undefined, bytes: Uint8Array): Quoted | undefined => {
  if (layer?.id !== 'icmp' && layer?.id !== 'icmpv6') return undefined;
  const { type } = layer.header as { readonly type: number };
  if (layer.id === 'icmp') {
    return ICMP_ERRORS.includes(type) ? { path: 'icmp.data', ...QUOTED_4 } : undefined;
  }
  if (type <= LAST_ICMPV6_ERROR && type > 0) return { path: 'icmpv6.data', ...QUOTED_6 };
  const option = type === REDIRECT ? redirectedOption(layer, bytes) : undefined;
  return option === undefined
    ? undefined
    : { path: `icmpv6.options.${option}.packet`, ...QUOTED_6 };
};
