import * as dnsPacket from 'dns-packet';
import { bytesEqual } from '../../shared/base/bytes.ts';
import { type DnsMessage, dns } from '../../shared/protocols/dns.ts';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { stack } from '../../shared/protocols/stack.ts';
import { tcp } from '../../shared/protocols/tcp.ts';
import { decodeByHand, encodeByHand, forwardByHand, type HandDecoded } from './hand-written.ts';
import type { Work } from './pace.ts';
import { drawsFor, type SampleFrame, sampleFrames } from './sample-frames.ts';

const COUNT = 500;

const viewSum = (frame: Uint8Array): number => {
  const e = ethernet.view(frame, 0);
  const p = ipv4.view(frame, 14);
  const s = tcp.view(frame, 14 + p.headerLength * 4);
  const link = e.destination + e.source + e.etherType;
  const packet =
    p.version + p.dscp + p.ecn + p.totalLength + p.identification + p.reservedFlag + p.dontFragment;
  const more = p.moreFragments + p.fragmentOffset + p.timeToLive + p.protocol + p.headerChecksum;
  const ports = s.sourcePort + s.destinationPort + s.sequenceNumber + s.acknowledgmentNumber;
  const bits = s.dataOffset + s.reserved + s.cwr + s.ece + s.urg + s.ack + s.psh + s.rst + s.syn;
  const rest = s.fin + s.window + s.checksum + s.urgentPointer + p.source + p.destination;
  return link + packet + more + ports + bits + rest;
};

const forwardByView = (frame: Uint8Array): number => {
  const link = ethernet.view(frame, 0);
  const packet = ipv4.view(frame, 14);
  const segment = tcp.view(frame, 14 + packet.headerLength * 4);
  const around = link.destination + link.etherType + packet.timeToLive + packet.protocol;
  const inside = segment.destinationPort + segment.sequenceNumber + segment.syn;
  return around + packet.destination + inside;
};

// What is decoded is kept, so that neither decoder gets away with making no object.
const kept: unknown[] = [];

const plainSum = (frame: Uint8Array): number => {
  const e = ethernet.decode(frame);
  const p = ipv4.decode(frame, 14, frame.length - 4);
  if (!e.ok || !p.ok) return Number.NaN;
  const s = tcp.decode(frame, p.value.payloadStart, p.value.payloadEnd);
  if (!s.ok) return Number.NaN;
  kept[0] = e.value.header;
  kept[1] = p.value.header;
  kept[2] = s.value.header;
  return s.value.header.sequenceNumber;
};

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`no sample ${index}`);
  return item;
};

const byHand = ({ frame }: SampleFrame): number => {
  const decoded = decodeByHand(frame);
  kept[0] = decoded;
  return decoded.tcp.sequenceNumber;
};

/** Both over the same frames. Only their bytes are kept: where many results of a decoder live on, the
 *  engine makes all further ones where they are costly to throw away, and measures that instead. */
const overFrames = (
  ours: (sample: SampleFrame) => number,
  theirs: (sample: SampleFrame) => number,
): Work => {
  const samples = sampleFrames(COUNT);
  return {
    size: COUNT,
    ours: index => ours(at(samples, index)),
    theirs: index => theirs(at(samples, index)),
  };
};

const forwardingViews = (): Work => {
  const work = overFrames(
    ({ frame }) => forwardByView(frame),
    ({ frame }) => forwardByHand(frame),
  );
  for (let index = 0; index < COUNT; index++) {
    if (work.ours(index) !== work.theirs(index)) {
      throw new Error('views and hand-written code disagree');
    }
  }
  return work;
};

const layersOf = ({ ethernet: e, ipv4: p, tcp: s }: HandDecoded) => {
  const { frameCheckSequence: _check, etherType: _type, ...link } = e;
  const {
    headerChecksum: _sum,
    totalLength: _total,
    headerLength: _words,
    protocol: _,
    ...packet
  } = p;
  const { checksum: _checksum, dataOffset: _offset, ...segment } = s;
  return [
    [ethernet, link],
    [ipv4, packet],
    [tcp, segment],
  ] as const;
};

const encoders = (): Work => {
  const samples = sampleFrames(COUNT).map(({ frame, payload }) => {
    const headers = decodeByHand(frame);
    return { payload, headers, layers: layersOf(headers) };
  });
  const ours = (index: number): Uint8Array =>
    stack(at(samples, index).layers, at(samples, index).payload);
  const theirs = (index: number): Uint8Array =>
    encodeByHand(at(samples, index).headers, at(samples, index).payload);
  if (!samples.every((_, index) => bytesEqual(ours(index), theirs(index)))) {
    throw new Error('the two encoders disagree');
  }
  return { size: COUNT, ours: i => ours(i).length, theirs: i => theirs(i).length };
};

const messageBytes = (): readonly Buffer[] => {
  const random = drawsFor('messages');
  return Array.from({ length: COUNT }, () => Buffer.from(dns.encode(dns.generate(random))));
};

const dnsDecoders = (): Work => {
  const messages = messageBytes();
  return {
    size: COUNT,
    ours: i => (dns.decode(at(messages, i)).ok ? 1 : Number.NaN),
    theirs: i => dnsPacket.decode(at(messages, i)).id ?? 0,
  };
};

const headerOf = (bytes: Uint8Array): DnsMessage => {
  const decoded = dns.decode(bytes);
  if (!decoded.ok) throw new Error('a generated message does not decode');
  return decoded.value.header;
};

const dnsEncoders = (): Work => {
  const messages = messageBytes();
  const ours = messages.map(headerOf);
  const theirs = messages.map(bytes => dnsPacket.decode(bytes));
  return {
    size: COUNT,
    ours: i => dns.encode(at(ours, i)).length,
    theirs: i => dnsPacket.encode(at(theirs, i)).length,
  };
};

const explaining = (): Work =>
  overFrames(
    ({ frame }) => explain(frame, ethernet).spans.length,
    ({ frame }) => plainSum(frame),
  );

/** The codec against code written by hand for the same frames, and against dns-packet; explaining beside decoding. */
export const CODEC_ROWS = {
  'views, as forwarding reads, against hand-written': forwardingViews,
  'views, every field, against hand-written decode': () =>
    overFrames(({ frame }) => viewSum(frame), byHand),
  'decode against hand-written': () => overFrames(({ frame }) => plainSum(frame), byHand),
  'encode against hand-written': encoders,
  'DNS decode against dns-packet': dnsDecoders,
  'DNS encode, compressing, against dns-packet': dnsEncoders,
  'fully explained frames, in Node': explaining,
} as const satisfies Readonly<Record<string, () => Work>>;
