import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import {
  BRIDGE_PROTOCOL,
  type BridgeNotice,
  BridgeSplitter,
  readNotice,
  writeBridge,
} from '../../../shared/messages/bridge-wire.ts';

/** Which crew's network of which session, and the key that opens it. */
export interface SessionWish {
  readonly server: URL;
  readonly code: string;
  /** From 1. */
  readonly crew: number;
  readonly hostKey: string;
}

/** The line to the server. */
export interface SessionLine {
  /** Gives a frame without frame check sequence to the session. */
  readonly send: (frame: Uint8Array) => void;
  readonly close: () => void;
}

interface LineListener {
  readonly frame: (frame: Uint8Array) => void;
  readonly notice: (notice: BridgeNotice) => void;
  readonly gone: () => void;
}

const lineOn = (socket: Duplex, head: Uint8Array, listener: LineListener): SessionLine => {
  const splitter = new BridgeSplitter();
  const take = (chunk: Uint8Array): void => {
    for (const { isFrame, body } of splitter.take(chunk)) {
      const notice = isFrame ? null : readNotice(body);
      if (isFrame) listener.frame(body);
      else if (notice !== null) listener.notice(notice);
    }
  };
  socket.on('data', (chunk: Buffer) => take(new Uint8Array(chunk)));
  socket.on('error', () => undefined);
  socket.on('close', listener.gone);
  take(head);
  return {
    send: frame => {
      if (socket.writable) socket.write(writeBridge({ type: 'frame', frame }));
    },
    close: () => socket.destroy(),
  };
};

/** The server's own sentence, where it has one. */
const sentenceOf = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const sentence = /"text":"((?:[^"\\]|\\.)*)"/.exec(body)?.[1];
  return sentence ?? `The server answered ${response.statusCode}: is it All Hands on Stack?`;
};

/** Joins the network of a running session. The error is a sentence that says what to do. */
export const joinSession = (
  { server, code, crew, hostKey }: SessionWish,
  listener: LineListener,
): Promise<Result<SessionLine, string>> =>
  new Promise(resolve => {
    const request = server.protocol === 'https:' ? requestHttps : requestHttp;
    const asking = request(new URL(`/api/bridge/${code}/${crew}`, server), {
      headers: {
        connection: 'Upgrade',
        upgrade: BRIDGE_PROTOCOL,
        authorization: `Bearer ${hostKey}`,
      },
    });
    asking.once('upgrade', (_response, socket, head) => {
      resolve(ok(lineOn(socket, new Uint8Array(head), listener)));
    });
    asking.once('response', response => {
      sentenceOf(response).then(
        sentence => resolve(err(sentence)),
        () => resolve(err('The server broke off.')),
      );
    });
    asking.once('error', problem =>
      resolve(err(`There is no server at ${server.origin}: ${problem.message}`)),
    );
    asking.end();
  });
