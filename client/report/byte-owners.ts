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

/** What has come to a layer that has this to do; 'wrap' is a unit of the layer above. */
const ARRIVES: Readonly<Record<string, Explainable | 'wrap' | null>> = {
  'unwrap-frame': ethernet,
  'switch-frame': ethernet,
  'send-bits': ethernet,
  'hear-bits': ethernet,
  'wrap-frame': ipv4,
  'unwrap-packet': ipv4,
  'forward-packet': ipv4,
  'compose-icmp': ipv4,
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
  return arrives === 'wrap' ? wrappedBy(step) : arrives;
};

const bytesOf = (hex: string): Uint8Array => {
  const parsed = fromHex(hex);
  return parsed.ok ? parsed.value : new Uint8Array();
};

/** From the source address on a packet stays the same on its way; before it TTL and checksum do not. */
const LASTING_FROM: Partial<Record<Layer, number>> = { network: 24 };

interface Maker {
  readonly step: number;
  readonly hex: string;
}

/** Steps up to `at` in which `layer` wrote what is in the unit now, oldest first. */
const makersOf = (steps: readonly TraceStep[], at: number, layer: Layer): readonly Maker[] => {
  const whole = steps[at]?.hex ?? '';
  return steps.slice(0, at + 1).flatMap((step, index) => {
    const wrote = step.action === 'send' || step.action === 'answer';
    if (!wrote || step.layer !== layer) return [];
    const lasting = step.hex.slice(LASTING_FROM[layer] ?? 0);
    return lasting !== '' && whole.includes(lasting) ? [{ step: index, hex: step.hex }] : [];
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

const layerOf = (path: string): Layer => {
  const [protocol = '', name = ''] = path.split('.');
  if (name === 'payload') return 'application';
  return layerOfProtocol(protocol) ?? 'application';
};

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
    const makers = makersOf(steps, at, 'application');
    const owner = makers.at(-1)?.step ?? null;
    return [{ label: 'Message', from: 0, to: bytes.length, layer: 'application', step: owner }];
  }
  const { spans, layers } = explain(bytes, first);
  const titles = titlesOf(spans);
  const starts = new Map(layers.map(({ id, start }) => [id, start]));
  const makers = new Map<Layer, readonly Maker[]>();
  const leaves = leavesOf(spans).map((leaf): Leaf => {
    const [protocol = ''] = leaf.path.split('.');
    const layer = layerOf(leaf.path);
    const known = makers.get(layer) ?? makersOf(steps, at, layer);
    makers.set(layer, known);
    const from = Math.floor(leaf.bitOffset / 8);
    const to = Math.ceil((leaf.bitOffset + leaf.bitLength) / 8);
    const start = starts.get(protocol) ?? 0;
    const own = layer === 'application' ? known.at(-1)?.step : undefined;
    return {
      label: leaf.path.endsWith('.payload') ? 'Message' : leaf.label,
      title: leaf.path.endsWith('.payload') ? 'Message' : (titles.get(protocol) ?? leaf.label),
      protocol: `${protocol}/${layer}`,
      from,
      to,
      layer,
      step: own ?? makerOfField(known, from - start, to - start),
    };
  });
  return leaves.reduce(joined, []);
};
