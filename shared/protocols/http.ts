import { concat } from '../base/bytes.ts';
import { err, ok, type Result } from '../base/result.ts';
import { fieldValue, type HttpField } from './http-fields.ts';
import {
  CONTENT_LENGTH,
  CONTENT_TYPE,
  HOST,
  METHOD,
  REASON,
  REASONS,
  STATUS,
  TARGET,
  VERSION,
} from './http-grammar.ts';
import {
  type HttpKind,
  kindOf,
  type ResponseContext,
  type ScannedMessage,
  scanMessage,
} from './http-scan.ts';
import type { Issue } from './issue.ts';
import type { Explainable } from './protocol.ts';
import type { Explained } from './span.ts';
import { bytesOfCharacters, charactersOf, type TextPart } from './text.ts';

/** A request, RFC 9112 §3. `body` is its content; to write it in chunks, give it as `chunked` makes it. */
export interface HttpRequest {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: readonly HttpField[];
  readonly body: Uint8Array;
}

/** A response, RFC 9112 §4. */
export interface HttpResponse {
  readonly version: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HttpField[];
  readonly body: Uint8Array;
}

/** A whole message and how many bytes it took: the next one on the connection starts there. */
export interface DecodedMessage<Message> {
  readonly message: Message;
  readonly lengthBytes: number;
}

/** What the form for a request asks for: its first line, and the one field that must be there. */
export const httpRequestFields: readonly TextPart[] = [METHOD, TARGET, VERSION, HOST];

/** What the form for a response asks for. */
export const httpResponseFields: readonly TextPart[] = [
  VERSION,
  STATUS,
  REASON,
  CONTENT_TYPE,
  CONTENT_LENGTH,
];

/** The usual reason phrase of a status code, RFC 9110 §15; empty for an unusual code. */
export const reasonOf = (status: number): string => REASONS[status] ?? '';

const message = (
  startLine: string,
  headers: readonly HttpField[],
  body: Uint8Array,
): Uint8Array => {
  const lines = [startLine, ...headers.map(({ name, value }) => `${name}: ${value}`), '', ''];
  return concat(bytesOfCharacters(lines.join('\r\n')), body);
};

const withLength = (headers: readonly HttpField[], body: Uint8Array): readonly HttpField[] => {
  const isFramed = ['Content-Length', 'Transfer-Encoding'].some(
    name => fieldValue(headers, name) !== undefined,
  );
  return isFramed ? headers : [...headers, { name: 'Content-Length', value: `${body.length}` }];
};

const NO_BODY = new Uint8Array(0);

/** Bytes of a request, RFC 9112 §3. Content-Length is added for a body unless the headers tell its
 *  framing already; everything given is written as it is, right or wrong. */
export const encodeRequest = (values: Partial<HttpRequest>): Uint8Array => {
  const {
    method = 'GET',
    target = '/',
    version = 'HTTP/1.1',
    headers = [],
    body = NO_BODY,
  } = values;
  const framed = body.length === 0 ? headers : withLength(headers, body);
  return message(`${method} ${target} ${version}`, framed, body);
};

/** Bytes of a response, RFC 9112 §4. Content-Length is added unless the headers tell the framing
 *  already or the status has no body; the reason phrase is the usual one unless given. */
export const encodeResponse = (values: Partial<HttpResponse>): Uint8Array => {
  const { version = 'HTTP/1.1', status = 200, headers = [], body = NO_BODY } = values;
  const { reason = reasonOf(status) } = values;
  const isBodiless = status < 200 || status === 204 || status === 304;
  const framed = isBodiless && body.length === 0 ? headers : withLength(headers, body);
  return message(`${version} ${status} ${reason}`, framed, body);
};

/** The first error, or that more must come. */
const obstacle = (scanned: ScannedMessage): Issue | undefined =>
  scanned.issues.find(issue => issue.severity === 'error') ??
  scanned.issues.find(issue => issue.code === 'http/incomplete');

const contentOf = (bytes: Uint8Array, { contents }: ScannedMessage): Uint8Array =>
  concat(...contents.map(([from, to]) => bytes.subarray(from, to)));

const requestOf = (bytes: Uint8Array, scanned: ScannedMessage): HttpRequest => {
  const { method = '', target = '', version = '' } = scanned.texts;
  const body = contentOf(bytes, scanned);
  return { method, target, version, headers: scanned.headers, body };
};

const responseOf = (bytes: Uint8Array, scanned: ScannedMessage): HttpResponse => {
  const { version = '', status = '', reason = '' } = scanned.texts;
  const body = contentOf(bytes, scanned);
  return { version, status: Number(status), reason, headers: scanned.headers, body };
};

/** Reads one request from the start of `bytes`, RFC 9112 §3. The error `http/incomplete` says that
 *  more bytes must come first; any other is for the answer 400 (501 for `http/transfer-encoding`). */
