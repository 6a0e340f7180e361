import type { Prefix } from '../../base/address.ts';

/** One line of a boundary filter. What matches no line is dropped. */
export interface FilterRule {
  readonly verdict: 'permit' | 'deny';
  /** out: arriving from inside. */
  readonly direction: 'in' | 'out' | 'both';
  /** Number in the IPv4 header, null for any. */
  readonly protocol: number | null;
  readonly source: Prefix;
  readonly destination: Prefix;
  /** Destination port, null for any. */
  readonly port: number | null;
  /** Whether answers to what it permits pass too, without a line; they do when left out, RFC 2647 §3.29. */
  readonly remembers?: boolean;
}

/** What somebody wants to pass a boundary device, and at which node that is. */
export interface PermitSpec extends Omit<FilterRule, 'verdict' | 'remembers'> {
  readonly at: string;
  /** The wish in the words of whoever has it. */
  readonly says: string;
}
