import { openStream, type Side } from '../../protocols/tls/open-stream.ts';
import type { World } from '../world.ts';
import type { Carried } from './carried.ts';
import type { ReadCopy } from './state.ts';
import { type Stream, streamsOf } from './stream.ts';

/** Content of one record of TLS that a key has opened, RFC 8446 §5.2. */
export interface OpenedContent {
  /** Content type inside: 22 handshake, 23 what the programs say. */
  readonly type: number;
  readonly content: Uint8Array;
}

const keyLogOf = (state: unknown): readonly string[] => {
  const log =
    typeof state === 'object' && state !== null && 'keyLog' in state ? state.keyLog : undefined;
  return Array.isArray(log) ? log.filter(line => typeof line === 'string') : [];
};

/** Lines of the NSS key log format that programs of `owners` have written so far. */
const keysFrom = (world: World, owners: readonly string[]): readonly string[] =>
  owners.flatMap(owner =>
    [...(world.nodes.get(owner)?.runs.values() ?? [])].flatMap(({ state }) => keyLogOf(state)),
  );

/** Record header, handshake header and legacy version come before the random of a hello, RFC 8446 §4.1.2. */
const RANDOM_OFFSET = 11;
const RANDOM_BYTES = 32;
const HANDSHAKE_TYPE_OFFSET = 5;
const CLIENT_HELLO = 1;

const isClients = (stream: Stream | undefined): stream is Stream =>
  stream?.bytes[HANDSHAKE_TYPE_OFFSET] === CLIENT_HELLO &&
  stream.bytes.length >= RANDOM_OFFSET + RANDOM_BYTES;

const opened = (
  keyLog: readonly string[],
  carried: Carried,
  copies: readonly ReadCopy[],
): readonly OpenedContent[] => {
  const { own, other } = streamsOf(carried, copies);
  const client = [own, other].find(isClients);
  if (own === undefined || client === undefined) return [];
  const side: Side = client === own ? 'client' : 'server';
  const random = client.bytes.subarray(RANDOM_OFFSET, RANDOM_OFFSET + RANDOM_BYTES);
  const from = (carried.sequenceNumber - own.start) >>> 0;
  const to = from + carried.payload.length;
  return openStream(keyLog, random, side, own.bytes)
    .map(({ offset, lengthBytes, ...record }) => ({ ...record, end: offset + lengthBytes }))
    .filter(({ end }) => end > from && end <= to)
    .map(({ type, content }) => ({ type, content }));
};

/**
 * What the records that end in copy `number` of a tap say, for a tap that was given keys; nothing without them. The
 * copies before it have to be there from the SYN on. Never throws.
 */
export const openedByTap = (
  world: World,
  tap: string,
  number: number,
): readonly OpenedContent[] => {
  const node = world.nodes.get(tap);
  const keyLog = keysFrom(world, node?.spec.keysOf ?? []);
  if (keyLog.length === 0) return [];
  const copies = (node?.tap?.copies ?? []).filter(copy => copy.number <= number);
  const carried = copies.at(-1)?.carried;
  return carried === undefined ? [] : opened(keyLog, carried, copies);
};
