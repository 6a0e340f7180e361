import { formatIpv4 } from '../../base/address.ts';
import { ARP_REPLY, arp } from '../../protocols/arp.ts';
import { ETHER_TYPE } from '../../protocols/ethernet.ts';
import { explain } from '../../protocols/explain.ts';
import { decodeRequest } from '../../protocols/http.ts';
import { leavesOf } from '../../protocols/span.ts';
import { tls } from '../../protocols/tls/record.ts';
import { addressingOf, framePayload, hasGoodFrameCheck } from '../frames.ts';
import { hasGoodHeaderChecksum, PROTOCOL_TCP, PROTOCOL_UDP, readPacket } from '../packets.ts';
import { ACK, FIN, SYN } from '../segment-inside.ts';
import type { Carried, Question } from './carried.ts';
import type { TapReading } from './found.ts';
import type { TapCopy } from './state.ts';
import { isSealedStream, isWholeHere, streamsOf } from './stream.ts';

const NOTHING: TapReading = {
  carries: 'nothing',
  damage: 'none',
  card: null,
  host: null,
  text: 'none',
  asked: '',
  part: 'none',
  again: 'new',
};

const ofArp = (payload: Uint8Array): Partial<TapReading> => {
  const decoded = arp.decode(payload);
  if (!decoded.ok) return { carries: 'other' };
  const { operation, senderProtocol, targetProtocol } = decoded.value.header;
  const about = operation === ARP_REPLY ? senderProtocol : targetProtocol;
  return { carries: 'resolution', asked: formatIpv4(about), text: 'none' };
};

/** Whether the same question went by before, and no answer to it since: programs over UDP repeat themselves. */
const wasAsked = (asked: Question, before: readonly TapCopy[]): boolean => {
  for (const { carried } of [...before].reverse()) {
    const earlier = carried?.question;
    if (earlier?.name !== asked.name || earlier.type !== asked.type) continue;
    return !earlier.isAnswer;
  }
  return false;
};

const ofDatagram = ({ question }: Carried, before: readonly TapCopy[]): Partial<TapReading> => {
  const whole = { text: 'readable', part: 'whole' } as const;
  if (question === undefined) return { carries: 'other', ...whole };
  if (question.isAnswer) return { carries: 'answer', asked: question.name, ...whole };
  const again = wasAsked(question, before) ? 'program' : 'new';
  return { carries: 'question', asked: question.name, again, ...whole };
};

const SERVER_NAME = /\.serverName\.\d+\.name\.content$/;

const serverNameIn = (payload: Uint8Array): string | undefined =>
  leavesOf(explain(payload, tls).spans).find(({ path }) => SERVER_NAME.test(path))?.shown;

const isRepeat = (carried: Carried, before: readonly TapCopy[]): boolean =>
  before.some(({ carried: earlier }) => {
    return (
      earlier?.protocol === PROTOCOL_TCP &&
      earlier.source === carried.source &&
      earlier.sourcePort === carried.sourcePort &&
      earlier.destinationPort === carried.destinationPort &&
      earlier.sequenceNumber === carried.sequenceNumber &&
      earlier.payload.length > 0 === carried.payload.length > 0 &&
      (earlier.flags & SYN) === (carried.flags & SYN)
    );
  });

const isCounted = ({ flags, payload }: Carried): boolean =>
  payload.length > 0 || (flags & (SYN | FIN)) !== 0;

const ofStream = (carried: Carried, copies: readonly TapCopy[]): Partial<TapReading> => {
  const { payload, destinationPort, sourcePort } = carried;
  const streams = streamsOf(carried, copies);
  if (isSealedStream(carried, streams)) {
    const asked = serverNameIn(payload);
    if (asked !== undefined) return { carries: 'hello', asked, text: 'server-name' };
    return { carries: 'sealed', text: 'encrypted' };
  }
  const part = isWholeHere(carried, streams.own) ? 'whole' : 'piece';
  const request = decodeRequest(payload);
  if (request.ok) {
    return { carries: 'request', asked: request.value.message.target, text: 'readable', part };
  }
  const isResponse = sourcePort < destinationPort;
  return { carries: isResponse ? 'response' : 'other', text: 'readable', part };
};

const ofSegment = (carried: Carried, copies: readonly TapCopy[]): Partial<TapReading> => {
  const { flags, payload } = carried;
  const before = copies.slice(0, -1);
  const again = isCounted(carried) && isRepeat(carried, before) ? 'transport' : 'new';
  if ((flags & SYN) !== 0) return { carries: (flags & ACK) !== 0 ? 'nothing' : 'opening', again };
  return payload.length === 0 ? { again } : { ...ofStream(carried, copies), again };
};

const ofPacket = (payload: Uint8Array, copies: readonly TapCopy[]): Partial<TapReading> => {
  const packet = readPacket(payload);
  if (packet === undefined) return { carries: 'other' };
  const host = packet.fixed.destination;
  if (!hasGoodHeaderChecksum(packet)) return { carries: 'damage', damage: 'not-updated', host };
  const carried = copies.at(-1)?.carried;
  if (carried === undefined) return { carries: 'other', host };
  const isDatagram = carried.protocol === PROTOCOL_UDP;
  const inside = isDatagram ? ofDatagram(carried, copies.slice(0, -1)) : ofSegment(carried, copies);
  return { ...inside, host };
};

/** Reads the last of `copies`; those before it came by earlier on the same wire. Never throws, whatever the bytes are. */
export const readTapped = (copies: readonly TapCopy[]): TapReading => {
  const frame = copies.at(-1)?.bytes ?? new Uint8Array();
  const addressing = addressingOf(frame);
  if (addressing === undefined) return { ...NOTHING, carries: 'other' };
  const { destination: card, etherType } = addressing;
  if (!hasGoodFrameCheck(frame)) {
    return { ...NOTHING, carries: 'damage', damage: 'flipped-bit', card };
  }
  const payload = framePayload(frame);
  const inside = etherType === ETHER_TYPE.arp ? ofArp(payload) : ofPacket(payload, copies);
  return { ...NOTHING, card, ...inside };
};
