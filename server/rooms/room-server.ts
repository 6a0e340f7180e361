import { createAuthContext, matchMaker, Server, type Transport } from '@colyseus/core';
import { Encoder } from '@colyseus/schema';
import { type RoomServices, sessionRoom } from './session-room.ts';

const ROOM_NAME = 'session';
/** Longest full state that is encoded without growing the buffer. */
const STATE_BYTES = 256 * 1024;

export interface RoomServer {
  readonly openRoom: (sessionId: string) => Promise<void>;
  readonly closeRoom: (sessionId: string) => Promise<void>;
  /** Keeps a place in a room for whoever holds a token; the answer of the framework's matchmaking request. */
  readonly reserve: (roomId: string, authorization: string) => Promise<Reservation>;
  readonly listen: (port: number, host: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export type Reservation =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly code: number; readonly text: string };

const silent = (): void => {};
/** Refused guests are no news; what is broken on our side still is. */
const LOGGER = { debug: silent, info: silent, trace: silent, warn: silent, error: silent };

/** Sets up the rooms: whoever has no token of ours can neither open nor find one. */
export const roomServer = (transport: Transport, services: RoomServices): RoomServer => {
  Encoder.BUFFER_SIZE = STATE_BYTES;
  matchMaker.controller.exposedMethods = ['joinById'];
  const server = new Server({
    transport,
    greet: false,
    gracefullyShutdown: false,
    logger: LOGGER,
  });
  server.define(ROOM_NAME, sessionRoom(services));
  return {
    openRoom: async sessionId => {
      await matchMaker.createRoom(ROOM_NAME, { sessionId });
    },
    closeRoom: async sessionId => {
      await matchMaker.getLocalRoomById(sessionId)?.disconnect();
    },
    reserve: async (roomId, authorization) => {
      try {
        const context = createAuthContext({ headers: new Headers({ authorization }) });
        const answer = await matchMaker.controller.invokeMethod('joinById', roomId, {}, context);
        return { ok: true, answer };
      } catch (problem) {
        const code = problem instanceof Error && 'code' in problem ? Number(problem.code) : 500;
        return { ok: false, code, text: problem instanceof Error ? problem.message : 'refused' };
      }
    },
    listen: (port, host) => server.listen(port, host),
    stop: () => server.gracefullyShutdown(false),
  };
};
