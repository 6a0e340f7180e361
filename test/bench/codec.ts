import * as dnsPacket from 'dns-packet';
import { bytesEqual } from '../../shared/base/bytes.ts';
import { type DnsMessage, dns } from '../../shared/protocols/dns.ts';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { stack } from '../../shared/protocols/stack.ts';
import { tcp } from '../../shared/protocols/tcp.ts';
import type { Figure } from './figure.ts';
import { decodeByHand, encodeByHand, forwardByHand, type HandDecoded } from './hand-written.ts';
import { paceOf } from './pace.ts';
import { protocolFigures } from './protocols.ts';
import { drawsFor, type SampleFrame, sampleFrames } from './sample-frames.ts';

const COUNT = 500;
const EXPLAINED_FRAMES_PER_SECOND = 50_000;

interface Sample extends SampleFrame {
  readonly byHand: HandDecoded;
}

const makeSamples = (): readonly Sample[] =>
  sampleFrames(COUNT).map(sample => ({ ...sample, byHand: decodeByHand(sample.frame) }));

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

const figure = (
  name: string,
  hold: number,
  size: number,
  ours: (index: number) => number,
  theirs: (index: number) => number,
): Figure => {
  const pace = paceOf(size, ours, theirs);
  return {
    name,
    value: pace.ours,
    unit: 'per second',
    against: pace.theirs,
    ratio: pace.ours / pace.theirs,
    hold,
  };
};

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`no sample ${index}`);
  return item;
};

const frameFigures = (samples: readonly Sample[]): readonly Figure[] => {
  const byHand = (index: number): number => {
    const decoded = decodeByHand(at(samples, index).frame);
    kept[0] = decoded;
    return decoded.tcp.sequenceNumber;
  };
  const everyField = (index: number): number => viewSum(at(samples, index).frame);
  const viewed = (index: number): number => forwardByView(at(samples, index).frame);
  const forwarded = (index: number): number => forwardByHand(at(samples, index).frame);
  const stacks = samples.map(({ byHand: { ethernet: e, ipv4: p, tcp: s } }) => {
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
  });
  const encode = (index: number): Uint8Array =>
    stack(at(stacks, index), at(samples, index).payload);
  const encodeHand = (index: number): Uint8Array =>
    encodeByHand(at(samples, index).byHand, at(samples, index).payload);
  if (!samples.every((_, index) => bytesEqual(encode(index), encodeHand(index)))) {
    throw new Error('the two encoders disagree');
  }
  if (!samples.every((_, index) => viewed(index) === forwarded(index))) {
    throw new Error('views and hand-written code disagree');
  }
  return [
    figure('views, as forwarding reads, against hand-written', 0.75, COUNT, viewed, forwarded),
    figure('views, every field, against hand-written decode', 0.75, COUNT, everyField, byHand),
    figure('decode against hand-written', 0.25, COUNT, i => plainSum(at(samples, i).frame), byHand),
    figure(
      'encode against hand-written',
      0.2,
      COUNT,
      i => encode(i).length,
      i => encodeHand(i).length,
    ),
  ];
};

const makeMessages = (): readonly { readonly message: DnsMessage; readonly bytes: Buffer }[] => {
  const random = drawsFor('messages');
  const made: { message: DnsMessage; bytes: Buffer }[] = [];
  while (made.length < COUNT) {
    const bytes = Buffer.from(dns.encode(dns.generate(random)));
    const decoded = dns.decode(bytes);
    if (decoded.ok) made.push({ message: decoded.value.header, bytes });
  }
  return made;
};

const dnsFigures = (): readonly Figure[] => {
  const messages = makeMessages();
  const theirs = messages.map(({ bytes }) => dnsPacket.decode(bytes));
  return [
    figure(
      'DNS decode against dns-packet',
      1.2,
      COUNT,
      i => (dns.decode(at(messages, i).bytes).ok ? 1 : Number.NaN),
      i => dnsPacket.decode(at(messages, i).bytes).id ?? 0,
    ),
    figure(
      'DNS encode, compressing, against dns-packet',
      0.5,
      COUNT,
      i => dns.encode(at(messages, i).message).length,
      i => dnsPacket.encode(at(theirs, i)).length,
    ),
  ];
};

const explainFigure = (samples: readonly Sample[]): Figure => {
  const pace = paceOf(
    COUNT,
    i => explain(at(samples, i).frame, ethernet).spans.length,
    i => plainSum(at(samples, i).frame),
  );
  return {
    name: 'fully explained frames, in Node',
    value: pace.ours,
    unit: 'per second',
    against: EXPLAINED_FRAMES_PER_SECOND,
    ratio: pace.ours / EXPLAINED_FRAMES_PER_SECOND,
  };
};

/** The codec against code written by hand for the same frames, and against dns-packet. */
export const codecFigures = (): Figure[] => {
  const samples = makeSamples();
  return [...frameFigures(samples), ...dnsFigures(), explainFigure(samples), ...protocolFigures()];
};
