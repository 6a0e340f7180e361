import { toHex } from '../base/bytes.ts';
import { type IpAddress, isIpv6 } from '../base/ip.ts';
import { composeMessage } from '../network/icmp.ts';
import { noteOf } from '../network/schedule.ts';
import { openedByTap } from '../network/tap/opening.ts';
import { headerOptions } from '../network/tcp/options.ts';
import { ethernet } from '../protocols/ethernet.ts';
import { ipv4 } from '../protocols/ipv4.ts';
import { writeOptions } from '../protocols/options.ts';
import type { ArrivedUnit, Bench, OpenedRecordText, SealedBytes } from './bench.ts';
import { HEADER_TABLES, isHeaderId, valuesOfHeader } from './header-values.ts';
import type { Move, Scene, Values } from './moves/move.ts';
import { comesUp, goesBack, goesDown, type Places, passesThrough } from './moves/places.ts';

/** What a bench shows of its unit. */
export type UnitPart = Pick<
  Bench,
  'from' | 'to' | 'sealed' | 'arrived' | 'opened' | 'pseudoHeader' | 'signal'
>;

const BY_DIRECTION: Readonly<Record<Bench['direction'], (scene: Scene) => Places>> = {
  down: goesDown,
  up: comesUp,
  through: passesThrough,
};

const placesOf = (scene: Scene, move: Move): Places => {
  if (move.places !== undefined) return move.places(scene);
  // What a program is told comes from below, and so does it answer.
  return 'run' in scene.situation ? goesBack(scene) : BY_DIRECTION[move.direction](scene);
};

const CARRIED: Readonly<Record<number, SealedBytes['name']>> = { 6: 'segment', 17: 'datagram' };

/** Situations in which the unit is a packet, and what lies behind its header is the transport's. */
const CARRYING: readonly string[] = [
  'forward-packet',
  'unwrap-packet',
  'filter-packet',
  'translate-packet',
];

const nameBehind = (scene: Scene): SealedBytes['name'] => {
  const { situation, task } = scene;
  if (task.layer === 'physical') return 'frame';
  if (task.layer === 'link') return 'packet';
  if (situation.type === 'wrap-packet') return CARRIED[situation.protocol] ?? 'message';
  return CARRYING.includes(situation.type) ? (CARRIED[task.unit[9] ?? 0] ?? 'message') : 'message';
};

const seal = (scene: Scene, bytes: Uint8Array): SealedBytes => ({
  hex: toHex(bytes),
  name: nameBehind(scene),
});

/** Data of an own ICMP message, behind its eight bytes of header. */
const icmpData = (scene: Scene): Uint8Array => {
  const { task } = scene;
  if (task.situation.type !== 'compose-icmp') return new Uint8Array();
  const situated = { ...task, situation: task.situation };
  return composeMessage(scene.world, situated, scene.right.values).slice(8);
};

const WHOLE_MESSAGES = ['dns', 'dhcp', 'http', 'smtp', 'capture', 'none'];

interface Split {
  readonly headerLength: number;
  readonly payload: Uint8Array;
}

/** Own header and what lies behind it; a message of the application is all its own. */
const splitUnit = (scene: Scene, move: Move): Split => {
  const { unit } = scene.task;
  const { protocol } = move;
  const whole = { headerLength: unit.length, payload: new Uint8Array() };
  if (WHOLE_MESSAGES.includes(protocol) || !isHeaderId(protocol) || protocol === 'arp')
    return whole;
  const decoded = HEADER_TABLES[protocol].decode(unit);
  if (!decoded.ok) return whole;
  const { headerLength, payloadStart, payloadEnd } = decoded.value;
  return { headerLength, payload: unit.slice(payloadStart, payloadEnd) };
};

const sealedOf = (scene: Scene, move: Move): SealedBytes | null => {
  const { situation, task } = scene;
  if (situation.type === 'compose-icmp') return seal(scene, icmpData(scene));
  if (situation.type === 'send-bits') return seal(scene, task.unit);
  if (WHOLE_MESSAGES.includes(move.protocol) || move.protocol === 'arp') return null;
  if (move.direction === 'down') return seal(scene, task.unit);
  const { payload } = splitUnit(scene, move);
  return payload.length === 0 ? null : seal(scene, payload);
};