export const decodeRequest = (bytes: Uint8Array): Result<DecodedMessage<HttpRequest>, Issue> => {
  const scanned = scanMessage(bytes, 0, bytes.length, 'request', {});
  const problem = obstacle(scanned);
  if (problem !== undefined) return err(problem);
  return ok({ message: requestOf(bytes, scanned), lengthBytes: scanned.bodyEnd });
};

/** Reads one response from the start of `bytes`, RFC 9112 §4 and §6.3. Without a told length the body
 *  ends where the connection does: `http/incomplete` until the context says that it is closed. */
export const decodeResponse = (
  bytes: Uint8Array,
  context: ResponseContext = {},
): Result<DecodedMessage<HttpResponse>, Issue> => {
  const isConnectionClosed = context.isConnectionClosed ?? false;
  const scanned = scanMessage(bytes, 0, bytes.length, 'response', {
    ...context,
    isConnectionClosed,
  });
  const problem = obstacle(scanned);
  if (problem !== undefined) return err(problem);
  return ok({ message: responseOf(bytes, scanned), lengthBytes: scanned.bodyEnd });
};

const explainedFrom = (
  bytes: Uint8Array,
  start: number,
  kind: HttpKind,
  scanned: ScannedMessage,
): Explained => {
  const header = kind === 'request' ? requestOf(bytes, scanned) : responseOf(bytes, scanned);
  const place = { start, headerEnd: scanned.bodyStart, end: scanned.bodyEnd };
  return {
    layers: [{ id: 'http', header, ...place }],
    spans: scanned.spans(),
    issues: scanned.issues,
  };
};

/** Explains bytes `[offset, end)` as one HTTP message; unless told, a response is known by its `HTTP/`.
 *  Never throws; the leaves of the spans tile the range. A message that goes on in later segments is noted,
 *  not objected to. */
export const explainHttp = (
  bytes: Uint8Array,
  offset = 0,
  end: number = bytes.length,
  kind: HttpKind = kindOf(bytes, offset, end),
): Explained => {
  return explainedFrom(bytes, offset, kind, scanMessage(bytes, offset, end, kind, {}));
};

const LONGEST_START = 8192;
const USUAL_START = /^(?:HTTP\/\d|(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH) [!-~])/;
const ANY_REQUEST = /^[A-Z_-]{3,} [!-~].* HTTP\/\d/;

/** Whether a message begins here: a version, a method of RFC 9110 §9 and RFC 5789, or any line that ends as a request
 *  does. The preface of HTTP/2 looks like a request of it (RFC 9113), and what follows is no text. */
const beginsMessage = (bytes: Uint8Array): boolean => {
  const [line = ''] = charactersOf(bytes, 0, Math.min(bytes.length, LONGEST_START)).split('\n', 1);
  return USUAL_START.test(line) || (ANY_REQUEST.test(line) && !line.startsWith('PRI '));
};

const SWITCHING_PROTOCOLS = 101;
const CHUNKED_LAST = /,[ \t]*chunked$/i;

/** What an onlooker has to say of a message: behind a switch of protocols another one goes on (RFC 9110 §7.8), and a
 *  body that is packed before it is cut into chunks is well formed, though it cannot be unpacked here. */
const onlookerIssues = ({ layers, issues }: Explained): readonly Issue[] => {
  const header = layers[0]?.header as Partial<HttpResponse> | undefined;
  const isSwitch = header?.status === SWITCHING_PROTOCOLS;
  return issues
    .filter(({ code }) => !isSwitch || code !== 'http/body-too-long')
    .map(issue =>
      issue.code === 'http/transfer-encoding' && CHUNKED_LAST.test(String(issue.given))
        ? { ...issue, severity: 'note' }
        : issue,
    );
};

/** HTTP/1.1 in a TCP segment, RFC 9112: read where a message begins with it; a segment from the middle of one holds
 *  nothing that could be told apart from any other content. */
export const http: Explainable = {
  id: 'http',
  title: 'Hypertext Transfer Protocol',
  rfc: 'RFC 9112',
  fields: [],
  begins: beginsMessage,
  // Requests may be sent without waiting for answers, RFC 9112 §9.3.2, and a final answer may follow an interim one.
  repeats: true,
  dissect: (bytes, start, limit) => {
    const kind = kindOf(bytes, start, limit);
    const whole = scanMessage(bytes, start, limit, kind, {});
    const { bodyEnd } = whole;
    const isFollowed = bodyEnd < limit && beginsMessage(bytes.subarray(bodyEnd, limit));
    const end = isFollowed ? bodyEnd : limit;
    const scanned = isFollowed ? scanMessage(bytes, start, end, kind, {}) : whole;
    const explained = explainedFrom(bytes, start, kind, scanned);
    const [layer] = explained.layers;
    const ends = { headerEnd: end, payloadEnd: end, end };
    const issues = onlookerIssues(explained);
    return { layer, spans: explained.spans, issues, trailer: [], ...ends, opens: false };
  },
};
