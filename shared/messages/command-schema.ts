import { z } from 'zod';
import { ACTIONS } from '../network/task.ts';
import { LEVELS } from '../rules/bench.ts';
import { type Command, SIGNALS } from '../session/commands.ts';
import { FORMATS, HELPS, type SessionSettings } from '../session/settings.ts';

/** Rises when an old page can no longer talk to a new server. */
export const PROTOCOL_VERSION = 1;

const MOST_FIELDS = 64;

const id = z.int().min(0).max(1_000_000_000);
const word = z.string().max(64);
const text = z.string().max(256);
const small = z.int().min(0).max(1000);

const values = z
  .record(word, z.union([z.number(), z.string().max(1024)]))
  .refine(fields => Object.keys(fields).length <= MOST_FIELDS);

/** Shape of the settings of a session; whether the mission exists and fits, the fold says. */
export const SETTINGS = z.strictObject({
  format: z.enum(FORMATS),
  title: z.string().max(80),
  missionId: word,
  crewSize: z.int().min(1).max(8),
  help: z.enum(HELPS),
  roundMinutes: z.number().min(1).max(60),
  feedAfterSeconds: z.number().min(1).max(60),
  practiceStations: z.array(word).max(64).nullable(),
}) satisfies z.ZodType<SessionSettings>;

const bare = <const T extends string>(type: T) => z.strictObject({ type: z.literal(type) });

const PLAYER_COMMANDS = [
  z.strictObject({
    type: z.literal('decide'),
    taskId: id,
    action: z.enum(ACTIONS),
    values,
  }),
  z.strictObject({ type: z.literal('open'), taskId: id }),
  z.strictObject({ type: z.literal('hint'), taskId: id }),
  z.strictObject({ type: z.literal('because'), refutationId: id, choice: text.nullable() }),
  z.strictObject({
    type: z.literal('inspect'),
    taskId: id,
    field: word,
    table: word,
    row: small,
  }),
  z.strictObject({ type: z.literal('level'), kind: word, level: z.enum(LEVELS) }),
  z.strictObject({ type: z.literal('apprentice'), kind: word, takesOver: z.boolean() }),
  z.strictObject({ type: z.literal('side-work'), sideTaskId: id, choice: text }),
  z.strictObject({ type: z.literal('lobby-answer'), lobbyTask: id, values }),
  z.strictObject({ type: z.literal('ready'), ready: z.boolean() }),
  z.strictObject({ type: z.literal('nickname'), nickname: text }),
  z.strictObject({ type: z.literal('signal'), signal: z.enum(SIGNALS) }),
] as const;

const HOST_COMMANDS = [
  bare('start-round'),
  bare('pause'),
  bare('go-on'),
  z.strictObject({ type: z.literal('extend'), minutes: z.number().min(0.1).max(60) }),
  bare('end-round'),
  bare('end-session'),
  z.strictObject({ type: z.literal('next-round'), settings: SETTINGS, rotate: z.boolean() }),
  z.strictObject({ type: z.literal('lock'), locked: z.boolean() }),
  z.strictObject({ type: z.literal('rename'), playerId: word, nickname: text }),
  z.strictObject({ type: z.literal('remove'), playerId: word }),
  z.strictObject({ type: z.literal('move'), playerId: word, crew: small, seat: small }),
  z.strictObject({
    type: z.literal('give-time'),
    playerId: word,
    seconds: z.number().min(1).max(3600),
  }),
  z.strictObject({ type: z.literal('unlock-seat'), playerId: word }),
  z.strictObject({ type: z.literal('show-packet'), crew: small, taskId: id.nullable() }),
  z.strictObject({
    type: z.literal('clip-tap'),
    crew: small,
    link: word,
    tap: word.nullable(),
  }),
  z.strictObject({ type: z.literal('freeze'), frozen: z.boolean() }),
  z.strictObject({ type: z.literal('help'), help: z.enum(HELPS) }),
] as const;

/** Shape of a command: bounded lengths and numbers, nothing else in it. Sense is the fold's affair. */
export const COMMAND = z.discriminatedUnion('type', [
  ...PLAYER_COMMANDS,
  ...HOST_COMMANDS,
]) satisfies z.ZodType<Command>;

/** What `room.request('act', ...)` carries: the id is chosen by the client, and a repeat gets the first reply again. */
export const ACT = z.strictObject({ id: z.string().min(1).max(64), command: COMMAND });
