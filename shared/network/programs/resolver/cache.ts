import type { ResourceRecord } from '../../../protocols/dns-message.ts';
import { isWithin, parentName, RECORD_TYPE_NUMBERS } from '../zone.ts';
import { LIMITS } from './settings.ts';

/** How far data is believed, RFC 2181 §5.4.1, from the least to the most. */
export const TRUST = {
  /** Referrals, glue and other additional data: good for reaching a server, never for an answer. */
  glue: 1,
  /** Behind an alias in an answer with authority. */
  answer: 2,
  /** The authority section of an answer with authority. */
  authority: 3,
  /** What an authority says of the very name that it was asked for. */
  authoritativeAnswer: 4,
} as const;

export type Trust = (typeof TRUST)[keyof typeof TRUST];

/** Records of one name and type. */
export interface KnownSet {
  readonly kind: 'set';
  readonly records: readonly ResourceRecord[];
  readonly trust: Trust;
  readonly expiresAtMicros: number;
}

/** That there is no such name (rcode 3, whatever the type) or nothing of the type (rcode 0), RFC 2308 §5. */
export interface KnownDenial {
  readonly kind: 'denial';
  readonly rcode: number;
  readonly soa: ResourceRecord;
  readonly expiresAtMicros: number;
}

/** What a resolver remembers, by name and type. */
export type Cache = Map<string, KnownSet | KnownDenial>;

const MICROS = 1_000_000;
/** A week, RFC 8767 §4. */
const LONGEST_SECONDS = 604_800;
/** Three hours, RFC 2308 §5. */
const LONGEST_DENIAL_SECONDS = 10_800;

const keyOf = (name: string, type: number | 'any'): string => `${name.toLowerCase()} ${type}`;

const ownerOf = (key: string): string => key.split(' ')[0] ?? '';

const secondsOf = (ttl: number): number => Math.min(ttl, LONGEST_SECONDS);

const isAlive = (entry: { readonly expiresAtMicros: number }, nowMicros: number): boolean =>
  entry.expiresAtMicros > nowMicros;

/** Makes room: first what has expired goes, then what has been there longest. */
const makeRoom = (cache: Cache, nowMicros: number): void => {
  if (cache.size < LIMITS.cacheEntries) return;
  for (const [key, entry] of cache) if (!isAlive(entry, nowMicros)) cache.delete(key);
  for (const key of cache.keys()) {
    if (cache.size < LIMITS.cacheEntries) return;
    cache.delete(key);
  }
};

const put = (cache: Cache, key: string, entry: KnownSet | KnownDenial, nowMicros: number): void => {
  makeRoom(cache, nowMicros);
  cache.delete(key);
  cache.set(key, entry);
};

/** How long records may be kept and from when on they are given up. */
export interface Keeping {
  readonly trust: Trust;
  readonly nowMicros: number;
  /** No later than this, whatever their TTL: a delegation lives no longer than the one above it. */
  readonly latestMicros: number;
}

/** Keeps `records` of one name and type unless better ones are known, RFC 2181 §5.4.1. Different TTLs count as the
 *  lowest, RFC 2181 §5.2. */
export const keepSet = (
  cache: Cache,
  records: readonly ResourceRecord[],
  { trust, nowMicros, latestMicros }: Keeping,
): void => {
  const [first] = records;
  if (first === undefined || records.length > LIMITS.recordsPerEntry) return;
  const key = keyOf(first.name, first.type);
  const known = cache.get(key);
  if (known?.kind === 'set' && isAlive(known, nowMicros) && known.trust > trust) return;
  const seconds = Math.min(...records.map(({ ttl }) => secondsOf(ttl)));
  const expiresAtMicros = Math.min(nowMicros + seconds * MICROS, latestMicros);
  if (expiresAtMicros <= nowMicros) return;
  put(cache, key, { kind: 'set', records, trust, expiresAtMicros }, nowMicros);
  cache.delete(keyOf(first.name, 'any'));
};

