import { formatIpv4, formatMac } from '../base/address.ts';
import { toHex } from '../base/bytes.ts';
import { draw, drawInteger, pick, shuffle } from '../base/random.ts';
import type { Layer, StationId } from '../network/task.ts';
import type { NodeState, World } from '../network/world.ts';
import { ethernet } from '../protocols/ethernet.ts';
import { ipv4 } from '../protocols/ipv4.ts';
import { bitsOf } from '../protocols/line-code.ts';
import { udp } from '../protocols/udp.ts';
import type { Puzzle } from './puzzle.ts';
import { deviceQuestion } from './side-work-devices.ts';
import { ruleQuestion } from './side-work-guard.ts';
import { cardsOf, cardsOnLan, cardWithAddress, listenersOf, routesFor } from './world-facts.ts';

/** Idle-time work (GAME §4), never scored. `right` stays on the server. */
export interface SideTask {
  readonly type: 'verify' | 'predict';
  readonly facts: Readonly<Record<string, string>>;
  readonly headerHex: string;
  readonly protocol: string;
  /** Field paths, 'nothing-wrong', node names, or numbers as they are. */
  readonly choices: readonly string[];
  readonly right: string;
}

interface Place {
  readonly world: World;
  readonly node: NodeState;
  readonly seed: string;
  readonly n: number;
}

/** A good header, what it should say in words, and values that would be wrong in it. */
interface Sample {
  readonly protocol: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly good: Readonly<Record<string, number>>;
  readonly bad: Readonly<Record<string, number>>;
  readonly encode: (values: Readonly<Record<string, number>>) => Uint8Array;
}

const NOTHING_WRONG = 'nothing-wrong';
const ETHERNET_HEADER_BYTES = 14;
const EMPTY = new Uint8Array();

const otherHosts = ({ world, node }: Place) =>
  cardsOf(world).filter(card => card.node !== node && card.node.spec.role !== 'router');

const frameSample = (place: Place): Sample | null => {
  const { world, node, seed, n } = place;
  const own = pick([...node.interfaces.values()], seed, n, 'own card');
  const next = own === undefined ? undefined : pick(cardsOnLan(world, own.id), seed, n, 'next');
  const far = pick(otherHosts(place), seed, n, 'far');
  if (own === undefined || next === undefined) return null;
  const wrongMac = far === undefined || far.node === next.node ? own.mac : far.interface.mac;
  return {
    protocol: 'ethernet',
    facts: {
      nextHop: formatIpv4(next.interface.address),
      nextMac: formatMac(next.interface.mac),
      ownMac: formatMac(own.mac),
      carries: 'IPv4',
    },
    good: { destination: next.interface.mac, source: own.mac, etherType: 0x0800 },
    bad: { destination: wrongMac, source: next.interface.mac, etherType: 17 },
    encode: values => ethernet.encode(values).subarray(0, ETHERNET_HEADER_BYTES),
  };
};

const packetSample = (place: Place): Sample | null => {
  const { node, seed, n } = place;
  const [source] = node.addresses;
  const far = pick(otherHosts(place), seed, n, 'far');
  if (source === undefined || far === undefined) return null;
  const protocol = pick([6, 17] as const, seed, n, 'protocol');
  return {
    protocol: 'ipv4',
    facts: {
      destination: formatIpv4(far.interface.address),
      ownAddress: formatIpv4(source),
      protocolName: protocol === 6 ? 'TCP' : 'UDP',
    },
    good: { source, destination: far.interface.address, protocol, timeToLive: 64 },
    bad: { source: far.interface.address, destination: source, protocol: 53, timeToLive: 0 },
    encode: values => ipv4.encode({ ...values, dontFragment: 1 }, EMPTY),
  };
};

const datagramSample = ({ world, node, seed, n }: Place): Sample | null => {
  const listener = pick(
    listenersOf(world).filter(one => one.node !== node && one.listens.protocol === 'udp'),
    seed,
    n,
    'listener',
  );
  if (listener === undefined) return null;
  const sourcePort = 50000 + drawInteger(10000, seed, n, 'source port');
  const payload = new Uint8Array(8 + drawInteger(40, seed, n, 'length'));
  return {
    protocol: 'udp',
    facts: {
      program: listener.program.name,
      host: listener.node.spec.name,
      port: String(listener.listens.port),
      bytes: String(payload.length),
    },
    good: { sourcePort, destinationPort: listener.listens.port, length: payload.length + 8 },
    bad: { sourcePort: 0, destinationPort: 17, length: payload.length },
    encode: values => udp.encode(values, payload).subarray(0, 8),
  };
};

const SAMPLES: Readonly<Partial<Record<Layer, (place: Place) => Sample | null>>> = {
  link: frameSample,
  network: packetSample,
  transport: datagramSample,
};

