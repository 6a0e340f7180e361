import { concat, utf8 } from '../../base/bytes.ts';
import { ownValue } from '../../base/own-value.ts';
import { decodeRequest, encodeResponse, type HttpRequest, reasonOf } from '../../protocols/http.ts';
import type { HttpField } from '../../protocols/http-fields.ts';

/** What a web server answers. `file` is the path in its files, '' for none. */
export interface ChosenResponse {
  readonly status: number;
  readonly reason: string;
  readonly file: string;
  readonly body: Uint8Array;
  readonly headers: readonly HttpField[];
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
};

const contentType = (file: string): string =>
  CONTENT_TYPES[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';

/** A file of a web server, or none: then a short page says the status (RFC 9110 §15.5). */
export interface ServedFile {
  readonly file: string;
  readonly content: string | undefined;
}

/** A response as a web server writes it, whatever status it was given. */
export const writtenResponse = (
  status: number,
  reason: string,
  { file, content }: ServedFile,
): ChosenResponse => {
  const page = `<!doctype html>\n<title>${status} ${reason}</title>\n<h1>${reason}</h1>\n`;
  const body = utf8(content ?? page);
  const type = contentType(content === undefined ? 'page.html' : file);
  const headers = [
    { name: 'Content-Type', value: type },
    { name: 'Content-Length', value: String(body.length) },
  ];
  return { status, reason, file: content === undefined ? '' : file, body, headers };
};

/** Bytes of a response whose Content-Length says `length`, true or not, RFC 9112 §4. */
export const responseOf = (
  { status, reason, headers, body }: ChosenResponse,
  length: number = body.length,
): Uint8Array => {
  const others = headers.filter(({ name }) => name !== 'Content-Length');
  const lengthHeader = { name: 'Content-Length', value: String(length) };
  return concat(encodeResponse({ status, reason, headers: [...others, lengthHeader] }), body);
};

/** A short page that says a status. */
export const notice = (status: number): ChosenResponse =>
  writtenResponse(status, reasonOf(status), { file: '', content: undefined });

/** The path of the target, without host and question mark, RFC 9112 §3.2.1 and §3.2.2. */
const pathOf = (target: string): string => {
  const local = target.replace(/^https?:\/\/[^/?]*/i, '');
  const path = local.split('?')[0] ?? '';
  return path === '' ? '/' : path;
};

/** HTTP/1.1 wants exactly one Host field, HTTP/1.0 at most one, RFC 9112 §3.2. */
const lacksHost = ({ version, headers }: HttpRequest): boolean => {
  const hosts = headers.filter(field => field.name.toLowerCase() === 'host').length;
  return hosts > 1 || (hosts === 0 && version !== 'HTTP/1.0');
};

/** The response to a request that could be read, by the files that there are (see `chooseResponse`) and the paths that
 *  may be posted to, RFC 9110 §9.3.3. */
export const responseTo = (
  files: Readonly<Record<string, string>>,
  request: HttpRequest,
  takes: readonly string[] = [],
): ChosenResponse => {
  if (lacksHost(request)) return notice(400);
  const { method, target } = request;
  if (method === 'POST' && takes.includes(pathOf(target))) return notice(200);
  if (method !== 'GET' && method !== 'HEAD') return notice(501);
  const path = pathOf(target);
  const file = path.endsWith('/') ? `${path}index.html` : path;
  const content = ownValue(files, file);
  return content === undefined ? notice(404) : writtenResponse(200, 'OK', { file, content });
};

/**
 * The response of a web server that offers `files` by path, RFC 9110 §15: 200 with the file, 404 without one, 400 for
 * what is no request or lacks its Host field, 501 for a method other than GET and HEAD. A body is given for HEAD too,
 * for its length; it is not to be sent (RFC 9110 §9.3.2).
 */
export const chooseResponse = (
  files: Readonly<Record<string, string>>,
  requestBytes: Uint8Array,
): ChosenResponse => {
  const request = decodeRequest(requestBytes);
  return request.ok ? responseTo(files, request.value.message) : notice(400);
};