/** Remembers that there is no such name, or nothing of that type, for as long as the SOA record says: the lower of its
 *  TTL and its last field, RFC 2308 §5. */
export const keepDenial = (
  cache: Cache,
  { name, type }: { readonly name: string; readonly type: number },
  { rcode, soa }: { readonly rcode: number; readonly soa: ResourceRecord },
  nowMicros: number,
): void => {
  const minimum = soa.data.kind === 'SOA' ? soa.data.minimum : 0;
  const seconds = Math.min(secondsOf(soa.ttl), secondsOf(minimum), LONGEST_DENIAL_SECONDS);
  if (seconds === 0) return;
  const expiresAtMicros = nowMicros + seconds * MICROS;
  const key = keyOf(name, rcode === 0 ? type : 'any');
  put(cache, key, { kind: 'denial', rcode, soa, expiresAtMicros }, nowMicros);
};

/** Forgets the records of that name and type. */
export const forget = (cache: Cache, name: string, type: number): void => {
  cache.delete(keyOf(name, type));
};

/** The same without what is known of `name` and of names below it; '' is all. */
export const cacheWithout = (cache: Cache, name: string): Cache => {
  const others = [...cache].filter(([key]) => !isWithin(ownerOf(key), name));
  return new Map(others);
};

/** Live records of that name and type, however far they are believed. */
export const setOf = (
  cache: ReadonlyMap<string, KnownSet | KnownDenial>,
  name: string,
  type: number,
  nowMicros: number,
): KnownSet | undefined => {
  const entry = cache.get(keyOf(name, type));
  return entry?.kind === 'set' && isAlive(entry, nowMicros) ? entry : undefined;
};

const remaining = (expiresAtMicros: number, nowMicros: number): number =>
  Math.floor((expiresAtMicros - nowMicros) / MICROS);

/** The records with the seconds that they may still be kept. */
const counted = (
  { records, expiresAtMicros }: KnownSet,
  nowMicros: number,
): readonly ResourceRecord[] => {
  const ttl = remaining(expiresAtMicros, nowMicros);
  return records.map(record => ({ ...record, ttl }));
};

/** No such name here, or at a name above: then there is none below either, RFC 8020 §2. */
const missing = (cache: Cache, name: string, nowMicros: number): KnownDenial | undefined => {
  for (let above = name; above !== ''; above = parentName(above)) {
    const entry = cache.get(keyOf(above, 'any'));
    if (entry?.kind === 'denial' && isAlive(entry, nowMicros)) return entry;
  }
  return undefined;
};

/** What may be said to a client without asking anybody. */
export type Remembered =
  | { readonly kind: 'answer'; readonly records: readonly ResourceRecord[] }
  | { readonly kind: 'alias'; readonly records: readonly ResourceRecord[] }
  | { readonly kind: 'denial'; readonly rcode: number; readonly soa: ResourceRecord };

const isSayable = (entry: KnownSet | undefined): entry is KnownSet =>
  entry !== undefined && entry.trust > TRUST.glue;

/** What is known of the name and type: the records, the alias in their place, or that there is nothing. */
export const remembered = (
  cache: Cache,
  name: string,
  type: number,
  nowMicros: number,
): Remembered | undefined => {
  const set = setOf(cache, name, type, nowMicros);
  if (isSayable(set)) return { kind: 'answer', records: counted(set, nowMicros) };
  const alias = setOf(cache, name, RECORD_TYPE_NUMBERS.CNAME, nowMicros);
  if (isSayable(alias)) return { kind: 'alias', records: counted(alias, nowMicros) };
  const here = cache.get(keyOf(name, type));
  const denial =
    here?.kind === 'denial' && isAlive(here, nowMicros) ? here : missing(cache, name, nowMicros);
  if (denial === undefined) return undefined;
  const { rcode, soa, expiresAtMicros } = denial;
  return { kind: 'denial', rcode, soa: { ...soa, ttl: remaining(expiresAtMicros, nowMicros) } };
};
