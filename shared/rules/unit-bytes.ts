import { utf8 } from '../base/bytes.ts';
import { fitted } from '../network/programs/dns-service.ts';
import { replyOfValues } from '../network/programs/name-reply.ts';
import { responseOf, writtenResponse } from '../network/programs/web-server.ts';
import type { Value } from '../network/task.ts';
import { numberAt, textAt, type Values } from '../network/values.ts';
import { arp } from '../protocols/arp.ts';
import { dns } from '../protocols/dns.ts';
import { ethernet } from '../protocols/ethernet.ts';
import { explain, explainHeader } from '../protocols/explain.ts';
import { encodeRequest, explainHttp } from '../protocols/http.ts';
import { REASONS } from '../protocols/http-grammar.ts';
import { icmp } from '../protocols/icmp.ts';
import { ipv4 } from '../protocols/ipv4.ts';
import { smtpClient } from '../protocols/smtp.ts';
import type { Span } from '../protocols/span.ts';
import { tcp } from '../protocols/tcp.ts';
import { udp } from '../protocols/udp.ts';
import type { Bench } from './bench.ts';
import { arrivedBytes, sealedBytes } from './bench-bytes.ts';
import { HEADER_TABLES, headerOf, isHeaderId } from './header-values.ts';
import { leaseBytes, leaseSpans } from './lease-bytes.ts';
import { isTranslation, translatedUnit, withPort } from './translated-unit.ts';

/** The unit as it would leave, and what its own header's bits mean; the rest is one sealed span. */
export interface UnitBytes {
  readonly bytes: Uint8Array;
  readonly spans: readonly Span[];
}

const CLASS_IN = 1;

/** What stands in the fields, with `values` over it. */
const filledIn = (bench: Bench, values: Values): Values => {
  const all: Record<string, Value> = {};
  for (const { path, value } of bench.fields) if (value !== null) all[path] = value;
  return { ...all, ...values };
};

const pseudoOf = ({ pseudoHeader }: Bench) =>
  pseudoHeader === null
    ? {}
    : { sourceAddress: pseudoHeader.source, destinationAddress: pseudoHeader.destination };

const queryBytes = (values: Values): Uint8Array =>
  dns.encode({
    id: numberAt(values, 'dns.id', 0) % 0x10000,
    rd: numberAt(values, 'dns.rd', 0) % 2,
    questions: [
      {
        name: textAt(values, 'dns.name', ''),
        type: numberAt(values, 'dns.type', 0) % 0x10000,
        class: CLASS_IN,
      },
    ],
  });

/** How long a reply may be depends on how it was asked for, not by whom. */
const SOMEBODY = { by: 'datagram', peer: { address: 0, port: 0 } } as const;

/** A name server's reply to the question that came. */
const replyBytes = (bench: Bench, values: Values): Uint8Array => {
  const query = dns.decode(arrivedBytes(bench));
  if (!query.ok) return new Uint8Array();
  const { header } = query.value;
  return fitted(replyOfValues(header, values), header, SOMEBODY);
};

const responseBytes = (bench: Bench, values: Values): Uint8Array => {
  const status = numberAt(values, 'http.status', 0);
  const reason = String(values['http.reason'] ?? REASONS[status] ?? '');
  const file = textAt(values, 'http.file', '');
  // The text of the files lies in the facts of the bench, as they are this station's own.
  const content = file === '' ? undefined : bench.facts[`file ${file}`];
  const response = writtenResponse(status, reason, { file, content });
  const length = values['http.contentLength'];
  return responseOf(response, length === undefined ? undefined : Number(length));
};

const httpBytes = (bench: Bench, values: Values): Uint8Array =>
  bench.fields.some(({ path }) => path === 'http.status')
    ? responseBytes(bench, values)
    : encodeRequest({
        method: textAt(values, 'http.method', ''),
        target: textAt(values, 'http.target', ''),
        version: textAt(values, 'http.version', ''),
        headers: [{ name: 'Host', value: textAt(values, 'http.host', '') }],
      });

const arpFrame = (values: Values): Uint8Array =>
  ethernet.encode(
    { etherType: 0x0806, ...headerOf('ethernet', values) },
    arp.encode(headerOf('arp', values)),
  );

