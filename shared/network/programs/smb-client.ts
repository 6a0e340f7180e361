import { concat, text } from '../../base/bytes.ts';
import { decodeDirectory } from '../../protocols/smb/file-facts.ts';
import {
  ntlmAnonymous,
  ntlmNegotiate,
  offerOfMechanisms,
  stepOfMechanism,
} from '../../protocols/smb/security-token.ts';
import {
  SMB_COMMANDS,
  SMB_STATUS,
  type Smb2Message,
  smb2Packet,
} from '../../protocols/smb/smb2.ts';
import type { Program, ProgramEffect, ProgramTurn } from './program.ts';
import {
  type Ask,
  close,
  create,
  DISCONNECT,
  FIRST,
  LOG_OFF,
  more,
  type SmbClientSpec,
  type SmbProgress,
  setup,
  treeConnect,
} from './smb-asks.ts';

interface SmbClientState extends SmbProgress {
  readonly unread: Uint8Array;
  readonly nextMessage: number;
  readonly sessionId: bigint;
  readonly treeId: number;
  readonly names: readonly string[];
  readonly isOver: boolean;
}

type Outcome = { readonly met: boolean; readonly result: string };

interface Move {
  readonly state: SmbClientState;
  readonly ask?: Ask;
  readonly outcome?: Outcome;
}

const CONNECTION = -1;
const MOST_UNREAD = 200_000;
const MOST_CONTENT = 1_000_000;
const MOST_NAMES = 1000;

const statusName = (status: number): string =>
  Object.entries(SMB_STATUS).find(([, number]) => number === status)?.[0] ??
  `0x${status.toString(16)}`;

const onError = (state: SmbClientState, status: number): Move => {
  // The server has only taken the request; its answer comes later, MS-SMB2 §3.2.5.1.5.
  if (status === SMB_STATUS.pending) return { state };
  const isEnd = status === SMB_STATUS.noMoreFiles || status === SMB_STATUS.endOfFile;
  if (isEnd && state.file.fileVolatile !== 0n) return { state, ask: close(state) };
  return { state, outcome: { met: false, result: statusName(status) } };
};

const success = ({ file }: SmbClientSpec, { content, names }: SmbClientState): Outcome => ({
  met: true,
  result: file === '' ? names.join('\n') : text(content),
});

const onListing = (spec: SmbClientSpec, before: SmbClientState, output: Uint8Array): Move => {
  const listed = decodeDirectory(output);
  if (listed === undefined) {
    return { state: before, outcome: { met: false, result: 'not a list of files' } };
  }
  const own = listed.map(({ name }) => name).filter(name => name !== '.' && name !== '..');
  const names = [...before.names, ...own].slice(0, MOST_NAMES);
  const state = { ...before, names };
  return { state, ask: names.length < MOST_NAMES ? more(spec, state) : close(state) };
};

const onData = (spec: SmbClientSpec, before: SmbClientState, data: Uint8Array): Move => {
  const state = { ...before, content: concat(before.content, data) };
  const goesOn = data.length > 0 && state.content.length < MOST_CONTENT;
  return { state, ask: goesOn ? more(spec, state) : close(state) };
};

/** What to do after an answer. */
const follow = (
  spec: SmbClientSpec,
  state: SmbClientState,
  { body, status, sessionId, treeId }: Smb2Message,
): Move => {
  switch (body.is) {
    case 'negotiateResponse':
      return { state, ask: setup(offerOfMechanisms(ntlmNegotiate())) };
    case 'sessionSetupResponse':
      return status === SMB_STATUS.moreProcessing
        ? { state: { ...state, sessionId }, ask: setup(stepOfMechanism(null, ntlmAnonymous())) }
        : { state: { ...state, sessionId }, ask: treeConnect(spec) };
    case 'treeConnectResponse':
      return { state: { ...state, treeId }, ask: create(spec) };
    case 'createResponse': {
      const { filePersistent, fileVolatile } = body.value;
      const opened = { ...state, file: { filePersistent, fileVolatile } };
      return { state: opened, ask: more(spec, opened) };
    }
    case 'queryDirectoryResponse':
      return onListing(spec, state, body.value.output);
    case 'readResponse':
      return onData(spec, state, body.value.data);
    case 'closeResponse':
      return { state, ask: DISCONNECT };
    case 'treeDisconnectResponse':
      return { state, ask: LOG_OFF };
    case 'logoffResponse':
      return { state, outcome: success(spec, state) };
    case 'error':
      return onError(state, status);
    default:
      return { state, outcome: { met: false, result: 'not an answer' } };
  }
};

const turnOf = ({ state, ask, outcome }: Move): ProgramTurn<SmbClientState> => {
  if (outcome !== undefined) {
    const effects: ProgramEffect[] = [
      { type: 'finish', connection: CONNECTION },
      { type: 'done', ...outcome },
    ];
    return { state: { ...state, isOver: true }, effects };
  }
  if (ask === undefined) return { state, effects: [] };
  const { sessionId, treeId, nextMessage } = state;
  const message = {
    command: SMB_COMMANDS[ask.command],
    credits: 16,
    messageId: BigInt(nextMessage),
    sessionId,
    treeId,
    body: ask.body,
  };
  return {
    state: { ...state, nextMessage: nextMessage + 1 },
    effects: [{ type: 'send', connection: CONNECTION, bytes: smb2Packet.encode({ message }) }],
  };
};

/** Takes the message at the front of what has come; undefined while it is not whole. */
const takeOne = (
  spec: SmbClientSpec,
  state: SmbClientState,
): ProgramTurn<SmbClientState> | undefined => {
  const { unread } = state;
  const found = smb2Packet.decode(unread);
  if (!found.ok) {
    const waits = found.error.needed !== undefined && unread.length <= MOST_UNREAD;
    return waits ? undefined : turnOf({ state, outcome: { met: false, result: 'not SMB2' } });
  }
  const rest = unread.slice(found.value.payloadStart);
  return turnOf(follow(spec, { ...state, unread: rest }, found.value.header.message));
};

const hear = (
  spec: SmbClientSpec,
  before: SmbClientState,
  bytes: Uint8Array,
): ProgramTurn<SmbClientState> => {
  let state: SmbClientState = { ...before, unread: concat(before.unread, bytes) };
  const effects: ProgramEffect[] = [];
  while (!state.isOver && state.unread.length > 0) {
    const turn = takeOne(spec, state);
    if (turn === undefined) break;
    state = turn.state;
    effects.push(...turn.effects);
  }
  return { state, effects };
};

/** A client of SMB 2.1 that nobody knows (anonymous), MS-SMB2 §3.2. Its result is the names in a share, or a file. */
export const smbClientProgram = (spec: SmbClientSpec): Program<SmbClientState> => ({
  start: () => ({
    state: {
      unread: new Uint8Array(0),
      nextMessage: 0,
      sessionId: 0n,
      treeId: 0,
      names: [],
      content: new Uint8Array(0),
      file: { filePersistent: 0n, fileVolatile: 0n },
      isOver: false,
    },
    effects: [{ type: 'connect', connection: CONNECTION, peer: spec.server }],
  }),
  step: (state, event) => {
    if (state.isOver) return { state, effects: [] };
    switch (event.type) {
      case 'connected':
        return turnOf({ state, ask: FIRST });
      case 'received':
        return hear(spec, state, event.bytes);
      case 'finished':
      case 'broken':
        return turnOf({ state, outcome: { met: false, result: 'the server hung up' } });
      default:
        return { state, effects: [] };
    }
  },
});
