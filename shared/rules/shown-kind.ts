import type { KindId } from './kinds.ts';

/** Kinds whose units look alike on arrival: telling them apart is the task. The first stands for all. */
export const ALIKE: readonly (readonly [KindId, ...KindId[]])[] = [
  ['frame/to-gateway', 'frame/to-neighbour', 'frame/for-all'],
  ['frame/mine', 'frame/carries-arp', 'frame/not-mine', 'frame/bad-check'],
  ['arp/answer', 'arp/not-me'],
  ['packet/remote', 'packet/on-link', 'packet/for-all'],
  ['packet/mine', 'packet/mine-icmp', 'packet/not-mine', 'packet/bad-sum'],
  ['icmp/echo-asked', 'icmp/echo-answered'],
  ['icmp/expired-read', 'icmp/unreachable-read'],
  ['route/longest-prefix', 'route/connected', 'route/default', 'route/none'],
  ['route/one-less', 'route/expired', 'route/bad-sum'],
  ['route/cut', 'route/too-big'],
  ['datagram/deliver', 'datagram/closed-port', 'datagram/unwanted', 'datagram/bad-sum'],
  [
    'segment/deliver-open',
    'segment/deliver-accept',
    'segment/deliver-acknowledgment',
    'segment/deliver-data',
    'segment/deliver-close',
    'segment/deliver-reset',
    'segment/closed-port',
    'segment/already-received',
    'segment/bad-sum',
  ],
  [
    'answer/address',
    'answer/alias',
    'answer/mail',
    'answer/name',
    'answer/none',
    'answer/not-mine',
  ],
  ['response/found', 'response/missing', 'response/bad-request'],
  ['page/shown', 'page/missing'],
  ['serve/answer', 'serve/alias', 'serve/refer', 'serve/missing', 'serve/no-data', 'serve/refuse'],
  [
    'resolve/from-root',
    'resolve/from-nearer',
    'resolve/remembered',
    'resolve/denied',
    'resolve/waits',
  ],
  ['reply/go-on', 'reply/alias', 'reply/answer', 'reply/denial', 'reply/not-mine'],
  [
    'lease/offer',
    'lease/acknowledge',
    'lease/renewed',
    'lease/refuse',
    'lease/pool-full',
    'lease/other-server',
    'lease/unknown',
    'lease/returned',
    'lease/declined',
  ],
  ['join/discover', 'join/request'],
  ['join/checked-free', 'join/checked-taken'],
  ['join/discover-to', 'join/request-to', 'join/renew-to', 'join/release-to'],
  ['join/discover-from', 'join/request-from', 'join/renew-from'],
  ['join/offer', 'join/lease', 'join/refused', 'join/not-mine', 'join/unasked'],
  ['text/write', 'text/write-numbers', 'text/answer'],
  ['text/read', 'text/read-numbers', 'text/read-answer'],
  ['bits/hear', 'bits/noise'],
  [
    'boundary/filter',
    'boundary/answer',
    'boundary/odd-port',
    'boundary/refused',
    'boundary/forged',
  ],
  ['nat/inside', 'nat/echo', 'nat/unasked', 'nat/too-old', 'nat/damaged'],
  ['nat/new-flow', 'nat/known-flow'],
  ['switch/forward', 'switch/flood', 'switch/broadcast', 'switch/filter', 'switch/bad-check'],
  ['switch/row-new', 'switch/row-kept', 'switch/row-moved', 'switch/row-full'],
  ['guard/request-good', 'guard/request-part', 'guard/request-bad'],
  ['guard/command-good', 'guard/command-bad'],
  ['guard/query-good', 'guard/query-bad'],
  ['tap/clear', 'tap/sealed', 'tap/empty'],
  ['tap/whole', 'tap/piece'],
];

const shownAs: ReadonlyMap<KindId, KindId> = new Map(
  ALIKE.flatMap(([first, ...others]) => others.map(kind => [kind, first] as const)),
);

/**
 * The kind that stands for all that look alike on arrival. The name of a kind tells the answer ('frame/bad-check'), so
 * a seat gets this one until it has decided.
 */
export const shownKind = (kind: KindId): KindId => shownAs.get(kind) ?? kind;