/** A unit that leaves: the header from the fields before what is sealed. */
const leaving = (bench: Bench, values: Values): Uint8Array => {
  const sealed = sealedBytes(bench);
  switch (bench.protocol) {
    case 'ethernet':
      return ethernet.encode(headerOf('ethernet', values), sealed);
    case 'arp':
      return arpFrame(values);
    case 'ipv4':
      if (isTranslation(bench)) return translatedUnit(bench, arrivedBytes(bench), values);
      return ipv4.encode(headerOf('ipv4', values), sealed);
    case 'icmp':
      return icmp.encode({ ...headerOf('icmp', values), data: sealed });
    case 'udp':
      return udp.encode(headerOf('udp', values), sealed, pseudoOf(bench));
    case 'tcp':
      return tcp.encode(headerOf('tcp', values), sealed, pseudoOf(bench));
    case 'dns':
      return bench.fields.some(({ path }) => path === 'dns.aa')
        ? replyBytes(bench, values)
        : queryBytes(values);
    case 'dhcp':
      return leaseBytes(bench, values);
    case 'http':
      return httpBytes(bench, values);
    case 'smtp':
    case 'capture':
      return arrivedBytes(bench);
    case 'none':
      return bench.sealed === null ? utf8(textAt(values, 'text', '')) : sealed;
  }
};

/** Whether the bench writes a unit: downwards, through a router, or an answer to ARP. */
const isLeaving = (bench: Bench): boolean => bench.direction !== 'up';

const plain = (path: string, label: string, bytes: Uint8Array): readonly Span[] => [
  { path, label, bitOffset: 0, bitLength: bytes.length * 8, shown: `${bytes.length} bytes` },
];

/** Spans whose field the bench calls by a shorter name. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  'dns.question.0.name': 'dns.name',
  'dns.question.0.type': 'dns.type',
};
const REQUEST_NAMES: Readonly<Record<string, string>> = { 'http.headers.0.value': 'http.host' };
const RESPONSE_NAMES: Readonly<Record<string, string>> = {
  'http.headers.1.value': 'http.contentLength',
};

const renamed = (
  spans: readonly Span[],
  names: Readonly<Record<string, string>>,
): readonly Span[] =>
  spans.map(({ children, ...span }) => {
    const path = names[span.path];
    if (path !== undefined) return { ...span, path };
    return children === undefined ? span : { ...span, children: renamed(children, names) };
  });

const httpSpans = (bench: Bench, bytes: Uint8Array): readonly Span[] => {
  const { spans } = explainHttp(bytes);
  if (!isLeaving(bench)) return spans;
  const isResponse = bench.fields.some(({ path }) => path === 'http.status');
  return renamed(spans, isResponse ? RESPONSE_NAMES : REQUEST_NAMES);
};

/** Messages that read the same wherever they go. */
const EXPLAINED: Readonly<
  Partial<Record<Bench['protocol'], (bytes: Uint8Array) => readonly Span[]>>
> = {
  dhcp: leaseSpans,
  smtp: bytes => explain(bytes, smtpClient).spans,
  capture: bytes => explain(bytes, ethernet).spans,
};

const spansOf = (bench: Bench, bytes: Uint8Array): readonly Span[] => {
  const { protocol } = bench;
  const known = EXPLAINED[protocol];
  if (known !== undefined) return known(bytes);
  if (protocol === 'dns') {
    const { spans } = explain(bytes, dns);
    return isLeaving(bench) ? renamed(spans, OWN_NAMES) : spans;
  }
  if (protocol === 'http') return httpSpans(bench, bytes);
  if (protocol === 'arp') return explain(bytes, isLeaving(bench) ? ethernet : arp).spans;
  if (isHeaderId(protocol)) {
    const { spans } = explainHeader(HEADER_TABLES[protocol], bytes, pseudoOf(bench));
    return isTranslation(bench) ? withPort(bench, bytes, spans) : spans;
  }
  return plain(bench.layer === 'application' ? 'text' : 'frame.payload', 'Bytes', bytes);
};

/**
 * The bytes of the unit on the bench with `values` filled in; empty fields count as 0, derived ones are computed.
 * Upwards, and where it is shown as bytes alone: the unit as it came. The same encoders as the network's own.
 */
export const unitBytes = (bench: Bench, values: Values): UnitBytes => {
  if (bench.raw !== undefined) {
    const came = arrivedBytes(bench);
    return { bytes: came, spans: plain('unit', 'Bytes', came) };
  }
  const bytes = isLeaving(bench) ? leaving(bench, filledIn(bench, values)) : arrivedBytes(bench);
  return { bytes, spans: spansOf(bench, bytes) };
};
