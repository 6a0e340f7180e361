import { text } from '../../base/bytes.ts';
import { dns } from '../../protocols/dns.ts';
import { decodeResponse } from '../../protocols/http.ts';
import { lastKept } from '../last-kept.ts';
import { ownResponse, responseValues } from '../processes/web-pages.ts';
import { answerQuery } from '../programs/name-server.ts';
import { type AnswerReading, readAnswer } from '../programs/stub-resolver.ts';
import { drawIntegerFor } from '../schedule.ts';
import type { World } from '../world.ts';
import { type AutomatonRow, asGiven, deliver, drop, send, type TaskOf } from './automaton-row.ts';

/** Asks the configured name server, RFC 1034 §5.3.1, under an identifier that cannot be guessed. */
export const composeQuery: AutomatonRow<'compose-query'> = {
  choose: () => send(),
  complete: (world, task, action, given) => {
    if (action !== 'send') return given;
    const { name, recordType, server } = task.situation;
    return {
      server,
      'dns.id': drawIntegerFor(world, 0x10000, task.id, 'dns identifier'),
      'dns.name': name,
      'dns.type': recordType,
      'dns.rd': 1,
      ...given,
    };
  },
};

/** What the message says to the question of the task; undefined if it is no DNS message. */
export const readingOf = lastKept<TaskOf<'read-answer'>, void, AnswerReading | undefined>(task => {
  const decoded = dns.decode(task.unit);
  return decoded.ok ? readAnswer(decoded.value.header, task.situation) : undefined;
});

/** A reading in the words of a decision. */
const answerText = (reading: AnswerReading): string =>
  reading.kind === 'answer' ? reading.answer : reading.kind;

/** Reads the answer to its own question and no other, RFC 5452 §9.1. */
export const readAnswerRow: AutomatonRow<'read-answer'> = {
  choose: (_world, task) => {
    const reading = readingOf(task);
    if (reading === undefined) return drop('malformed');
    if (reading.kind === 'mismatch') return drop('not-my-question');
    return deliver({ answer: answerText(reading) });
  },
  complete: (_world, task, action, given) => {
    const reading = readingOf(task);
    if (action !== 'deliver' || reading === undefined || reading.kind === 'mismatch') return given;
    return { answer: answerText(reading), ...given };
  },
};

interface NameServerReply {
  readonly rcode: number;
  readonly bytes: Uint8Array;
}

/** The name server's answer from its own zones, RFC 1034 §4.3.2; empty where the unit is no query. */
export const nameServerReply = lastKept<TaskOf<'serve-query'>, World, NameServerReply | undefined>(
  ({ node, situation, unit }, world) => {
    const decoded = dns.decode(unit);
    const programs = world.nodes.get(node)?.spec.programs ?? [];
    const records = programs.find(({ name }) => name === situation.program)?.records ?? [];
    if (!decoded.ok || decoded.value.header.qr === 1) return undefined;
    const reply = answerQuery(records, decoded.value.header);
    return { rcode: reply.rcode, bytes: dns.encode(reply) };
  },
);

export const serveQuery: AutomatonRow<'serve-query'> = {
  choose: (world, task) => {
    const reply = nameServerReply(task, world);
    return reply === undefined ? drop('malformed') : send({ rcode: reply.rcode });
  },
  complete: asGiven,
};

/** Asks for a page, RFC 9112 §3. */
export const composeRequest: AutomatonRow<'compose-request'> = {
  choose: () => send(),
  complete: (_world, task, action, given) => {
    if (action !== 'send') return given;
    return {
      'http.method': 'GET',
      'http.target': task.situation.target,
      'http.version': 'HTTP/1.1',
      'http.host': task.situation.host,
      ...given,
    };
  },
};

/** Looks for the file and says how it went, RFC 9110 §15. */
export const serveRequest: AutomatonRow<'serve-request'> = {
  choose: (world, task) => send({ 'http.status': ownResponse(task, world).status }),
  complete: (world, task, action, given) =>
    action === 'send' ? responseValues(world, task, given) : given,
};

const pageIn = lastKept<Uint8Array, void, ReturnType<typeof decodeResponse>>(unit =>
  decodeResponse(unit),
);

const pageFor = (status: number): string => {
  if (status === 404) return 'not-found';
  return status >= 200 && status < 300 ? 'shown' : 'bad-request';
};

/** Shows the page or says why there is none; the first digit of the status tells, RFC 9110 §15. */
export const readResponse: AutomatonRow<'read-response'> = {
  choose: (_world, task) => {
    const response = pageIn(task.unit);
    if (!response.ok) return drop('malformed');
    const { status } = response.value.message;
    return deliver({ page: pageFor(status), status });
  },
  complete: (_world, task, action, given) => {
    const response = pageIn(task.unit);
    if (action !== 'deliver' || !response.ok) return given;
    const { status } = response.value.message;
    return { page: pageFor(status), status, ...given };
  },
};

export const composeText: AutomatonRow<'compose-text'> = {
  choose: () => send(),
  complete: (_world, task, action, given) =>
    action === 'send' ? { text: task.situation.text, ...given } : given,
};

export const readText: AutomatonRow<'read-text'> = {
  choose: () => deliver(),
  complete: (_world, task, action, given) =>
    action === 'deliver' ? { text: text(task.unit), ...given } : given,
};
