import { PROTOCOL_ICMP, PROTOCOL_TCP } from '../packets.ts';
import type { Passing, PassingEnd } from './passing.ts';

/** A device that gives what leaves by `outside` its own address there, RFC 3022 §2.2 (NAPT). */
export interface TranslatorSpec {
  readonly outside: string;
}

interface Mapping {
  readonly protocol: number;
  readonly inside: PassingEnd;
  readonly outsidePort: number;
  lastMicros: number;
}

export interface TranslatorState {
  readonly spec: TranslatorSpec;
  /** By protocol, address and port on the inside. */
  readonly byInside: Map<string, Mapping>;
  /** By protocol and port on the outside. */
  readonly byOutside: Map<string, Mapping>;
  /** Where the first fragment of a packet from outside went: those that follow have no ports. */
  readonly fragments: Map<string, PassingEnd>;
}

export const newTranslator = (spec: TranslatorSpec): TranslatorState => ({
  spec,
  byInside: new Map(),
  byOutside: new Map(),
  fragments: new Map(),
});

const MOST_FRAGMENTS = 256;
const A_LITTLE = 30_000_000;

/** TCP: RFC 5382 §5 REQ-5; questions of ICMP: RFC 5508 §3.2 REQ-2; UDP: the five minutes of RFC 4787 §4.3 REQ-5. */
const keptMicros = (protocol: number): number => {
  if (protocol === PROTOCOL_TCP) return 7_440_000_000;
  return protocol === PROTOCOL_ICMP ? 60_000_000 : 300_000_000;
};

const insideKey = (protocol: number, { address, port }: PassingEnd): string =>
  `${protocol} ${address}:${port}`;

const outsideKey = (protocol: number, port: number): string => `${protocol} ${port}`;

const fragmentKey = ({ protocol, source, identification }: Passing): string =>
  `${protocol} ${source.address} ${identification}`;

const alive = (mapping: Mapping | undefined, nowMicros: number): Mapping | undefined =>
  mapping !== undefined && nowMicros - mapping.lastMicros < keptMicros(mapping.protocol)
    ? mapping
    : undefined;

const forInside = (
  { byInside }: TranslatorState,
  protocol: number,
  end: PassingEnd,
  nowMicros: number,
): Mapping | undefined => alive(byInside.get(insideKey(protocol, end)), nowMicros);

const forOutside = (
  { byOutside }: TranslatorState,
  protocol: number,
  port: number,
  nowMicros: number,
): Mapping | undefined => alive(byOutside.get(outsideKey(protocol, port)), nowMicros);

/** Ports below this one are only exchanged for each other, RFC 4787 §4.2.1. */
const FIRST_USER_PORT = 1024;
const USER_PORTS = 0x10000 - FIRST_USER_PORT;

/** The own port if it is free outside (RFC 4787 §4.2.1), else a free one of equal parity from `drawn` on (§4.2.2). */
const freePort = (
  state: TranslatorState,
  protocol: number,
  wanted: number,
  { drawn, nowMicros }: { readonly drawn: number; readonly nowMicros: number },
): number | undefined => {
  const isFree = (port: number): boolean =>
    port !== 0 && forOutside(state, protocol, port, nowMicros) === undefined;
  if (isFree(wanted)) return wanted;
  for (let step = 0; step < USER_PORTS; step += 2) {
    const port = FIRST_USER_PORT + ((drawn + step) % USER_PORTS);
    const sameParity = port - (port % 2) + (wanted % 2);
    if (isFree(sameParity)) return sameParity;
  }
  return undefined;
};

/**
 * The port that stands for the sender of a packet on the outside: for one address and port the same whoever it is sent
 * to (RFC 4787 §4.1 REQ-1). Undefined when none is free. Nothing is entered; `drawn` (0..2^16-1) decides which.
 */
