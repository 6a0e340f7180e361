import { isIpv6 } from '../../base/ip.ts';
import { formatIpv6, parseIpv6 } from '../../base/ipv6.ts';
import { bytesOfCharacters, charactersOf } from '../../protocols/text.ts';
import type { IpAddress, ProgramEffect, ProgramEvent } from '../programs/program.ts';
import type { Value } from '../task.ts';
import type { ToldProgram } from '../told-program.ts';
import { numberAt, textAt, type Values } from '../values.ts';

const NO_BYTES = new Uint8Array();

/** An address as a value of a decision: IPv6 as text. */
const asValue = (address: IpAddress): Value => (isIpv6(address) ? formatIpv6(address) : address);

/** The address at `path`; what is none counts as 0. */
const addressAt = (values: Values, path: string): IpAddress => {
  const value = values[path];
  const typed = typeof value === 'string' ? parseIpv6(value) : undefined;
  return typed?.ok ? typed.value : numberAt(values, path, 0) % 2 ** 32;
};

const SILENT = { connection: null, port: null, peer: null, word: '' } as const;

/** An event as the part of a situation that says what happened; its bytes are the task's unit. */
export const situationParts = (
  event: ProgramEvent,
): Pick<ToldProgram, 'event' | 'connection' | 'port' | 'peer' | 'at' | 'word'> => {
  const parts = { ...SILENT, event: event.type };
  if (event.type === 'timer') return { ...parts, word: event.name };
  if (event.type === 'datagram') {
    const { address, port } = event.peer;
    const at = event.at === undefined ? {} : { at: event.at };
    return { ...parts, port: event.port, peer: { address, port }, ...at };
  }
  const { connection } = event;
  if (event.type === 'broken') return { ...parts, connection, word: event.why };
  if (event.type !== 'connected') return { ...parts, connection };
  const { address, port } = event.peer;
  return {
    ...parts,
    connection,
    port: event.localPort ?? null,
    peer: { address, port },
  };
};

/** Bytes that belong to an event. */
export const unitOf = (event: ProgramEvent): Uint8Array =>
  event.type === 'received' || event.type === 'datagram' ? event.bytes : NO_BYTES;

/** The event that a task tells of; null when the program is only starting. */
export const eventOf = (situation: ToldProgram, unit: Uint8Array): ProgramEvent | null => {
  const { event: type, word } = situation;
  const connection = situation.connection ?? 0;
  const peer = { address: situation.peer?.address ?? 0, port: situation.peer?.port ?? 0 };
  switch (type) {
    case 'started':
      return null;
    case 'connected':
      return situation.port === null
        ? { type, connection, peer }
        : { type, connection, peer, localPort: situation.port };
    case 'received':
      return { type, connection, bytes: unit };
    case 'finished':
      return { type, connection };
    case 'broken':
      return { type, connection, why: word === 'reset' ? 'reset' : 'timed-out' };
    case 'datagram':
      return {
        type,
        port: situation.port ?? 0,
        peer,
        ...(situation.at === undefined ? {} : { at: situation.at }),
        bytes: unit,
      };
    case 'timer':
      return { type, name: word };
  }
};

/** The parts of one effect: bytes as characters of ISO 8859-1, so that text can be read and nothing is lost. */
const partsOf = (effect: ProgramEffect): Record<string, Value> => {
  const text = (bytes: Uint8Array): string => charactersOf(bytes, 0, bytes.length);
  switch (effect.type) {
    case 'listen':
      return { protocol: effect.protocol, port: effect.port };
    case 'connect': {
      const { address, port } = effect.peer;
      return { connection: effect.connection, address: asValue(address), peerPort: port };
    }
    case 'send':
      return { connection: effect.connection, bytes: text(effect.bytes) };
    case 'finish':
      return { connection: effect.connection };
    case 'send-datagram': {
      const { address, port } = effect.peer;
      const { port: own, from, hardware, bytes } = effect;
      return {
        port: own,
        address: asValue(address),
        peerPort: port,
        ...(from === undefined ? {} : { from: asValue(from) }),
        ...(hardware === undefined ? {} : { hardware }),
        bytes: text(bytes),
      };
    }
    case 'probe':
      return { address: effect.address };
    case 'set-timer':
      return { name: effect.name, afterMicros: effect.afterMicros };
    case 'done':
      return { met: effect.met ? 1 : 0, result: effect.result };
  }
};

/** Effects as values of a decision: 'effects' counts them, '0.do' is what the first one does, '0.bytes' its bytes. */
export const valuesOfEffects = (effects: readonly ProgramEffect[]): Values => {
  const values: Record<string, Value> = { effects: effects.length };
  for (const [index, effect] of effects.entries()) {
    values[`${index}.do`] = effect.type;
    for (const [part, value] of Object.entries(partsOf(effect))) {
      values[`${index}.${part}`] = value;
    }
  }
  return values;
};

/** Connection numbers of a program's own are below 0, which `numberAt` takes for no number. */
const connectionAt = (values: Values, path: string): number => {
  const value = values[path];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
};

/** By which interface a datagram leaves, and to which card, where that is said. */
const wayAt = (values: Values, at: (part: string) => string) => {
  const hardware = numberAt(values, at('hardware'), -1);
  return {
    ...(values[at('from')] === undefined ? {} : { from: addressAt(values, at('from')) }),
    ...(hardware < 0 ? {} : { hardware: hardware % 2 ** 48 }),
  };
};

const effectAt = (values: Values, index: number): ProgramEffect | null => {
  const at = (part: string): string => `${index}.${part}`;
  const connection = connectionAt(values, at('connection'));
  const port = numberAt(values, at('port'), 0) % 0x10000;
  const bytes = (): Uint8Array => bytesOfCharacters(textAt(values, at('bytes'), ''));
  const peer = {
    address: addressAt(values, at('address')),
    port: numberAt(values, at('peerPort'), 0) % 0x10000,
  };
  switch (textAt(values, at('do'), '')) {
    case 'listen':
      return { type: 'listen', protocol: values[at('protocol')] === 'udp' ? 'udp' : 'tcp', port };
    case 'connect':
      return { type: 'connect', connection, peer };
    case 'send':
      return { type: 'send', connection, bytes: bytes() };
    case 'finish':
      return { type: 'finish', connection };
    case 'send-datagram':
      return { type: 'send-datagram', port, peer, ...wayAt(values, at), bytes: bytes() };
    case 'probe':
      return { type: 'probe', address: numberAt(values, at('address'), 0) % 2 ** 32 };
    case 'set-timer': {
      const afterMicros = numberAt(values, at('afterMicros'), 0);
      return { type: 'set-timer', name: textAt(values, at('name'), ''), afterMicros };
    }
    case 'done':
      return {
        type: 'done',
        met: values[at('met')] === 1,
        result: textAt(values, at('result'), ''),
      };
    default:
      return null;
  }
};

/** More than any program asks for at once. */
const MOST_EFFECTS = 1000;

/** The effects that a decision asks for, in order; what cannot be read is left out. */
export const effectsOf = (values: Values): ProgramEffect[] => {
  const count = Math.min(numberAt(values, 'effects', 0), MOST_EFFECTS);
  return Array.from({ length: count }, (_, index) => effectAt(values, index)).filter(
    effect => effect !== null,
  );
};
