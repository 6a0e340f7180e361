import { concat } from '../base/bytes.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Issue } from './issue.ts';

/** Block types, draft-ietf-opsawg-pcapng §4. The section header reads the same in both byte orders. */
export const BLOCK = {
  sectionHeader: 0x0a0d0d0a,
  interfaceDescription: 1,
  packet: 2,
  simplePacket: 3,
  nameResolution: 4,
  interfaceStatistics: 5,
  enhancedPacket: 6,
  decryptionSecrets: 10,
  custom: 0x00000bad,
  customNotCopied: 0x40000bad,
} as const;

/** Option codes, draft-ietf-opsawg-pcapng §3.5 (common), §4.2 (interface) and §4.3 (packet). */
export const OPTION = {
  endOfOptions: 0,
  comment: 1,
  interfaceName: 2,
  packetFlags: 2,
  timestampResolution: 9,
  frameCheckSequenceLength: 13,
  timestampOffset: 14,
} as const;

export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const FRAMING_BYTES = 12;
const LONGEST_OPTION_BYTES = 0xffff;

interface Place {
  /** Counts the blocks of the file from 0. */
  readonly index: number;
  readonly byteOffset: number;
}

/** One block of a file; `body` lies between the two total lengths, `byteOffset` is its place in the file. */
export interface Block extends Place {
  readonly type: number;
  readonly littleEndian: boolean;
  readonly body: Uint8Array;
}

/** One option: its code and its bytes without padding. */
export interface BlockOption {
  readonly code: number;
  readonly value: Uint8Array;
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** All `parts` in one; unlike `concat` it takes any number of them. */
export const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};

/** `lengthBytes` rounded up to a whole number of 32-bit words. */
export const paddedLength = (lengthBytes: number): number => Math.ceil(lengthBytes / 4) * 4;

/** `bytes` with zeros up to the next 32-bit word. */
export const padded = (bytes: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(paddedLength(bytes.length));
  whole.set(bytes);
  return whole;
};

/** Little-endian 32-bit words, as the writer lays them down. */
export const words32 = (...values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(4 * values.length);
  const view = viewOf(bytes);
  for (const [index, value] of values.entries()) view.setUint32(4 * index, value, true);
  return bytes;
};

