import { REASONS } from '../../protocols/http-grammar.ts';
import { scanMessage } from '../../protocols/http-scan.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { lastKept } from '../last-kept.ts';
import {
  type ChosenResponse,
  chooseResponse,
  responseOf,
  writtenResponse,
} from '../programs/web-server.ts';
import { numberAt, textAt, type Values } from '../values.ts';
import type { World } from '../world.ts';

const filesAt = (world: World, { node, situation }: TaskOf<'serve-request'>) =>
  world.nodes.get(node)?.spec.programs.find(({ name }) => name === situation.program)?.files ?? {};

/** What the web server itself would answer. */
export const ownResponse = lastKept(
  (task: TaskOf<'serve-request'>, world: World): ChosenResponse =>
    chooseResponse(filesAt(world, task), task.unit),
);

const written = (world: World, task: TaskOf<'serve-request'>, values: Values): ChosenResponse => {
  const own = ownResponse(task, world);
  const file = textAt(values, 'http.file', '');
  const files = filesAt(world, task);
  const content = Object.hasOwn(files, file) ? files[file] : undefined;
  const status = numberAt(values, 'http.status', own.status);
  return writtenResponse(status, textAt(values, 'http.reason', own.reason), { file, content });
};

/** Every value of a response: reason and length follow status and file unless they are given. */
export const responseValues = (
  world: World,
  task: TaskOf<'serve-request'>,
  given: Values,
): Values => {
  const own = ownResponse(task, world);
  const status = numberAt(given, 'http.status', own.status);
  const values = {
    'http.status': status,
    'http.reason': REASONS[status] ?? own.reason,
    'http.file': status === own.status ? own.file : '',
    ...given,
  };
  return { 'http.contentLength': written(world, task, values).body.length, ...values };
};

/** The bytes of the response with the `values` of a decision, RFC 9112 §4. */
export const responseBytes = (
  world: World,
  task: TaskOf<'serve-request'>,
  values: Values,
): Uint8Array => {
  const response = written(world, task, values);
  return responseOf(response, numberAt(values, 'http.contentLength', response.body.length));
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