/** What leaves is an answer to what came. */
const ANSWERS: readonly string[] = ['serve-request', 'answer-query', 'serve-lease'];

const arrivedOf = (scene: Scene, move: Move): ArrivedUnit | null => {
  const { task } = scene;
  const { type } = task.situation;
  const isAnswer = ANSWERS.includes(type);
  if ((move.direction === 'down' && !isAnswer) || task.unit.length === 0) return null;
  const { headerLength } = splitUnit(scene, move);
  return { protocol: move.protocol, hex: toHex(task.unit), headerLength };
};

/** The bench shows IPv4 only: IPv6 is for automata. */
const pair = (source: IpAddress, destination: IpAddress): Bench['pseudoHeader'] =>
  isIpv6(source) || isIpv6(destination) ? null : { source, destination };

const pseudoHeaderOf = ({ situation }: Scene): Bench['pseudoHeader'] => {
  switch (situation.type) {
    case 'wrap-datagram':
    case 'wrap-segment':
      return pair(situation.local.address, situation.remote.address);
    case 'unwrap-datagram':
    case 'unwrap-segment':
      return pair(situation.source, situation.destination);
    default:
      return null;
  }
};

const signalOf = ({ situation, task }: Scene): Bench['signal'] => {
  if (situation.type === 'send-bits') {
    const { byteIndex } = situation;
    return { byteIndex, byte: task.unit[byteIndex] ?? 0, halfBits: null };
  }
  if (situation.type !== 'hear-bits') return null;
  return { byteIndex: situation.byteIndex, byte: null, halfBits: situation.halfBits };
};

const CONTENT: Readonly<Record<number, OpenedRecordText['is']>> = { 22: 'handshake', 23: 'data' };

/** Locked records are opened only where a key was given. */
const openedFor = ({ situation, task, world }: Scene): Pick<Bench, 'opened'> => {
  if (situation.type !== 'read-copy') return {};
  const records = openedByTap(world, task.node, situation.copy);
  if (records.length === 0) return {};
  return {
    opened: records.map(({ type, content }) => ({
      is: CONTENT[type] ?? 'other',
      hex: toHex(content),
    })),
  };
};

/** What of the unit this station may see: its own header, the rest as bytes without meaning. */
export const benchUnit = (scene: Scene, move: Move): UnitPart => ({
  ...placesOf(scene, move),
  sealed: sealedOf(scene, move),
  arrived: arrivedOf(scene, move),
  ...openedFor(scene),
  pseudoHeader: pseudoHeaderOf(scene),
  signal: signalOf(scene),
});

const segmentOptions = (scene: Scene): Values => {
  const note = noteOf(scene.world, scene.task.id);
  const options = note?.type === 'segment' ? headerOptions(note.segment) : [];
  return options.length === 0 ? {} : { 'tcp.options': toHex(writeOptions(options)) };
};

/** The header as it came to the router: what it does not change goes on as it is. */
const keptValues = ({ task }: Scene): Values => {
  const decoded = ipv4.decode(task.unit);
  if (!decoded.ok) return {};
  const { header } = decoded.value;
  const options = header.options.length === 0 ? {} : { 'ipv4.options': toHex(header.options) };
  return { ...valuesOfHeader('ipv4', { ...header }), ...options };
};

/** A switch leaves the type and the check sequence of a frame as they came. */
const keptFrame = ({ task }: Scene): Values => {
  const decoded = ethernet.decode(task.unit);
  return decoded.ok ? valuesOfHeader('ethernet', { ...decoded.value.header }) : {};
};

/** Header fields that nobody decides here, where they differ from the table's defaults. */
export const lockedValues = (scene: Scene): Values => {
  switch (scene.situation.type) {
    case 'wrap-packet':
      // Hosts let nobody cut their packets (RFC 1191 §2).
      return { 'ipv4.dontFragment': 1 };
    case 'wrap-segment':
      return segmentOptions(scene);
    case 'forward-packet':
    case 'translate-packet':
      return keptValues(scene);
    case 'switch-frame':
      return keptFrame(scene);
    case 'ask-arp':
    case 'arp-request-in':
      return { 'ethernet.etherType': 0x0806 };
    default:
      return {};
  }
};
