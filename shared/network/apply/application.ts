import { utf8 } from '../../base/bytes.ts';
import type { IpAddress } from '../../base/ip.ts';
import { dns } from '../../protocols/dns.ts';
import { encodeRequest } from '../../protocols/http.ts';
import { nameServerReply } from '../automaton/application.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { automatonDecision } from '../automaton.ts';
import { sendOn } from '../connections.ts';
import { exchangeOf } from '../exchanges.ts';
import { familyOf } from '../family.ts';
import { pageRead } from '../processes/browser.ts';
import { programAt } from '../processes/program.ts';
import { answerRead, queryLeft } from '../processes/resolver.ts';
import { textRead } from '../processes/text.ts';
import { responseBytes } from '../processes/web-pages.ts';
import { makeQuery } from '../programs/stub-resolver.ts';
import { noteOf } from '../schedule.ts';
import type { Socket } from '../socket.ts';
import { openSocket, socketById } from '../sockets.ts';
import type { Decision, Task } from '../task.ts';
import { numberAt, textAt } from '../values.ts';
import type { World } from '../world.ts';
import { datagramDown } from './datagram.ts';

const DNS_PORT = 53;

const askingSocket = (
  world: World,
  task: Task,
  remote: { readonly address: IpAddress; readonly port: number },
  program: string,
): Socket | undefined => {
  const node = world.nodes.get(task.node);
  if (node === undefined) return undefined;
  return openSocket(world, node, {
    protocol: 'udp',
    local: { address: familyOf(remote.address).sourceFor(world, node, remote.address), port: null },
    remote,
    ...programAt(node, program),
    exchange: task.exchange,
  });
};

/** A name as it is asked for: blanks around it and the dot of the root are writing, not labels (RFC 1034 §3.1). */
const withoutRoot = (name: string): string => name.trim().replace(/(?<=.)\.$/, '');

export const applyComposeQuery = (
  world: World,
  task: TaskOf<'compose-query'>,
  { action, values }: Decision,
): void => {
  if (action !== 'send') return;
  const remote = { address: numberAt(values, 'server', 0) % 2 ** 32, port: DNS_PORT };
  const question = {
    id: numberAt(values, 'dns.id', 0) % 0x10000,
    name: withoutRoot(textAt(values, 'dns.name', '')),
    recordType: numberAt(values, 'dns.type', 1) % 0x10000,
  };
  const socket = askingSocket(world, task, remote, task.situation.program);
  if (socket === undefined) return;
  queryLeft(world, task, question, socket.id);
  const rd = numberAt(values, 'dns.rd', 1) % 2;
  datagramDown(world, task, socket, remote, dns.encode({ ...makeQuery(question), rd }));
};

export const applyReadAnswer = (
  world: World,
  task: TaskOf<'read-answer'>,
  { action, values }: Decision,
): void => {
  if (action !== 'deliver') return;
  const own = automatonDecision(world, task);
  const answer = textAt(values, 'answer', '');
  const isTrue = own.action === 'deliver' && own.values.answer === answer;
  answerRead(world, task, answer, isTrue);
};

export const applyServeQuery = (
  world: World,
  task: TaskOf<'serve-query'>,
  { action }: Decision,
): void => {
  const reply = nameServerReply(task, world);
  const node = world.nodes.get(task.node);
  const { socket: id, client, clientPort } = task.situation;
  const socket = node === undefined ? undefined : socketById(node, id);
  if (action !== 'send' || reply === undefined || socket === undefined) return;
  datagramDown(world, task, socket, { address: client, port: clientPort }, reply.bytes);
};

export const applyComposeRequest = (
  world: World,
  task: TaskOf<'compose-request'>,
  { action, values }: Decision,
): void => {
  const node = world.nodes.get(task.node);
  const { host, target, socket: id } = task.situation;
  const socket = node === undefined ? undefined : socketById(node, id);
  if (action !== 'send' || socket === undefined) return;
  const request = encodeRequest({
    method: textAt(values, 'http.method', 'GET'),
    target: textAt(values, 'http.target', target),
    version: textAt(values, 'http.version', 'HTTP/1.1'),
    headers: [{ name: 'Host', value: textAt(values, 'http.host', host) }],
    body: new Uint8Array(),
  });
  sendOn(world, socket, request, { node: task.node, exchange: task.exchange, cause: task.id });
};

export const applyServeRequest = (
  world: World,
  task: TaskOf<'serve-request'>,
  { action, values }: Decision,
): void => {
  const node = world.nodes.get(task.node);
  const socket = node === undefined ? undefined : socketById(node, task.situation.socket);
  if (action !== 'send' || socket === undefined) return;
  const bytes = responseBytes(world, task, values);
  sendOn(world, socket, bytes, { node: task.node, exchange: task.exchange, cause: task.id });
};

export const applyReadResponse = (
  world: World,
  task: TaskOf<'read-response'>,
  { action, values }: Decision,
): void => {
  if (action !== 'deliver') return;
  const own = automatonDecision(world, task);
  const { page, status } = own.values;
  const isTrue = own.action === 'deliver' && values.page === page && values.status === status;
  pageRead(world, task, isTrue);
};

export const applyComposeText = (
  world: World,
  task: TaskOf<'compose-text'>,
  { action, values }: Decision,
): void => {
  const node = world.nodes.get(task.node);
  if (action !== 'send' || node === undefined) return;
  const { to, socket: id, program } = task.situation;
  const note = noteOf(world, task.id);
  const listens = node.spec.programs.find(({ name }) => name === program)?.listens?.port ?? 0;
  const port = note?.type === 'sender' ? note.port : listens;
  const remote = { address: to, port };
  const socket = id === null ? askingSocket(world, task, remote, program) : socketById(node, id);
  if (socket === undefined) return;
  datagramDown(world, task, socket, remote, utf8(textAt(values, 'text', '')));
};

export const applyReadText = (
  world: World,
  task: TaskOf<'read-text'>,
  { action, values }: Decision,
): void => {
  if (action !== 'deliver') return;
  const own = automatonDecision(world, task);
  textRead(
    world,
    task,
    own.values.text === values.text && exchangeOf(world, task.exchange) !== undefined,
  );
};
