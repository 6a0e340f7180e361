import { fromHex, toHex } from '../../base/bytes.ts';
import { explain } from '../explain.ts';
import type { Explainable } from '../protocol.ts';
import type { Explained } from '../span.ts';
import { tlsHandshake } from './handshake.ts';
import { nextSecret } from './key-schedule.ts';
import { openRecord, type Protection, protectionFrom } from './record-protection.ts';

/** Which side of a connection said it. */
export type Side = 'client' | 'server';

/** A record that was opened: where it stands in its stream, in bytes, and what is really in it. */
export interface OpenedRecord {
  readonly offset: number;
  readonly lengthBytes: number;
  /** Content type inside, RFC 8446 §5.2. */
  readonly type: number;
  readonly content: Uint8Array;
}

const HEADER_BYTES = 5;
const SECRET_BYTES = 32;
const HANDSHAKE = 22;
const APPLICATION = 23;
const FINISHED = 20;
const KEY_UPDATE = 24;

/** The secret of a side under that name, as lines of the NSS key log format tell it: name, client random, secret. */
const secretIn = (
  keyLog: readonly string[],
  name: string,
  clientRandom: Uint8Array,
): Uint8Array | undefined => {
  const start = `${name} ${toHex(clientRandom)} `;
  const line = keyLog.find(one => one.toLowerCase().startsWith(start.toLowerCase()));
  const secret = fromHex(line?.slice(start.length).trim() ?? '');
  return secret.ok && secret.value.length === SECRET_BYTES ? secret.value : undefined;
};

interface Keys {
  reading: Protection | undefined;
  /** For what comes after the Finished of this side. */
  readonly later: Protection | undefined;
}

/** Keys change behind a Finished and behind a key update, RFC 8446 §7.1 and §7.2. */
const changeKeys = (
  keys: Keys,
  { type, content }: Pick<OpenedRecord, 'type' | 'content'>,
): void => {
  if (type !== HANDSHAKE || keys.reading === undefined) return;
  if (messageTypes(content).includes(FINISHED)) keys.reading = keys.later;
  else if (content[0] === KEY_UPDATE)
    keys.reading = protectionFrom(nextSecret(keys.reading.secret));
};

/** Types of the handshake messages in one record: a server may put its whole flight into one. */
const messageTypes = (content: Uint8Array): readonly number[] => {
  const types: number[] = [];
  for (let at = 0; at + 4 <= content.length; ) {
    const [type = 0, high = 0, middle = 0, low = 0] = content.subarray(at, at + 4);
    types.push(type);
    at += 4 + high * 65536 + middle * 256 + low;
  }
  return types;
};

const openOne = (keys: Keys, record: Uint8Array): Omit<OpenedRecord, 'offset'> | undefined => {
  const { reading } = keys;
  if (reading === undefined) return undefined;
  const opened = openRecord(reading, record);
  // One that was changed on the way still counts, RFC 8446 §5.3.
  keys.reading = { ...reading, sequence: reading.sequence + 1 };
  if (opened === undefined) return undefined;
  const { type, content } = opened;
  changeKeys(keys, { type, content });
  return { lengthBytes: record.length, type, content };
};

/** Opens the encrypted records in all that one side of a TLS 1.3 connection sent, RFC 8446 §5.2, with the secrets of a
 *  key log in the NSS format. Records without a key, changed on the way or cut at the end are left out. Only for
 *  TLS_AES_128_GCM_SHA256. Never throws. */
export const openStream = (
  keyLog: readonly string[],
  clientRandom: Uint8Array,
  side: Side,
  stream: Uint8Array,
): readonly OpenedRecord[] => {
  const protectionOf = (name: string): Protection | undefined => {
    const secret = secretIn(keyLog, `${side.toUpperCase()}_${name}`, clientRandom);
    return secret === undefined ? undefined : protectionFrom(secret);
  };
  const keys: Keys = {
    reading: protectionOf('HANDSHAKE_TRAFFIC_SECRET'),
    later: protectionOf('TRAFFIC_SECRET_0'),
  };
  const records: OpenedRecord[] = [];
  for (let offset = 0; offset + HEADER_BYTES <= stream.length; ) {
    const [type = 0, , , high = 0, low = 0] = stream.subarray(offset, offset + HEADER_BYTES);
    const end = offset + HEADER_BYTES + high * 256 + low;
    if (end > stream.length) break;
    const record = stream.subarray(offset, end);
    const opened = type === APPLICATION ? openOne(keys, record) : undefined;
    if (opened !== undefined) records.push({ offset, ...opened });
    offset = end;
  }
  return records;
};

/** What stands in an opened record: its handshake message, or what `inside` says of the application's bytes. The spans
 *  tile the content. */
export const explainOpened = (
  { type, content }: Pick<OpenedRecord, 'type' | 'content'>,
  inside: Explainable,
): Explained | undefined => {
  if (type === HANDSHAKE) return explain(content, tlsHandshake);
  return type === APPLICATION ? explain(content, inside) : undefined;
};
