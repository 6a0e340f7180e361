import { fieldValue, type HttpField } from '../../protocols/http-fields.ts';
import { type ScannedMessage, scanMessage } from '../../protocols/http-scan.ts';
import type { Issue, IssueCode } from '../../protocols/issue.ts';
import { lineAt } from '../../protocols/text.ts';
import {
  type FaultWord,
  type GuardLimits,
  type GuardReading,
  type LengthWord,
  refuses,
  takes,
  waits,
} from './reading.ts';
import { spokenIn } from './spoken.ts';

const HTTP = { spoken: 'http' } as const;

/** Every status of the fours may be said as 400, only less exactly: RFC 9110 §15. */
const BY_400 = { ...HTTP, vague: ['400'] } as const;

/** Whoever cannot tell how long it is may be led anywhere. */
const LENGTH_LIES = { ...HTTP, length: 'unclear', taking: 'topples' } as const;

const REFUSED_BY: Readonly<Partial<Record<IssueCode, GuardReading>>> = {
  'http/content-length': refuses('length-no-number', ['400'], LENGTH_LIES),
  'http/content-length-repeated': refuses('length-twice', ['400'], LENGTH_LIES),
  // The coding alone may count as well, RFC 9112 §6.1.
  'http/length-and-coding': refuses('length-and-coding', ['400'], {
    ...HTTP,
    length: 'unclear',
    taking: 'right',
  }),
  'http/transfer-encoding': refuses('coding-unknown', ['501'], { ...BY_400, length: 'unclear' }),
  'http/host-missing': refuses('host-missing', ['400'], HTTP),
  'http/host-repeated': refuses('host-twice', ['400'], HTTP),
  'http/field-spaced': refuses('space-before-colon', ['400'], HTTP),
  'http/field-colon': refuses('field-name', ['400'], HTTP),
  'http/field-name': refuses('field-name', ['400'], HTTP),
  // Blanks may stand for what cannot be seen and for the fold, RFC 9110 §5.5 and RFC 9112 §5.2.
  'http/field-value': refuses('control-character', ['400'], { ...HTTP, taking: 'right' }),
  'http/field-folded': refuses('folded-line', ['400'], { ...HTTP, taking: 'right' }),
};

/** Methods of RFC 9110 §9.3 and RFC 5789 §2. */
const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
] as const;

const isKnownMethod = (method: string): boolean => METHODS.some(known => known === method);

const faultOf = ({ code }: Issue): GuardReading =>
  REFUSED_BY[code] ?? refuses('start-line', ['400'], HTTP);

const lengthTold = (headers: readonly HttpField[]): number | undefined => {
  const told = fieldValue(headers, 'Content-Length');
  return told !== undefined && /^\d{1,15}$/.test(told) ? Number(told) : undefined;
};

const hasBareLineFeed = ({ issues }: ScannedMessage): boolean =>
  issues.some(({ code }) => code === 'http/line-ending');

const wholeOf = (bytes: Uint8Array, scanned: ScannedMessage): GuardReading => {
  const { bodyEnd, headers } = scanned;
  const told = lengthTold(headers);
  const more: LengthWord = bytes.length > bodyEnd ? 'more-came' : 'agrees';
  const length = told === undefined ? 'none-told' : more;
  if (!hasBareLineFeed(scanned)) return takes(bodyEnd, { ...HTTP, length });
  // A line feed alone may be let pass, or not: RFC 9112 §2.2.
  return takes(bodyEnd, { ...HTTP, length, fault: 'bare-line-feed', codes: ['400'] });
};

const oversized = (
  bytes: Uint8Array,
  { headers, bodyStart, issues }: ScannedMessage,
  { bufferBytes }: GuardLimits,
): GuardReading | undefined => {
  const isOpen = issues.some(({ code }) => code === 'http/incomplete');
  const head = isOpen && bodyStart === bytes.length ? bytes.length : bodyStart;
  const told = lengthTold(headers) ?? 0;
  const isTooLarge = (fault: FaultWord, code: string): GuardReading =>
    refuses(fault, [code], {
      ...BY_400,
      length: 'no-room',
      taking: 'topples',
      claimedBytes: head + told,
    });
  if (head > bufferBytes) return isTooLarge('fields-too-large', '431');
  return head + told > bufferBytes ? isTooLarge('body-too-large', '413') : undefined;
};

const isOnlyIncomplete = ({ issues }: ScannedMessage): boolean =>
  issues.every(({ severity }) => severity !== 'error') &&
  issues.some(({ code }) => code === 'http/incomplete');

const UNKNOWN_METHOD = refuses('method-unknown', ['501'], { ...HTTP, vague: ['400'] });
const UNKNOWN_VERSION = refuses('version-unknown', ['505'], { ...HTTP, vague: ['400'] });

const firstLine = (bytes: Uint8Array, { lineBytes }: GuardLimits): GuardReading | undefined => {
  const { contentEnd, ending } = lineAt(bytes, 0, bytes.length);
  if (contentEnd > lineBytes) {
    const told = { ...BY_400, length: 'no-room', taking: 'topples' } as const;
    return refuses('line-too-long', ['414'], { ...told, claimedBytes: contentEnd });
  }
  return ending === 'none' ? waits(0, HTTP) : undefined;
};

const startOf = ({ texts }: ScannedMessage): GuardReading | undefined => {
  const { method = '', version = '' } = texts;
  if (/^HTTP\/(?!1\.)\d/.test(version)) return UNKNOWN_VERSION;
  const isRequestLine = /^HTTP\/1\.\d$/.test(version) && /^[A-Za-z]+$/.test(method);
  return isRequestLine && !isKnownMethod(method) ? UNKNOWN_METHOD : undefined;
};

/** Requests by HTTP that lie in the buffer of a web server, RFC 9112: the first one, as far as it has come. */
export const readHttpInput = (bytes: Uint8Array, limits: GuardLimits): GuardReading => {
  const spoken = spokenIn(bytes);
  if (spoken !== 'http' && spoken !== 'unknown') {
    return refuses('other-protocol', ['400'], { spoken, silence: 'right', vague: ['505'] });
  }
  const early = firstLine(bytes, limits);
  if (early !== undefined) return { ...early, spoken };
  const scanned = scanMessage(bytes, 0, bytes.length, 'request', {});
  const start = startOf(scanned);
  if (start !== undefined) return start;
  const error = scanned.issues.find(({ severity }) => severity === 'error');
  if (error !== undefined) return { ...faultOf(error), spoken };
  const large = oversized(bytes, scanned, limits);
  if (large !== undefined) return large;
  if (!isOnlyIncomplete(scanned)) return wholeOf(bytes, scanned);
  const told = lengthTold(scanned.headers);
  return told === undefined
    ? waits(0, HTTP)
    : waits(scanned.bodyStart + told, { ...HTTP, length: 'less-came' });
};
