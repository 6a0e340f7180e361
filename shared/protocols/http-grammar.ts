import type { LineElement, LineGrammar } from './line-grammar.ts';
import { isToken, type TextPart } from './text.ts';

export const METHOD: TextPart = {
  name: 'method',
  label: 'Method',
  about: 'What the client wants done with the resource: GET asks for it.',
  rfc: 'RFC 9110 §9',
};
export const TARGET: TextPart = {
  name: 'target',
  label: 'Request target',
  about: 'Which resource is wanted: usually its path on the server, from the first slash on.',
  rfc: 'RFC 9112 §3.2',
};
export const VERSION: TextPart = {
  name: 'version',
  label: 'Version',
  about: 'The version of HTTP in which the message is written.',
  rfc: 'RFC 9112 §2.3',
};
export const STATUS: TextPart = {
  name: 'status',
  label: 'Status code',
  about: 'How the request went, in three digits: the first one tells the class.',
  rfc: 'RFC 9110 §15',
};
export const REASON: TextPart = {
  name: 'reason',
  label: 'Reason phrase',
  about: 'The status in words for people; programs look at the number only.',
  rfc: 'RFC 9112 §4',
};
export const HOST: TextPart = {
  name: 'host',
  label: 'Host',
  about: 'The name of the site that is wanted: one server may hold many.',
  rfc: 'RFC 9110 §7.2',
};
export const CONTENT_LENGTH: TextPart = {
  name: 'contentLength',
  label: 'Content-Length',
  about: 'How many bytes of body follow the empty line.',
  rfc: 'RFC 9110 §8.6',
};
export const CONTENT_TYPE: TextPart = {
  name: 'contentType',
  label: 'Content-Type',
  about: 'What kind of data the body is, such as text/html.',
  rfc: 'RFC 9110 §8.3',
};

/** Words for the fields that a beginner meets, by their name in lower case. */
export const KNOWN_FIELDS: ReadonlyMap<string, Omit<TextPart, 'name'>> = new Map(
  [
    HOST,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    {
      label: 'Connection',
      about: 'Whether the sender wants to keep the connection open after this message.',
      rfc: 'RFC 9110 §7.6.1',
    },
    {
      label: 'User-Agent',
      about: 'Which program asks.',
      rfc: 'RFC 9110 §10.1.5',
    },
    { label: 'Accept', about: 'Which kinds of data the client can use.', rfc: 'RFC 9110 §12.5.1' },
    { label: 'Server', about: 'Which program answers.', rfc: 'RFC 9110 §10.2.4' },
    { label: 'Date', about: 'When the message was written.', rfc: 'RFC 9110 §6.6.1' },
    {
      label: 'Location',
      about: 'Where else to look for the resource.',
      rfc: 'RFC 9110 §10.2.2',
    },
  ].map(words => [words.label.toLowerCase(), words]),
);

/** Reason phrases by status code, RFC 9110 §15. */
export const REASONS: Readonly<Record<number, string>> = {
  100: 'Continue',
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  414: 'URI Too Long',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  505: 'HTTP Version Not Supported',
};

const ORIGIN_OR_ABSOLUTE = /^(?:\/|https?:\/\/[!"$-.0-~])[!"$-~]*$/i;
const AUTHORITY = /^[^\s/?#@]+:\d{1,5}$/;

/** Whether `target` has the form that `method` asks for: RFC 9112 §3.2.1 to §3.2.4. */
const isTargetFor = (method: string, target: string): boolean => {
  if (method === 'CONNECT') return AUTHORITY.test(target);
  return ORIGIN_OR_ABSOLUTE.test(target) || (method === 'OPTIONS' && target === '*');
};

/** Whether this can be a field value or a reason phrase: these hold visible characters, blanks and bytes above 127,
 *  RFC 9110 §5.5. */
export const hasNoControls = (characters: string): boolean =>
  /^[\t -~\x80-\xff]*$/.test(characters);

const spacePart = (name: string, rfc: string): TextPart => ({
  name,
  label: 'Space',
  about: 'One single space parts the words of the first line.',
  rfc,
});

/** A space without which the line cannot be read. */
const separator = (name: string): LineElement => ({
  part: spacePart(name, 'RFC 9112 §3'),
  reach: 'blanks',
  objection: {
    code: 'http/space',
    severity: 'error',
    fits: taken => taken === ' ',
    expected: ' ',
  },
});

const version: LineElement = {
  part: VERSION,
  reach: 'word',
  objection: {
    code: 'http/version',
    severity: 'error',
    fits: taken => /^HTTP\/1\.\d$/.test(taken),
    expected: 'HTTP/1.1',
  },
};

/** CRLF; a line feed alone is let pass with a warning, RFC 9112 §2.2. */
export const lineEnding = (name: string): LineGrammar['ending'] => ({
  part: {
    name,
    label: 'Line ending',
    about: 'Carriage return and line feed end the line.',
    rfc: 'RFC 9112 §2.2',
  },
  bareLineFeed: 'http/line-ending',
  unfinished: 'http/incomplete',
});

const startLineSurplus: LineGrammar['surplus'] = {
  part: {
    name: 'startLineExtra',
    label: 'Surplus',
    about: 'Nothing may follow the last word of the first line.',
    rfc: 'RFC 9112 §3',
  },
  code: 'http/start-line-extra',
};

/** request-line, RFC 9112 §3. */
export const REQUEST_LINE: LineGrammar = {
  elements: [
    {
      part: METHOD,
      reach: 'word',
      objection: { code: 'http/method', severity: 'error', fits: isToken },
    },
    separator('methodSpace'),
    {
      part: TARGET,
      reach: 'word',
      objection: {
        code: 'http/target',
        severity: 'error',
        fits: (taken, before) => isTargetFor(before.method ?? '', taken),
      },
    },
    separator('targetSpace'),
    version,
  ],
  surplus: startLineSurplus,
  ending: lineEnding('startLineEnd'),
};

/** status-line, RFC 9112 §4: its second space stands even where the reason phrase is empty. */
export const STATUS_LINE: LineGrammar = {
  elements: [
    version,
    separator('versionSpace'),
    {
      part: STATUS,
      reach: 'word',
      objection: {
        code: 'http/status',
        severity: 'error',
        fits: taken => /^[1-5]\d\d$/.test(taken),
      },
    },
    {
      part: spacePart('statusSpace', 'RFC 9112 §4'),
      reach: 'space',
      objection: {
        code: 'http/space',
        severity: 'warning',
        fits: taken => taken === ' ',
        expected: ' ',
      },
    },
    {
      part: REASON,
      reach: 'rest',
      objection: { code: 'http/reason', severity: 'error', fits: hasNoControls },
    },
  ],
  surplus: startLineSurplus,
  ending: lineEnding('startLineEnd'),
};
