import { text } from '../base/bytes.ts';
import type { CapturedPacket, CaptureInterface } from './capture.ts';
import type { Issue } from './issue.ts';
import {
  type Block,
  type BlockOption,
  blockIssue,
  OPTION,
  paddedLength,
  readOptions,
  viewOf,
} from './pcapng-blocks.ts';

/** Bytes before the packet in an enhanced packet block, and in its forerunner. */
export const PACKET_FIXED_BYTES = 20;
/** The same in a simple packet block. */
export const SIMPLE_FIXED_BYTES = 4;

/** By the two lowest bits of the flags of a packet. */
export const DIRECTION_BITS = { inbound: 1, outbound: 2 } as const;

/** An interface as a reader needs it: with the units of its timestamps. */
export interface KnownInterface {
  readonly described: CaptureInterface;
  /** Most bytes of a packet that are kept; 0 for no limit. */
  readonly snapLength: number;
  readonly resolution: number;
  readonly offsetSeconds: bigint;
}

export interface Reader {
  readonly interfaces: KnownInterface[];
  readonly packets: CapturedPacket[];
  readonly issues: Issue[];
  readonly keyLog: string[];
  /** Index in `interfaces` of the first one of the section being read. */
  sectionStart: number;
  comment?: string;
}

/** The value of the first option with that code. */
export const optionValue = (
  options: readonly BlockOption[],
  code: number,
): Uint8Array | undefined => options.find(option => option.code === code)?.value;

/** The same as a text. */
export const optionText = (options: readonly BlockOption[], code: number): string | undefined => {
  const value = optionValue(options, code);
  return value === undefined ? undefined : text(value);
};

/** Options of a block, whose issues go to the reader. */
export const optionsOf = (reader: Reader, block: Block, offset: number): readonly BlockOption[] => {
  const { options, issues } = readOptions(block, offset);
  reader.issues.push(...issues);
  return options;
};

/** Ticks to whole microseconds, §4.2 if_tsresol: 10^-n, or 2^-n when the top bit is set. */
const microsOf = (ticks: bigint, from: KnownInterface): number => {
  const exponent = BigInt(from.resolution & 0x7f);
  const perSecond = (from.resolution & 0x80) === 0 ? 10n ** exponent : 2n ** exponent;
  return Number((ticks * 1_000_000n) / perSecond + from.offsetSeconds * 1_000_000n);
};

const directionOf = (block: Block, flags: Uint8Array | undefined): CapturedPacket['direction'] => {
  if (flags?.length !== 4) return undefined;
  const bits = viewOf(flags).getUint32(0, block.littleEndian) & 3;
  if (bits === DIRECTION_BITS.inbound) return 'inbound';
  return bits === DIRECTION_BITS.outbound ? 'outbound' : undefined;
};

/** The interface with that number in the section, and its place among all; undefined, with an issue, for none. */
const interfaceIn = (
  reader: Reader,
  block: Block,
  number: number,
): { readonly from: KnownInterface; readonly interfaceIndex: number } | undefined => {
  const interfaceIndex = reader.sectionStart + number;
  const from = reader.interfaces[interfaceIndex];
  if (from !== undefined) return { from, interfaceIndex };
  reader.issues.push(blockIssue('pcapng/packet-interface', block, 'error', { given: number }));
  return undefined;
};

/** Whether the block holds a packet of so many bytes behind its fixed part; an issue where it does not. */
const fits = (reader: Reader, block: Block, given: number, fixedBytes: number): boolean => {
  const expected = block.body.length - fixedBytes;
  if (given <= expected) return true;
  reader.issues.push(blockIssue('pcapng/packet-length', block, 'error', { given, expected }));
  return false;
};

/** A packet with time, lengths and options, behind the number of its interface. */
const readTold = (reader: Reader, block: Block, number: number): void => {
  const view = viewOf(block.body);
  const word = (index: number): number => view.getUint32(4 * index, block.littleEndian);
  const found = interfaceIn(reader, block, number);
  if (found === undefined) return;
  const [captured, original] = [word(3), word(4)];
  if (!fits(reader, block, captured, PACKET_FIXED_BYTES)) return;
  const options = optionsOf(reader, block, PACKET_FIXED_BYTES + paddedLength(captured));
  const comment = optionText(options, OPTION.comment);
  const direction = directionOf(block, optionValue(options, OPTION.packetFlags));
  reader.packets.push({
    interfaceIndex: found.interfaceIndex,
    timestampMicros: microsOf((BigInt(word(1)) << 32n) | BigInt(word(2)), found.from),
    bytes: block.body.slice(PACKET_FIXED_BYTES, PACKET_FIXED_BYTES + captured),
    ...(comment === undefined ? {} : { comment }),
    ...(direction === undefined ? {} : { direction }),
    ...(original > captured ? { originalLengthBytes: original } : {}),
  });
};

/** Enhanced Packet Block, draft-ietf-opsawg-pcapng §4.3. */
export const readEnhancedPacket = (reader: Reader, block: Block): void =>
  readTold(reader, block, viewOf(block.body).getUint32(0, block.littleEndian));

/** Packet Block, which old files have instead (appendix A of the draft): two bytes count what was lost before it. */
export const readPacket = (reader: Reader, block: Block): void =>
  readTold(reader, block, viewOf(block.body).getUint16(0, block.littleEndian));

/** Simple Packet Block, §4.4: of the first interface, without time; it is as long as it was, or as is kept at most. */
export const readSimplePacket = (reader: Reader, block: Block): void => {
  const original = viewOf(block.body).getUint32(0, block.littleEndian);
  const found = interfaceIn(reader, block, 0);
  if (found === undefined) return;
  const { interfaceIndex, from } = found;
  const captured = from.snapLength === 0 ? original : Math.min(original, from.snapLength);
  if (!fits(reader, block, captured, SIMPLE_FIXED_BYTES)) return;
  reader.packets.push({
    interfaceIndex,
    timestampMicros: 0,
    bytes: block.body.slice(SIMPLE_FIXED_BYTES, SIMPLE_FIXED_BYTES + captured),
    ...(original > captured ? { originalLengthBytes: original } : {}),
  });
};

/** Interface Statistics Block, §4.6: only that its interface is there, and its options, are looked at. */
export const readStatistics = (reader: Reader, block: Block): void => {
  interfaceIn(reader, block, viewOf(block.body).getUint32(0, block.littleEndian));
  optionsOf(reader, block, 12);
};

/** Name Resolution Block, §4.5: records built as options are, up to one of type 0; they are not kept. */
export const readNames = (reader: Reader, block: Block): void => {
  optionsOf(reader, block, 0);
};

/** Custom Block: of a maker's own, and known to nobody else. */
export const skipCustom = (): void => undefined;
