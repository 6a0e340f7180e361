import type { Explained } from '../../shared/protocols/span.ts';
import { compareFields } from './compare-fields.ts';
import type { TsharkFrame } from './field-frames.ts';
import { type Disagreement, KNOWN } from './known-disagreements.ts';

/** Columns of tshark that hold its verdict on a frame, in the order of `Verdict`. */
export const VERDICT_COLUMNS = [
  'frame.protocols',
  '_ws.malformed',
  '_ws.expert.severity',
  '_ws.expert.message',
  'ip.checksum.status',
  'tcp.checksum.status',
  'udp.checksum.status',
  'icmp.checksum.status',
  'icmpv6.checksum.status',
] as const;

/** Stands between several values of a column. */
export const BETWEEN = '\u0002';

/** What tshark says of a frame as a whole, column by column. */
export type Verdict = readonly string[];

const WARNING = 6_291_456;
const ERROR = 8_388_608;
const SUMS = ['ipv4', 'tcp', 'udp', 'icmp', 'icmpv6'] as const;
const FIRST_SUM_COLUMN = 4;
const BAD = '0';

/** Said of conversations and of checksums, which are compared on their own. */
const ELSEWHERE =
  /hecksum|retransmission|Connection (?:reset|establish|finish)|D-SACK|Duplicate IP/;

/** What tshark objects to in the frame itself, with how severe that is. */
const objections = (severities: string, messages: string) => {
  const said = messages.split(BETWEEN);
  return severities
    .split(BETWEEN)
    .map((severity, index) => ({ severity: Number(severity), message: said[index] ?? '' }))
    .filter(({ message }) => message !== '' && !ELSEWHERE.test(message));
};

const checksums = (codes: ReadonlySet<string>, verdict: Verdict): readonly Disagreement[] =>
  SUMS.flatMap((id, index) => {
    const theirs = (verdict[FIRST_SUM_COLUMN + index] ?? '').split(BETWEEN).includes(BAD);
    const ours = codes.has(`${id}/bad-checksum`);
    const what = `${id} is bad only for ${theirs ? 'tshark' : 'us'}`;
    return theirs === ours ? [] : [{ kind: 'checksum', what } as const];
  });

/** Families that tshark is asked about: its dissectors of the others are off. */
const JUDGED =
  /^(?:ethernet|vlan|arp|ipv[46]|hop-by-hop|destination-options|fragment|icmp|icmpv6|tcp|udp|dns|dhcp)\b/;
const SUM = /check/;

const faults = (
  { issues }: Explained,
  [, malformed = '', severities = '', messages = '']: Verdict,
): readonly Disagreement[] => {
  const theirs = objections(severities, messages);
  const isBad = malformed !== '' || theirs.some(({ severity }) => severity >= ERROR);
  const isOdd = isBad || theirs.some(({ severity }) => severity >= WARNING);
  const found = issues.filter(({ code }) => !SUM.test(code));
  const objected = found.some(
    ({ severity, code }) => severity !== 'note' || code === 'header/not-captured',
  );
  if (isBad && !objected)
    return [{ kind: 'missed', what: theirs.map(({ message }) => message).join('; ') }];
  if (isOdd) return [];
  const errors = found.filter(({ severity, path }) => severity === 'error' && JUDGED.test(path));
  return errors.map(({ code, path }) => ({ kind: 'alone', what: `${code} at ${path}` }));
};

/** All in which what we and tshark say of a frame differs, and is not known. */
export const disagreements = (
  explained: Explained,
  bytes: Uint8Array,
  fields: TsharkFrame,
  verdict: Verdict,
): readonly Disagreement[] => {
  const codes = new Set<string>(explained.issues.map(({ code }) => code));
  const all: readonly Disagreement[] = [
    ...compareFields(explained.spans, fields, bytes).differences.map(
      what => ({ kind: 'field', what }) as const,
    ),
    ...checksums(codes, verdict),
    ...faults(explained, verdict),
  ];
  const isKnown = ({ kind, what }: Disagreement): boolean =>
    KNOWN.some(
      known =>
        known.kind === kind &&
        known.what.test(what) &&
        (known.after === undefined || [...codes].some(code => known.after?.test(code))) &&
        (known.protocols === undefined || known.protocols.test(verdict[0] ?? '')),
    );
  return all.filter(disagreement => !isKnown(disagreement));
};
