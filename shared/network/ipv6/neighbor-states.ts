/** What is known of a neighbour, RFC 4861 §7.3.2. */
export type NeighborState = 'INCOMPLETE' | 'REACHABLE' | 'STALE' | 'DELAY' | 'PROBE';

/** A row of the neighbour cache, RFC 4861 §5.1. */
export interface Neighbor {
  /** Null while it is asked for. */
  readonly mac: number | null;
  readonly state: NeighborState;
  /** When the state began, virtual microseconds. */
  readonly sinceMicros: number;
}

/** What an advertisement says; without a hardware address `mac` is null. */
export interface Advertised {
  readonly solicited: boolean;
  readonly override: boolean;
  readonly mac: number | null;
}

/** What can happen to a row. `heard`: a question or a router's message told a hardware address. */
export type NeighborEvent =
  | { readonly type: 'send' }
  | { readonly type: 'delay-over' }
  | { readonly type: 'reachable-over' }
  | { readonly type: 'confirmed' }
  | { readonly type: 'given-up' }
  | { readonly type: 'heard'; readonly mac: number }
  | ({ readonly type: 'advertised' } & Advertised);

interface Transition {
  readonly from: readonly (NeighborState | 'none')[];
  readonly on: NeighborEvent['type'];
  /** Only for an advertisement that says so. */
  readonly solicited?: boolean;
  readonly override?: boolean;
  /** Whether the hardware address is the one that is known already. */
  readonly same?: boolean;
  /** null: the row is discarded. */
  readonly to: NeighborState | null;
  readonly learns?: boolean;
}

const KNOWN = ['REACHABLE', 'STALE', 'DELAY', 'PROBE'] as const;

/** RFC 4861 Appendix C, row by row; what is not there changes nothing. */
const NEIGHBOR_TRANSITIONS: readonly Transition[] = [
  { from: ['none'], on: 'send', to: 'INCOMPLETE' },
  { from: ['INCOMPLETE', 'PROBE'], on: 'given-up', to: null },
  { from: ['STALE'], on: 'send', to: 'DELAY' },
  { from: ['DELAY'], on: 'delay-over', to: 'PROBE' },
  { from: ['REACHABLE'], on: 'reachable-over', to: 'STALE' },
  { from: KNOWN, on: 'confirmed', to: 'REACHABLE' },
  // Advertisements, RFC 4861 §7.2.5.
  { from: ['INCOMPLETE'], on: 'advertised', solicited: false, to: 'STALE', learns: true },
  { from: ['INCOMPLETE'], on: 'advertised', solicited: true, to: 'REACHABLE', learns: true },
  { from: KNOWN, on: 'advertised', solicited: true, override: false, same: true, to: 'REACHABLE' },
  { from: ['REACHABLE'], on: 'advertised', override: false, same: false, to: 'STALE' },
  { from: KNOWN, on: 'advertised', solicited: true, override: true, to: 'REACHABLE', learns: true },
  {
    from: KNOWN,
    on: 'advertised',
    solicited: false,
    override: true,
    same: false,
    to: 'STALE',
    learns: true,
  },
  // Questions and routers, RFC 4861 §7.2.3 and §6.3.4.
  { from: ['none', 'INCOMPLETE'], on: 'heard', to: 'STALE', learns: true },
  { from: KNOWN, on: 'heard', same: false, to: 'STALE', learns: true },
];

const fits = (
  { from, on, solicited, override, same }: Transition,
  row: Neighbor | undefined,
  event: NeighborEvent,
): boolean => {
  if (on !== event.type || !from.includes(row?.state ?? 'none')) return false;
  if ('mac' in event && same !== undefined && same !== (row?.mac === event.mac)) return false;
  if (event.type !== 'advertised') return true;
  return (
    (solicited === undefined || solicited === event.solicited) &&
    (override === undefined || override === event.override)
  );
};

/** The row after `event`; undefined where there is none (any more). An advertisement without address teaches none. */
export const neighborAfter = (
  row: Neighbor | undefined,
  event: NeighborEvent,
  nowMicros: number,
): Neighbor | undefined => {
  if (event.type === 'advertised' && event.mac === null) return row;
  const transition = NEIGHBOR_TRANSITIONS.find(one => fits(one, row, event));
  if (transition === undefined) return row;
  const { to, learns } = transition;
  if (to === null) return undefined;
  const mac = learns === true && 'mac' in event ? event.mac : (row?.mac ?? null);
  return { mac, state: to, sinceMicros: nowMicros };
};
