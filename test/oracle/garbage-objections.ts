import type { FaultWord } from '../../shared/network/guard/reading.ts';
import type { GarbageName } from '../../shared/network/programs/garbage/garbage.ts';

/** What two judges make of what a stranger says to a daemon. */
interface Objection {
  /** What tshark warns of or calls malformed, all of it; null: it has nothing to object to. */
  readonly tshark: RegExp | null;
  /** What our own judge names. */
  readonly judge: FaultWord;
}

const only = (judge: FaultWord): Objection => ({ tshark: null, judge });
const MALFORMED = /^Malformed Packet \(Exception occurred\)$/;

/** By kind of garbage. Where tshark says nothing it reads on by rules that are looser than those of a server. */
export const OBJECTIONS_TO: Readonly<Record<GarbageName, Objection>> = {
  'http-order': only('none'),
  'http-two-at-once': only('none'),
  // What is left over is no request line.
  'http-more-came': only('start-line'),
  'http-less-came': only('none'),
  'http-huge': only('body-too-large'),
  'http-length-twice': only('length-twice'),
  'http-length-word': only('length-no-number'),
  'http-length-and-coding': {
    tshark: /^The Content-Length and Transfer-Encoding header must not be set together$/,
    judge: 'length-and-coding',
  },
  'http-coding': {
    tshark: /^Unknown transfer coding name in Transfer-Encoding header$/,
    judge: 'coding-unknown',
  },
  'http-long-line': only('line-too-long'),
  'http-many-fields': only('fields-too-large'),
  'http-no-host': only('host-missing'),
  'http-two-hosts': only('host-twice'),
  'http-space-colon': {
    tshark: /^Illegal characters found in header name$/,
    judge: 'space-before-colon',
  },
  'http-method': only('method-unknown'),
  'http-version': only('version-unknown'),
  'http-folded': only('folded-line'),
  'http-control': { tshark: /^Trailing stray characters$/, judge: 'control-character' },
  'http-line-feeds': only('bare-line-feed'),
  'http-tls': only('other-protocol'),
  'http-ssh': only('other-protocol'),
  'http-smtp': only('other-protocol'),
  'smtp-recipient-first': only('out-of-order'),
  'smtp-data-first': only('out-of-order'),
  'smtp-sender-twice': only('out-of-order'),
  'smtp-mail-first': only('out-of-order'),
  'smtp-word': only('command-unknown'),
  'smtp-path': only('argument'),
  'smtp-long-line': only('line-too-long'),
  'smtp-line-feed': only('bare-line-feed'),
  'smtp-http': only('other-protocol'),
  'smtp-tls': only('other-protocol'),
  'dns-long-label': { tshark: MALFORMED, judge: 'label-too-long' },
  'dns-pointer-loop': only('pointer-loop'),
  'dns-pointer-itself': only('pointer-loop'),
  'dns-pointer-outside': { tshark: MALFORMED, judge: 'pointer-outside' },
  'dns-count': { tshark: MALFORMED, judge: 'count-too-high' },
  'dns-overrun': { tshark: MALFORMED, judge: 'runs-over-end' },
  'dns-long-name': only('name-too-long'),
  'dns-operation': only('operation-unknown'),
  'dns-two-questions': only('question-count'),
  'dns-response': only('is-response'),
  'dns-short': { tshark: MALFORMED, judge: 'too-short' },
  'dns-http': { tshark: MALFORMED, judge: 'other-protocol' },
};

/** How a frame takes part in its connection, its first line, and that a whole question follows the short one: no objection. */
const COMMON = /^(Connection |This frame |DNS query retransmission|(GET|POST|HTTP\/1\.1) )/;

/** What is an objection among the messages of one frame, which stand there with semicolons between them. */
export const objectionsAmong = (messages: string): readonly string[] =>
  messages.split(';').filter(message => message !== '' && !COMMON.test(message));

/** Whether that is what tshark has to object to in what such a stranger says. */
export const isExpectedOf = (input: string, message: string): boolean =>
  OBJECTIONS_TO[input as GarbageName]?.tshark?.test(message) === true;
