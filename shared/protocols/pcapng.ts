import { utf8 } from '../base/bytes.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Capture, CapturedPacket, CaptureInterface, CaptureReading } from './capture.ts';
import type { Issue } from './issue.ts';
import {
  BLOCK,
  type Block,
  BYTE_ORDER_MAGIC,
  blockIssue,
  encodeBlock,
  encodeOption,
  encodeOptions,
  joined,
  OPTION,
  padded,
  readBlocks,
  viewOf,
  words32,
} from './pcapng-blocks.ts';
import {
  DIRECTION_BITS,
  optionsOf,
  optionText,
  optionValue,
  PACKET_FIXED_BYTES,
  type Reader,
  readEnhancedPacket,
  readNames,
  readPacket,
  readSimplePacket,
  readStatistics,
  SIMPLE_FIXED_BYTES,
  skipCustom,
} from './pcapng-packets.ts';
import { readSecrets, secretsBlock } from './pcapng-secrets.ts';

const TWO_TO_32 = 0x1_0000_0000;
const MICROSECONDS = 6;

const commentOptions = (comment: string | undefined): Uint8Array[] =>
  comment === undefined ? [] : [encodeOption(OPTION.comment, utf8(comment))];

/** Section Header Block, §4.1; a section length of -1 means that it is not told. */
const sectionHeader = (capture: Capture): Uint8Array =>
  encodeBlock(
    BLOCK.sectionHeader,
    words32(BYTE_ORDER_MAGIC, 1, 0xffffffff, 0xffffffff),
    encodeOptions(commentOptions(capture.comment)),
  );

/** Interface Description Block, §4.2; a snapshot length of 0 means no limit. */
const interfaceDescription = (from: CaptureInterface): Uint8Array => {
  const options = [
    encodeOption(OPTION.interfaceName, utf8(from.name)),
    encodeOption(OPTION.timestampResolution, Uint8Array.of(MICROSECONDS)),
  ];
  if (from.fcsLength !== undefined) {
    options.push(encodeOption(OPTION.frameCheckSequenceLength, Uint8Array.of(from.fcsLength)));
  }
  return encodeBlock(BLOCK.interfaceDescription, words32(from.linkType, 0), encodeOptions(options));
};

/** Enhanced Packet Block, §4.3. The packet flags tell the FCS length once more: readers disagree on
 *  whether if_fcslen counts bits or bytes, but in the flags it is bytes for all of them. */
const enhancedPacket = (packet: CapturedPacket, from: CaptureInterface): Uint8Array => {
  const direction = packet.direction === undefined ? 0 : DIRECTION_BITS[packet.direction];
  const flags = direction | ((from.fcsLength ?? 0) << 5);
  const options = commentOptions(packet.comment);
  if (flags !== 0) options.push(encodeOption(OPTION.packetFlags, words32(flags)));
  return encodeBlock(
    BLOCK.enhancedPacket,
    words32(
      packet.interfaceIndex,
      Math.floor(packet.timestampMicros / TWO_TO_32),
      packet.timestampMicros % TWO_TO_32,
      packet.bytes.length,
      packet.originalLengthBytes ?? packet.bytes.length,
    ),
    padded(packet.bytes),
    encodeOptions(options),
  );
};

/** A pcapng file of one little-endian section, draft-ietf-opsawg-pcapng. Throws a RangeError when
 *  a packet names an interface that the capture does not have. */
export const writePcapng = (capture: Capture): Uint8Array =>
  joined([
    sectionHeader(capture),
    ...capture.interfaces.map(interfaceDescription),
    ...(capture.tlsKeyLog === undefined ? [] : [secretsBlock(capture.tlsKeyLog)]),
    ...capture.packets.map(packet => {
      const from = capture.interfaces[packet.interfaceIndex];
      if (from === undefined) throw new RangeError(`no interface ${packet.interfaceIndex}`);
      return enhancedPacket(packet, from);
    }),
  ]);

