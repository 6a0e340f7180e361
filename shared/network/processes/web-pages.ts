import { concat, utf8 } from '../../base/bytes.ts';
import { encodeResponse } from '../../protocols/http.ts';
import { REASONS } from '../../protocols/http-grammar.ts';
import { scanMessage } from '../../protocols/http-scan.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { type ChosenResponse, chooseResponse } from '../programs/web-server.ts';
import { numberAt, textAt, type Values } from '../values.ts';
import type { World } from '../world.ts';

const filesAt = (world: World, { node, situation }: TaskOf<'serve-request'>) =>
  world.nodes[node]?.spec.programs.find(({ name }) => name === situation.program)?.files ?? {};

/** What the web server itself would answer. */
export const ownResponse = (world: World, task: TaskOf<'serve-request'>): ChosenResponse =>
  chooseResponse(filesAt(world, task), task.unit);

const bodyFor = (world: World, task: TaskOf<'serve-request'>, values: Values): Uint8Array => {
  const file = textAt(values, 'http.file', '');
  const files = filesAt(world, task);
  if (file !== '' && Object.hasOwn(files, file)) return utf8(files[file] ?? '');
  const own = ownResponse(world, task);
  const status = numberAt(values, 'http.status', own.status);
  if (own.file === '' && status === own.status) return own.body;
  return utf8(`<!doctype html>\n<h1>${status} ${textAt(values, 'http.reason', '')}</h1>\n`);
};

/** Every value of a response: reason and length follow status and file unless they are given. */
export const responseValues = (
  world: World,
  task: TaskOf<'serve-request'>,
  given: Values,
): Values => {
  const own = ownResponse(world, task);
  const status = numberAt(given, 'http.status', own.status);
  const values = {
    'http.status': status,
    'http.reason': REASONS[status] ?? own.reason,
    'http.file': status === own.status ? own.file : '',
    ...given,
  };
  return { 'http.contentLength': bodyFor(world, task, values).length, ...values };
};

const withLength = (own: ChosenResponse, length: number) => [
  ...own.headers.filter(({ name }) => name.toLowerCase() !== 'content-length'),
  { name: 'Content-Length', value: String(length) },
];

/** The bytes of the response with the `values` of a decision, RFC 9112 §4. */
export const responseBytes = (
  world: World,
  task: TaskOf<'serve-request'>,
  values: Values,
): Uint8Array => {
  const own = ownResponse(world, task);
  const body = bodyFor(world, task, values);
  const head = encodeResponse({
    version: 'HTTP/1.1',
    status: numberAt(values, 'http.status', own.status),
    reason: textAt(values, 'http.reason', own.reason),
    headers: withLength(own, numberAt(values, 'http.contentLength', body.length)),
    body: new Uint8Array(),
  });
  return concat(head, body);
};

/** Bytes of the first whole message at the start of `received`; null while some are missing, RFC 9112 §6.3. */
export const messageLength = (
  received: Uint8Array,
  kind: 'request' | 'response',
): number | null => {
  if (received.length === 0) return null;
  const read = scanMessage(received, 0, received.length, kind, { isConnectionClosed: false });
  const incomplete = read.issues.some(({ code }) => code === 'http/incomplete');
  return incomplete ? null : read.bodyEnd;
};