export const outsidePortFor = (
  state: TranslatorState,
  { protocol, source, piece, quoted }: Passing,
  drawn: number,
  nowMicros: number,
): number | undefined => {
  if (quoted !== null) {
    return forInside(state, quoted.protocol, quoted.destination, nowMicros)?.outsidePort;
  }
  if (piece === 'later') return 0;
  const known = forInside(state, protocol, source, nowMicros)?.outsidePort;
  return known ?? freePort(state, protocol, source.port, { drawn, nowMicros });
};

/** Enters what left under `outsidePort`, or keeps its mapping alive. */
export const noteOutward = (
  state: TranslatorState,
  { protocol, source, piece, quoted }: Passing,
  outsidePort: number,
  nowMicros: number,
): void => {
  if (quoted !== null || piece === 'later') return;
  const known = forInside(state, protocol, source, nowMicros);
  if (known?.outsidePort === outsidePort) {
    known.lastMicros = nowMicros;
    return;
  }
  const mapping = { protocol, inside: source, outsidePort, lastMicros: nowMicros };
  state.byInside.set(insideKey(protocol, source), mapping);
  state.byOutside.set(outsideKey(protocol, outsidePort), mapping);
};

/** Who on the inside gets a packet that came to the own outside address; undefined for the device itself. */
export const insideEndFor = (
  state: TranslatorState,
  passing: Passing,
  nowMicros: number,
): PassingEnd | undefined => {
  const { protocol, destination, piece, quoted } = passing;
  if (piece === 'later') return state.fragments.get(fragmentKey(passing));
  return quoted === null
    ? forOutside(state, protocol, destination.port, nowMicros)?.inside
    : forOutside(state, quoted.protocol, quoted.source.port, nowMicros)?.inside;
};

/** Keeps the mapping of what came in alive, and where the fragments behind it belong. */
export const noteInward = (
  state: TranslatorState,
  passing: Passing,
  inside: PassingEnd,
  nowMicros: number,
): void => {
  const mapping = forOutside(state, passing.protocol, passing.destination.port, nowMicros);
  if (mapping !== undefined) mapping.lastMicros = nowMicros;
  if (passing.piece !== 'first') return;
  state.fragments.set(fragmentKey(passing), inside);
  const [oldest] = state.fragments.keys();
  if (state.fragments.size > MOST_FRAGMENTS && oldest !== undefined) state.fragments.delete(oldest);
};

/** A row of the table of mappings as somebody reads it. */
export interface MappingRow {
  readonly protocol: number;
  readonly inside: PassingEnd;
  readonly outsidePort: number;
  readonly ageMicros: number;
  /** Unused for too long: nothing is translated by it any more, RFC 4787 §4.3. */
  readonly isOld: boolean;
}

/** Who stands behind an outside port. An old row is listed for as long again, unless another took its port. */
export const mappingsOf = (
  { byInside, byOutside }: TranslatorState,
  nowMicros: number,
): readonly MappingRow[] =>
  [...byInside.values()].flatMap(mapping => {
    const { protocol, inside, outsidePort, lastMicros } = mapping;
    const ageMicros = nowMicros - lastMicros;
    const isListed = byOutside.get(outsideKey(protocol, outsidePort)) === mapping;
    if (!isListed || ageMicros >= 2 * keptMicros(protocol)) return [];
    const isOld = alive(mapping, nowMicros) === undefined;
    return [{ protocol, inside, outsidePort, ageMicros, isOld }];
  });

/** The row behind an outside port, old or not. */
export const rowBehind = (
  state: TranslatorState,
  protocol: number,
  port: number,
  nowMicros: number,
): MappingRow | undefined =>
  mappingsOf(state, nowMicros).find(row => row.protocol === protocol && row.outsidePort === port);

/** Enters a mapping that was used a little longer ago than such are kept: as time passing would leave it. */
export const enterOld = (
  { byInside, byOutside }: TranslatorState,
  protocol: number,
  inside: PassingEnd,
  nowMicros: number,
): void => {
  const lastMicros = nowMicros - keptMicros(protocol) - A_LITTLE;
  const mapping = { protocol, inside, outsidePort: inside.port, lastMicros };
  byInside.set(insideKey(protocol, inside), mapping);
  byOutside.set(outsideKey(protocol, inside.port), mapping);
};
