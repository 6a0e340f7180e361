import { concat, utf8 } from '../../../base/bytes.ts';
import { bytesOfCharacters } from '../../../protocols/text.ts';
import { helloRecord } from './foreign.ts';
import { type Ingredients, numberFrom, oneOf } from './piece.ts';

const PAGES = ['/prices.html', '/hours.html', '/', '/map.html'] as const;
const WORDS = ['apples=4', 'pears=12', 'plums=7', 'nuts=30'] as const;
const MARKS = ['AAAA', 'xxxx', 'ZZZZ', '%%%%'] as const;

const page = (from: Ingredients): string => oneOf(PAGES, from, 'page');
const words = (from: Ingredients): string => oneOf(WORDS, from, 'words');

const lines = (...all: readonly string[]): Uint8Array =>
  bytesOfCharacters([...all, '', ''].join('\r\n'));

const request = (from: Ingredients, ...fields: readonly string[]): Uint8Array =>
  lines(`GET ${page(from)} HTTP/1.1`, `Host: ${from.host}`, ...fields);

const posted = (from: Ingredients, length: string, body: string): Uint8Array =>
  concat(
    lines('POST /orders HTTP/1.1', `Host: ${from.host}`, `Content-Length: ${length}`),
    utf8(body),
  );

/** Wrong input for a web server, RFC 9112. */
export const HTTP_GARBAGE = {
  'http-order': from => posted(from, String(words(from).length), words(from)),
  'http-two-at-once': from => concat(request(from), request(from)),
  'http-more-came': from =>
    posted(from, String(words(from).length), `${words(from)}${oneOf(MARKS, from, 'marks')}\r\n`),
  'http-less-came': from =>
    posted(from, String(words(from).length + numberFrom(8, 40, from, 'missing')), words(from)),
  'http-huge': from => posted(from, String(numberFrom(4000, 60_000, from, 'huge')), words(from)),
  'http-length-twice': from =>
    posted(from, `${words(from).length}\r\nContent-Length: ${words(from).length + 4}`, words(from)),
  'http-length-word': from =>
    posted(from, oneOf(['-1', '0x20', '12 bytes', '4294967296999999'], from, 'word'), words(from)),
  'http-length-and-coding': from =>
    posted(from, `${words(from).length}\r\nTransfer-Encoding: chunked`, '0\r\n\r\n'),
  'http-coding': from =>
    request(from, `Transfer-Encoding: ${oneOf(['squeeze', 'rot13'], from, 'coding')}`),
  'http-long-line': from =>
    lines(`GET /${'a'.repeat(numberFrom(300, 600, from, 'long'))} HTTP/1.1`, `Host: ${from.host}`),
  'http-many-fields': from =>
    request(
      from,
      ...Array.from(
        { length: numberFrom(20, 10, from, 'many') },
        (_, at) => `X-Note-${at}: ${words(from)}, ${words(from)}`,
      ),
    ),
  'http-no-host': from => lines(`GET ${page(from)} HTTP/1.1`, 'Accept: */*'),
  'http-two-hosts': from => request(from, 'Host: elsewhere.example'),
  'http-space-colon': from => lines(`GET ${page(from)} HTTP/1.1`, `Host : ${from.host}`),
  'http-method': from =>
    lines(
      `${oneOf(['FETCH', 'BREW', 'GIVE'], from, 'method')} ${page(from)} HTTP/1.1`,
      `Host: ${from.host}`,
    ),
  'http-version': from =>
    lines(
      `GET ${page(from)} HTTP/${oneOf(['7.0', '3.0', '9.1'], from, 'version')}`,
      `Host: ${from.host}`,
    ),
  'http-folded': from => request(from, 'Accept: text/html,', '  text/plain'),
  'http-control': from =>
    request(from, `X-Note: ${words(from)}\u0000${oneOf(MARKS, from, 'marks')}`),
  'http-line-feeds': from =>
    bytesOfCharacters(`GET ${page(from)} HTTP/1.1\nHost: ${from.host}\n\n`),
  'http-tls': from => helloRecord(from),
  'http-ssh': from => utf8(`SSH-2.0-${oneOf(['probe_1.0', 'scan_2.4'], from, 'banner')}\r\n`),
  'http-smtp': from => utf8(`EHLO ${oneOf(['scan.example', 'probe.example'], from, 'caller')}\r\n`),
} as const satisfies Readonly<Record<string, (from: Ingredients) => Uint8Array>>;
