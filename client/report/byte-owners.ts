import { fromHex } from '../../shared/base/bytes.ts';
import type { Layer } from '../../shared/network/task.ts';
import { arp } from '../../shared/protocols/arp.ts';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { icmp } from '../../shared/protocols/icmp.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import type { Explainable } from '../../shared/protocols/protocol.ts';
import { leavesOf, type Span } from '../../shared/protocols/span.ts';
import { tcp } from '../../shared/protocols/tcp.ts';
import { udp } from '../../shared/protocols/udp.ts';
import type { TraceStep } from '../../shared/session/replay.ts';
import { layerOfProtocol } from '../widgets/protocol-layer.ts';

/** A run of bytes that one decision made. `to` is exclusive. */
export interface OwnedRun {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly layer: Layer;
  /** Index into the message's steps; null when it was made before the message began. */
  readonly step: number | null;
}

/** What has come to a layer that has this to do; 'wrap' is a unit of the layer above, 'report' what ICMP speaks of. */
const ARRIVES: Readonly<Record<string, Explainable | 'wrap' | 'report'>> = {
  'unwrap-frame': ethernet,
  'switch-frame': ethernet,
  'send-bits': ethernet,
  'hear-bits': ethernet,
  'wrap-frame': ipv4,
  'unwrap-packet': ipv4,
  'forward-packet': ipv4,
  'filter-packet': ipv4,
  'translate-packet': ipv4,
  'compose-icmp': 'report',
  'wrap-packet': 'wrap',
  'arp-request-in': arp,
  'arp-reply-in': arp,
  'unwrap-segment': tcp,
  'unwrap-datagram': udp,
  'read-icmp': icmp,
};

const wrappedBy = ({ situation }: TraceStep): Explainable =>
  situation.includes('segment') ? tcp : situation.includes('datagram') ? udp : icmp;

/** The protocol of a step's bytes: what went on the wire, what the next station got, or what ended here. */
const outermost = (steps: readonly TraceStep[], at: number): Explainable | null => {
  const step = steps[at];
  if (step === undefined) return null;
  const { to } = step;
  if (to !== null && !to.includes('.')) return ethernet;
  const taker = to === null ? step : steps.find((next, i) => i > at && next.station === to);
  const arrives = ARRIVES[(taker ?? step).situation] ?? null;
  if (arrives === 'report') return step.situation === 'read-icmp' ? icmp : ipv4;
  return arrives === 'wrap' ? wrappedBy(step) : arrives;
};

const bytesOf = (hex: string): Uint8Array => {
  const parsed = fromHex(hex);
  return parsed.ok ? parsed.value : new Uint8Array();
};

/** Situations in which a layer writes a header of this protocol. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  arp: ['ask-arp', 'arp-request-in'],
  ipv4: ['wrap-packet', 'forward-packet', 'translate-packet'],
  icmp: ['compose-icmp'],
};

const wrote = (step: TraceStep, protocol: string, layer: Layer): boolean => {
  if (step.action !== 'send' && step.action !== 'answer') return false;
  return WRITES[protocol]?.includes(step.situation) ?? step.layer === layer;
};

/** From the source address on a packet stays the same on its way; before it TTL and checksum do not. */
const LASTING_FROM: Readonly<Record<string, number>> = { ipv4: 24 };

interface Maker {
  readonly step: number;
  readonly hex: string;
}

/** Steps up to `at` that wrote what is in the unit now, oldest first. */
const makersOf = (
  steps: readonly TraceStep[],
  at: number,
  protocol: string,
  layer: Layer,
): readonly Maker[] => {
  const whole = steps[at]?.hex ?? '';
  return steps.slice(0, at + 1).flatMap((step, index) => {
    if (!wrote(step, protocol, layer)) return [];
    const lasting = step.hex.slice(LASTING_FROM[protocol] ?? 0);
    // A frame may have been opened since: then the unit stands inside what was written.
    const inside = whole.includes(lasting) || (layer === 'link' && lasting.includes(whole));
    return lasting !== '' && inside ? [{ step: index, hex: step.hex }] : [];
  });
};

/** Who wrote a field: the first maker, unless a later one changed its bytes. */
const makerOfField = (makers: readonly Maker[], from: number, to: number): number | null => {
  let owner: Maker | undefined;
  for (const maker of makers) {
    const same = owner?.hex.slice(from * 2, to * 2) === maker.hex.slice(from * 2, to * 2);
    if (owner === undefined || !same) owner = maker;
  }
  return owner?.step ?? null;
};

const MESSAGES: readonly string[] = ['udp.payload', 'tcp.payload'];

/** Whose header a field stands in; '' for what a datagram or segment carries. */
const protocolOf = (path: string): string =>
  MESSAGES.includes(path) ? '' : (path.split('.')[0] ?? '');

interface Leaf extends OwnedRun {
  readonly protocol: string;
  readonly title: string;
}

const withinByte = (run: Leaf, leaf: Leaf): boolean =>
  run.step === leaf.step && run.protocol === leaf.protocol && leaf.from <= run.to;

const joined = (runs: Leaf[], leaf: Leaf): Leaf[] => {
  const last = runs.at(-1);
  if (last === undefined || !withinByte(last, leaf)) return [...runs, leaf];
  return [...runs.slice(0, -1), { ...last, to: Math.max(last.to, leaf.to), label: last.title }];
};

const titlesOf = (spans: readonly Span[]): ReadonlyMap<string, string> =>
  new Map(spans.map(span => [span.path, span.label]));

/** The bytes of a step, in runs of one decision each, in wire order. */
export const ownedRuns = (steps: readonly TraceStep[], at: number): readonly OwnedRun[] => {
  const step = steps[at];
  const bytes = bytesOf(step?.hex ?? '');
  if (step === undefined || bytes.length === 0) return [];
  const first = outermost(steps, at);
  if (first === null) {
    const makers = makersOf(steps, at, '', 'application');
    const owner = makers.at(-1)?.step ?? null;
    return [{ label: 'Message', from: 0, to: bytes.length, layer: 'application', step: owner }];
  }
  const { spans, layers } = explain(bytes, first);
  const titles = titlesOf(spans);
  const starts = new Map(layers.map(({ id, start }) => [id, start]));
  const makers = new Map<string, readonly Maker[]>();
  const leaves = leavesOf(spans).map((leaf): Leaf => {
    const protocol = protocolOf(leaf.path);
    const layer = layerOfProtocol(protocol) ?? 'application';
    const known = makers.get(protocol) ?? makersOf(steps, at, protocol, layer);
    makers.set(protocol, known);
    const from = Math.floor(leaf.bitOffset / 8);
    const to = Math.ceil((leaf.bitOffset + leaf.bitLength) / 8);
    const start = starts.get(protocol) ?? 0;
    const own = layer === 'application' ? known.at(-1)?.step : undefined;
    return {
      label: protocol === '' ? 'Message' : leaf.label,
      title: protocol === '' ? 'Message' : (titles.get(protocol) ?? leaf.label),
      protocol,
      from,
      to,
      layer,
      step: own ?? makerOfField(known, from - start, to - start),
    };
  });
  return leaves.reduce(joined, []);
};