/** `value` cut to what an option holds (65535 bytes), never inside a UTF-8 character. */
const clipped = (value: Uint8Array): Uint8Array => {
  if (value.length <= LONGEST_OPTION_BYTES) return value;
  let end = LONGEST_OPTION_BYTES;
  while (end > 0 && ((value[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return value.subarray(0, end);
};

/** An option with its padding, little-endian, §3.5. */
export const encodeOption = (code: number, value: Uint8Array): Uint8Array => {
  const kept = clipped(value);
  return concat(words32(code | (kept.length << 16)), padded(kept));
};

/** A list of options closed by opt_endofopt; no bytes at all for an empty list, §3.5. */
export const encodeOptions = (options: readonly Uint8Array[]): Uint8Array =>
  options.length === 0 ? new Uint8Array(0) : concat(...options, words32(OPTION.endOfOptions));

/** A whole block, little-endian, with its total length before and after, §3.1. */
export const encodeBlock = (type: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = concat(...parts);
  const totalLength = words32(FRAMING_BYTES + body.length);
  return concat(words32(type), totalLength, body, totalLength);
};

type BlockProblem =
  | 'pcapng/byte-order-magic'
  | 'pcapng/block-length'
  | 'pcapng/trailing-length'
  | 'pcapng/block-unknown'
  | 'pcapng/block-short'
  | 'pcapng/option-length'
  | 'pcapng/packet-interface'
  | 'pcapng/packet-length'
  | 'pcapng/no-section-header';

/** An issue of one block; its bits are the type and the first total length of that block. */
export const blockIssue = (
  code: BlockProblem,
  place: Place,
  severity: Issue['severity'],
  compared: { readonly given?: number; readonly expected?: number } = {},
): Issue => ({
  severity,
  code,
  path: `pcapng.blocks.${place.index}`,
  bitOffset: 8 * place.byteOffset,
  bitLength: 64,
  ...compared,
  rfc: 'draft-ietf-opsawg-pcapng §3.1',
});

/** Byte order of the section that starts at `offset`: little-endian or not; `undefined` without magic. */
const sectionOrder = (view: DataView, offset: number): boolean | undefined => {
  if (offset + FRAMING_BYTES > view.byteLength) return undefined;
  if (view.getUint32(offset + 8, true) === BYTE_ORDER_MAGIC) return true;
  return view.getUint32(offset + 8, false) === BYTE_ORDER_MAGIC ? false : undefined;
};

const isUsableLength = (totalLength: number, leftBytes: number): boolean =>
  totalLength >= FRAMING_BYTES && totalLength % 4 === 0 && totalLength <= leftBytes;

/** Byte order and total length of the block at `place`, or why it cannot be cut out of the file. */
const framingAt = (
  view: DataView,
  place: Place,
  orderSoFar: boolean,
): Result<{ readonly littleEndian: boolean; readonly totalLength: number }, Issue> => {
  const left = view.byteLength - place.byteOffset;
  if (left < FRAMING_BYTES) {
    const compared = { given: left, expected: FRAMING_BYTES };
    return err(blockIssue('pcapng/block-length', place, 'error', compared));
  }
  const isSection = view.getUint32(place.byteOffset) === BLOCK.sectionHeader;
  const littleEndian = isSection ? sectionOrder(view, place.byteOffset) : orderSoFar;
  if (littleEndian === undefined) {
    return err(blockIssue('pcapng/byte-order-magic', place, 'error'));
  }
  const totalLength = view.getUint32(place.byteOffset + 4, littleEndian);
  return isUsableLength(totalLength, left)
    ? ok({ littleEndian, totalLength })
    : err(
        blockIssue('pcapng/block-length', place, 'error', { given: totalLength, expected: left }),
      );
};

/** Cuts a file into blocks, §3.1. Never throws: what cannot be cut ends the list with an issue. A
 *  new section header may change the byte order. */
export const readBlocks = (
  bytes: Uint8Array,
): { readonly blocks: readonly Block[]; readonly issues: readonly Issue[] } => {
  const view = viewOf(bytes);
  const blocks: Block[] = [];
  const issues: Issue[] = [];
  let littleEndian = true;
  for (let offset = 0; offset < bytes.length; ) {
    const place = { index: blocks.length, byteOffset: offset };
    const framing = framingAt(view, place, littleEndian);
    if (!framing.ok) return { blocks, issues: [...issues, framing.error] };
    const { totalLength } = framing.value;
    littleEndian = framing.value.littleEndian;
    const trailing = view.getUint32(offset + totalLength - 4, littleEndian);
    if (trailing !== totalLength) {
      const compared = { given: trailing, expected: totalLength };
      issues.push(blockIssue('pcapng/trailing-length', place, 'warning', compared));
    }
    const type = view.getUint32(offset, littleEndian);
    const body = bytes.subarray(offset + 8, offset + totalLength - 4);
    blocks.push({ type, ...place, littleEndian, body });
    offset += totalLength;
  }
  return { blocks, issues };
};

/** The options of `block` from `offset` of its body on, §3.5. A lying length ends the list with an issue. */
export const readOptions = (
  block: Block,
  offset: number,
): { readonly options: readonly BlockOption[]; readonly issues: readonly Issue[] } => {
  const view = viewOf(block.body);
  const options: BlockOption[] = [];
  for (let at = offset; at + 4 <= block.body.length; ) {
    const code = view.getUint16(at, block.littleEndian);
    const length = view.getUint16(at + 2, block.littleEndian);
    if (code === OPTION.endOfOptions) break;
    const left = block.body.length - at - 4;
    if (length > left) {
      const compared = { given: length, expected: left };
      return { options, issues: [blockIssue('pcapng/option-length', block, 'warning', compared)] };
    }
    options.push({ code, value: block.body.subarray(at + 4, at + 4 + length) });
    at += 4 + paddedLength(length);
  }
  return { options, issues: [] };
};
