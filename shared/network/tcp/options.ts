import type { HeaderOption } from '../../protocols/options.ts';
import { MAXIMUM_SEGMENT_SIZE } from '../../protocols/tcp.ts';
import type { Segment, SegmentOptions, SequenceRange } from './segment.ts';
import type { TcpSettings } from './settings.ts';

/** Kinds of options beside the maximum segment size, as IANA numbers them. */
const NO_OPERATION = 1;
const WINDOW_SCALE = 3;
const SACK_PERMITTED = 4;
const SACK = 5;
const TIMESTAMPS = 8;

/** RFC 7323 §2.3: a larger shift count is read as this one. */
const LARGEST_SHIFT = 14;

/** What both SYNs have spoken of, so that it holds for the connection. */
export interface Agreed {
  /** Shift counts of the windows that come and go; null unless both ends scale, RFC 7323 §2.2. */
  readonly shifts: { readonly send: number; readonly receive: number } | null;
  readonly sack: boolean;
  readonly timestamps: boolean;
}

export const NOTHING_AGREED: Agreed = { shifts: null, sack: false, timestamps: false };

/** The least shift count with which the field can say the whole buffer, RFC 7323 §2.3. */
const shiftFor = ({ receiveBufferBytes }: TcpSettings): number => {
  const turns = Math.max(1, receiveBufferBytes / 2 ** 16);
  return Math.min(LARGEST_SHIFT, Math.ceil(Math.log2(turns)));
};

/** What holds after the other end's SYN. */
export const agreedOn = (settings: TcpSettings, { options = {} }: Segment): Agreed => {
  const { windowShift } = options;
  const scaled = settings.windowScale && windowShift !== undefined;
  return {
    shifts: scaled
      ? { send: Math.min(windowShift, LARGEST_SHIFT), receive: shiftFor(settings) }
      : null,
    sack: settings.selectiveAcknowledgment && options.sackPermitted === true,
    timestamps: settings.timestamps && options.timestamps !== undefined,
  };
};

/** What our first SYN offers. */
export const offered = (settings: TcpSettings): Agreed => ({
  shifts: settings.windowScale ? { send: 0, receive: shiftFor(settings) } : null,
  sack: settings.selectiveAcknowledgment,
  timestamps: settings.timestamps,
});

/** Options of a SYN that says `agreed`. */
export const optionsOfSyn = (agreed: Agreed, timestamps: SegmentOptions): SegmentOptions => ({
  ...(agreed.shifts === null ? {} : { windowShift: agreed.shifts.receive }),
  ...(agreed.sack ? { sackPermitted: true } : {}),
  ...(agreed.timestamps ? timestamps : {}),
});

const word = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

const option = (kind: number, ...data: number[]): HeaderOption => ({
  kind,
  data: Uint8Array.from(data),
});

const PAD = option(NO_OPERATION);

/** Options for the header, each padded to whole words in front, RFC 7323 appendix A and RFC 2018 §3. */
export const headerOptions = ({
  maximumSegmentSize: size,
  options = {},
}: Pick<Segment, 'maximumSegmentSize' | 'options'>): readonly HeaderOption[] => {
  const { windowShift, sackPermitted, timestamps, sackBlocks = [] } = options;
  const blocks = sackBlocks.flatMap(({ from, to }) => [...word(from), ...word(to)]);
  return [
    ...(size === null ? [] : [option(MAXIMUM_SEGMENT_SIZE, size >> 8, size & 255)]),
    ...(windowShift === undefined ? [] : [PAD, option(WINDOW_SCALE, windowShift)]),
    ...(sackPermitted === true ? [PAD, PAD, option(SACK_PERMITTED)] : []),
    ...(timestamps === undefined
      ? []
      : [PAD, PAD, option(TIMESTAMPS, ...word(timestamps.value), ...word(timestamps.echo))]),
    ...(blocks.length === 0 ? [] : [PAD, PAD, option(SACK, ...blocks)]),
  ];
};

/** Bytes that `options` take in the header. */
export const optionBytes = ({ timestamps, sackBlocks = [] }: SegmentOptions): number =>
  (timestamps === undefined ? 0 : 12) + (sackBlocks.length === 0 ? 0 : 4 + 8 * sackBlocks.length);

const wordAt = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)) >>>
  0;

const blocksOf = (data: Uint8Array): readonly SequenceRange[] =>
  Array.from({ length: data.length >> 3 }, (_, index) => ({
    from: wordAt(data, index * 8),
    to: wordAt(data, index * 8 + 4),
  }));

/** What one option says; one of the wrong length says nothing. */
const optionSays = ({ kind, data }: HeaderOption): SegmentOptions => {
  if (kind === WINDOW_SCALE && data.length === 1) return { windowShift: data[0] ?? 0 };
  if (kind === SACK_PERMITTED && data.length === 0) return { sackPermitted: true };
  if (kind === TIMESTAMPS && data.length === 8) {
    return { timestamps: { value: wordAt(data, 0), echo: wordAt(data, 4) } };
  }
  return kind === SACK && data.length % 8 === 0 ? { sackBlocks: blocksOf(data) } : {};
};

/** What the options of a header say. */
export const segmentOptions = (
  options: readonly HeaderOption[],
): Pick<Segment, 'maximumSegmentSize' | 'options'> => {
  const size = options.find(({ kind }) => kind === MAXIMUM_SEGMENT_SIZE)?.data;
  const said = options.map(optionSays).filter(one => Object.keys(one).length > 0);
  return {
    maximumSegmentSize: size?.length === 2 ? (size[0] ?? 0) * 256 + (size[1] ?? 0) : null,
    ...(said.length === 0 ? {} : { options: Object.assign({}, ...said) as SegmentOptions }),
  };
};
