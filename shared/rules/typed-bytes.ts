import type { Value } from '../network/task.ts';
import { dns } from '../protocols/dns.ts';
import type { Bench } from './bench.ts';
import { HEADER_TABLES, isHeaderId, valuesOfHeader } from './header-values.ts';

const queryValues = (bytes: Uint8Array): Record<string, Value> => {
  const message = dns.decode(bytes);
  if (!message.ok) return {};
  const { id, rd, questions } = message.value.header;
  const [question] = questions;
  return {
    'dns.id': id,
    'dns.rd': rd,
    ...(question === undefined ? {} : { 'dns.name': question.name, 'dns.type': question.type }),
  };
};

const decodedValues = (protocol: string, bytes: Uint8Array): Record<string, Value> => {
  if (protocol === 'dns') return queryValues(bytes);
  if (!isHeaderId(protocol)) return {};
  const decoded = HEADER_TABLES[protocol].decode(bytes);
  if (!decoded.ok) return {};
  return valuesOfHeader(protocol, decoded.value.header as unknown as Record<string, unknown>);
};

const ETHERNET_HEADER_BYTES = 14;

const allDecoded = ({ protocol }: Bench, bytes: Uint8Array): Record<string, Value> =>
  protocol === 'arp'
    ? {
        ...decodedValues('ethernet', bytes),
        ...decodedValues('arp', bytes.subarray(ETHERNET_HEADER_BYTES)),
      }
    : decodedValues(protocol, bytes);

/** The open fields of a header typed as bytes (level 'hex'), by field path. */
export const valuesOfBytes = (bench: Bench, bytes: Uint8Array): Record<string, Value> => {
  const all = allDecoded(bench, bytes);
  return Object.fromEntries(
    bench.fields
      .filter(({ path, state }) => state !== 'locked' && Object.hasOwn(all, path))
      .map(({ path }) => [path, all[path] ?? 0]),
  );
};