/** A header with one error or none: a coin decides, and 'nothing wrong' is an answer. */
const verify = (place: Place, sample: Sample): SideTask => {
  const { seed, n } = place;
  const fields = Object.keys(sample.bad);
  const planted = draw(seed, n, 'error') < 0.5 ? undefined : pick(fields, seed, n, 'planted field');
  const changed = planted === undefined ? {} : { [planted]: sample.bad[planted] ?? 0 };
  const path = (field: string): string => `${sample.protocol}.${field}`;
  return {
    type: 'verify',
    facts: { question: sample.protocol, ...sample.facts },
    headerHex: toHex(sample.encode({ ...sample.good, ...changed })),
    protocol: sample.protocol,
    choices: [...fields.map(path), NOTHING_WRONG],
    right: planted === undefined ? NOTHING_WRONG : path(planted),
  };
};

const MOST_CHOICES = 4;

/** A puzzle as it is put: shuffled, where the order of its choices says nothing. */
const taskOf = (place: Place, puzzle: Puzzle | null): SideTask | null => {
  if (puzzle === null) return null;
  const { facts, choices, right, inOrder } = puzzle;
  const distinct = inOrder ? choices : [...new Set([right, ...choices])].slice(0, MOST_CHOICES);
  if (distinct.length < 2) return null;
  return {
    type: 'predict',
    facts,
    headerHex: '',
    protocol: 'none',
    choices: inOrder ? distinct : shuffle(distinct, place.seed, place.n, 'choices'),
    right,
  };
};

/** Which neighbour gets a packet next. */
const predictHop = (place: Place): SideTask | null => {
  const { world, node, seed, n } = place;
  const target = pick(otherHosts(place), seed, n, 'target');
  if (target === undefined) return null;
  const { address } = target.interface;
  const route = routesFor(node, address)[0];
  const next = route === undefined ? undefined : cardWithAddress(world, route.nextHop ?? address);
  if (next === undefined) return null;
  const others = cardsOf(world)
    .map(card => card.node.spec.name)
    .filter(name => name !== node.spec.name);
  const facts = { question: 'next-hop', node: node.spec.name, destination: formatIpv4(address) };
  return taskOf(place, { facts, choices: others, right: next.node.spec.name });
};

/** Which process has a port, or which port a process has. */
const predictPort = (place: Place): SideTask | null => {
  const { world, seed, n } = place;
  const listeners = listenersOf(world);
  const asked = pick(listeners, seed, n, 'asked');
  if (asked === undefined) return null;
  const facts = {
    question: 'port',
    program: asked.program.name,
    node: asked.node.spec.name,
  };
  const others = [...listeners.map(one => String(one.listens.port)), '80', '53', '17', '6'];
  return taskOf(place, { facts, choices: others, right: String(asked.listens.port) });
};

/** Which bit of a byte goes on the wire first, second, ... */
const predictBit = (place: Place): SideTask | null => {
  const byte = drawInteger(256, place.seed, place.n, 'byte');
  const at = drawInteger(8, place.seed, place.n, 'bit');
  const facts = {
    question: 'bit',
    byte: `0x${byte.toString(16).padStart(2, '0')}`,
    place: String(at + 1),
  };
  return taskOf(place, { facts, choices: ['0', '1'], right: String(bitsOf(byte)[at] ?? 0) });
};

/** Which rule would have caught the last bad input; at other programs, who listens where. */
const predictAtProgram = (place: Place): SideTask | null =>
  taskOf(place, ruleQuestion(place.node, place.seed, place.n)) ?? predictPort(place);

const PREDICTIONS: Readonly<Record<Layer, (place: Place) => SideTask | null>> = {
  application: predictAtProgram,
  transport: predictPort,
  network: predictHop,
  link: predictHop,
  physical: predictBit,
};

/**
 * The `n`th piece of idle-time work for a station, by turns a header to verify and a thing to predict; null where
 * there is nothing to draw from. Half of the headers hold no error.
 */
export const sideWorkFor = (
  world: World,
  station: StationId,
  seed: string,
  n: number,
): SideTask | null => {
  const [name = '', layer] = station.split('.');
  const node = world.nodes.get(name);
  if (node === undefined) return null;
  const place: Place = { world, node, seed: `${seed} ${station}`, n };
  const isDevice = node.spec.role === 'switch' || node.spec.role === 'tap';
  const sample = !isDevice && n % 2 === 0 ? SAMPLES[layer as Layer]?.(place) : undefined;
  if (sample) return verify(place, sample);
  const own = taskOf(place, deviceQuestion(world, node, layer ?? '', [place.seed, n]));
  return own ?? (isDevice ? null : PREDICTIONS[layer as Layer](place));
};