const readSection = (reader: Reader, block: Block): void => {
  reader.sectionStart = reader.interfaces.length;
  const comment = optionText(optionsOf(reader, block, 16), OPTION.comment);
  if (comment !== undefined) reader.comment ??= comment;
};

const readInterface = (reader: Reader, block: Block): void => {
  const options = optionsOf(reader, block, 8);
  const fcsLength = optionValue(options, OPTION.frameCheckSequenceLength)?.[0];
  const offset = optionValue(options, OPTION.timestampOffset);
  reader.interfaces.push({
    described: {
      name: optionText(options, OPTION.interfaceName) ?? '',
      linkType: viewOf(block.body).getUint16(0, block.littleEndian),
      ...(fcsLength === undefined ? {} : { fcsLength }),
    },
    snapLength: viewOf(block.body).getUint32(4, block.littleEndian),
    resolution: optionValue(options, OPTION.timestampResolution)?.[0] ?? MICROSECONDS,
    offsetSeconds: offset?.length === 8 ? viewOf(offset).getBigInt64(0, block.littleEndian) : 0n,
  });
};

const readKeyLog = (reader: Reader, block: Block): void => {
  const { lines, issues } = readSecrets(block);
  for (const line of lines) reader.keyLog.push(line);
  reader.issues.push(...issues);
};

/** The blocks that are understood, with the bytes that each must have at least. */
const READERS: ReadonlyMap<number, { leastBytes: number; read: typeof readSection }> = new Map([
  [BLOCK.sectionHeader, { leastBytes: 16, read: readSection }],
  [BLOCK.interfaceDescription, { leastBytes: 8, read: readInterface }],
  [BLOCK.enhancedPacket, { leastBytes: PACKET_FIXED_BYTES, read: readEnhancedPacket }],
  [BLOCK.packet, { leastBytes: PACKET_FIXED_BYTES, read: readPacket }],
  [BLOCK.simplePacket, { leastBytes: SIMPLE_FIXED_BYTES, read: readSimplePacket }],
  [BLOCK.nameResolution, { leastBytes: 4, read: readNames }],
  [BLOCK.interfaceStatistics, { leastBytes: 12, read: readStatistics }],
  [BLOCK.custom, { leastBytes: 4, read: skipCustom }],
  [BLOCK.customNotCopied, { leastBytes: 4, read: skipCustom }],
  [BLOCK.decryptionSecrets, { leastBytes: 8, read: readKeyLog }],
]);

const readBlock = (reader: Reader, block: Block): void => {
  const known = READERS.get(block.type);
  if (known === undefined) {
    reader.issues.push(blockIssue('pcapng/block-unknown', block, 'note', { given: block.type }));
  } else if (block.body.length < known.leastBytes) {
    const compared = { given: block.body.length, expected: known.leastBytes };
    reader.issues.push(blockIssue('pcapng/block-short', block, 'error', compared));
  } else known.read(reader, block);
};

/** Reads a pcapng file of either byte order and any number of sections. Never throws. What is not a
 *  pcapng file at all is an error; a damaged one gives every packet that can be read, and issues for
 *  the rest. Of several comments on one packet the first is kept; of names, statistics and blocks of makers' own only
 *  the form is looked at, and blocks that the draft does not know are noted and skipped. */
export const readPcapng = (bytes: Uint8Array): Result<CaptureReading, Issue> => {
  const { blocks, issues } = readBlocks(bytes);
  if (blocks[0]?.type !== BLOCK.sectionHeader) {
    const start = { index: 0, byteOffset: 0 };
    return err(issues[0] ?? blockIssue('pcapng/no-section-header', start, 'error'));
  }
  const reader: Reader = { interfaces: [], packets: [], issues: [], keyLog: [], sectionStart: 0 };
  for (const block of blocks) readBlock(reader, block);
  return ok({
    interfaces: reader.interfaces.map(from => from.described),
    packets: reader.packets,
    ...(reader.comment === undefined ? {} : { comment: reader.comment }),
    ...(reader.keyLog.length === 0 ? {} : { tlsKeyLog: reader.keyLog }),
    issues: [...issues, ...reader.issues],
  });
};
