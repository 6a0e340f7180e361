import { concat } from '../../../base/bytes.ts';
import { sftp } from '../../../protocols/ssh/sftp.ts';
import { numberAt } from '../../../protocols/structure/number.ts';
import { charactersOf } from '../../../protocols/text.ts';

/** What a user of SFTP wants. `path` is that of a folder or of a file. */
export interface SftpWish {
  readonly kind: 'list' | 'fetch';
  readonly path: string;
}

/** How it ended: names a line each, or what is in the file, or what the server said against it. */
export interface SftpOutcome {
  readonly met: boolean;
  readonly result: string;
}

/** How far a client of SFTP has come. */
export interface SftpAsking {
  readonly phase: 'version' | 'open' | 'read' | 'close' | 'over';
  readonly unread: Uint8Array;
  /** The number of the request that waits for its answer. */
  readonly id: number;
  readonly handle: string;
  readonly result: string;
  /** Names so far. */
  readonly count: number;
  /** What becomes of it when the handle is closed. */
  readonly outcome?: SftpOutcome;
}

type Packet = ReturnType<typeof sftp.generate>['packet'];
type Draft = NonNullable<NonNullable<Parameters<typeof sftp.encode>[0]['packet']>['body']>;

interface Step {
  readonly asking: SftpAsking;
  readonly ask?: Draft;
}

const VERSION = 3;
const END_OF_FILE = 1;
const READ_ONLY = 1;
const MOST_READ = 2 ** 15;
const MOST_PACKET = 2 ** 18;
const MOST_RESULT = 2 ** 20;
const MOST_NAMES = 10_000;
const NO_MORE = new Uint8Array(0);

/** A client that has said nothing yet. */
export const NEW_ASKING: SftpAsking = {
  phase: 'version',
  unread: NO_MORE,
  id: 0,
  handle: '',
  result: '',
  count: 0,
};

/** The first thing that a client says, section 4 of the draft. */
export const greeting = (): Uint8Array =>
  sftp.encode({ packet: { body: { is: 'init', value: { version: VERSION, more: NO_MORE } } } });

const over = (asking: SftpAsking, met: boolean, result: string): Step => ({
  asking: { ...asking, phase: 'over', outcome: { met, result } },
});

const openIt = (before: SftpAsking, { kind, path }: SftpWish): Step => {
  const asking: SftpAsking = { ...before, phase: 'open', id: before.id + 1 };
  const { id } = asking;
  if (kind === 'list') return { asking, ask: { is: 'openFolder', value: { id, path } } };
  const value = { id, path, access: READ_ONLY, attributes: {} };
  return { asking, ask: { is: 'open', value } };
};

const readOn = (before: SftpAsking, { kind }: SftpWish): Step => {
  const asking: SftpAsking = { ...before, phase: 'read', id: before.id + 1 };
  const { id, handle } = asking;
  if (kind === 'list') return { asking, ask: { is: 'readFolder', value: { id, handle } } };
  const offset = BigInt(asking.result.length);
  return { asking, ask: { is: 'read', value: { id, handle, offset, length: MOST_READ } } };
};

const closeIt = (before: SftpAsking, outcome: SftpOutcome): Step => {
  const asking: SftpAsking = { ...before, phase: 'close', id: before.id + 1, outcome };
  const { id, handle } = asking;
  return { asking, ask: { is: 'close', value: { id, handle } } };
};

const takeNames = (
  asking: SftpAsking,
  wish: SftpWish,
  names: readonly { readonly name: string }[],
): Step => {
  const told = names.map(({ name }) => name).filter(name => name !== '.' && name !== '..');
  const count = asking.count + told.length;
  if (count > MOST_NAMES) return closeIt(asking, { met: false, result: 'too many names' });
  const result = asking.result + told.map(name => `${name}\n`).join('');
  return readOn({ ...asking, result, count }, wish);
};

const takeData = (asking: SftpAsking, wish: SftpWish, data: Uint8Array): Step => {
  const result = asking.result + charactersOf(data, 0, data.length);
  if (result.length > MOST_RESULT) {
    return closeIt(asking, { met: false, result: 'the file is too long' });
  }
  return readOn({ ...asking, result }, wish);
};

type Status = Extract<Packet['body'], { readonly is: 'status' }>['value'];

const takeStatus = (asking: SftpAsking, { code, message }: Status): Step => {
  const { phase, result, outcome } = asking;
  if (phase === 'close' && outcome !== undefined) return over(asking, outcome.met, outcome.result);
  if (phase === 'open') return over(asking, false, message);
  return closeIt(
    asking,
    code === END_OF_FILE ? { met: true, result } : { met: false, result: message },
  );
};

const takeRead = (asking: SftpAsking, wish: SftpWish, { body }: Packet): Step | undefined => {
  if (body.is === 'data' && wish.kind === 'fetch') return takeData(asking, wish, body.value.data);
  if (body.is === 'names' && wish.kind === 'list') return takeNames(asking, wish, body.value.names);
  return undefined;
};

const takeVersion = (asking: SftpAsking, wish: SftpWish, { body }: Packet): Step | undefined => {
  if (body.is !== 'version') return undefined;
  if (body.value.version < VERSION) return over(asking, false, 'an old version');
  return openIt(asking, wish);
};

const NEXT: Readonly<Record<SftpAsking['phase'], typeof takeRead>> = {
  version: takeVersion,
  open: (asking, wish, { body }) =>
    body.is === 'handle' ? readOn({ ...asking, handle: body.value.handle }, wish) : undefined,
  read: takeRead,
  close: () => undefined,
  over: () => undefined,
};

/** The next step after an answer; one out of turn ends it. */
const takeAnswer = (asking: SftpAsking, wish: SftpWish, packet: Packet): Step => {
  const { body } = packet;
  const isAnswer = 'id' in body.value ? body.value.id === asking.id : body.is === 'version';
  if (isAnswer && body.is === 'status') return takeStatus(asking, body.value);
  const step = isAnswer ? NEXT[asking.phase](asking, wish, packet) : undefined;
  return step ?? over(asking, false, 'an answer to nothing');
};

/** Takes answers in any pieces, and what is asked next, draft-ietf-secsh-filexfer-02 §3 and §6. It is over when
 *  `phase` says so; `outcome` tells how. */
export const takeAnswers = (
  before: SftpAsking,
  wish: SftpWish,
  bytes: Uint8Array,
): { readonly asking: SftpAsking; readonly asks: Uint8Array } => {
  let asking = before;
  let unread = concat(before.unread, bytes);
  const asks: Uint8Array[] = [];
  while (unread.length >= 4 && asking.phase !== 'over') {
    const end = 4 + numberAt(unread, 0, 4, false);
    if (end > MOST_PACKET) return { ...over(asking, false, 'a packet too long'), asks: NO_MORE };
    if (unread.length < end) break;
    const read = sftp.decode(unread.subarray(0, end));
    unread = unread.slice(end);
    const step = read.ok
      ? takeAnswer(asking, wish, read.value.header.packet)
      : over(asking, false, 'not an answer');
    asking = step.asking;
    if (step.ask !== undefined) asks.push(sftp.encode({ packet: { body: step.ask } }));
  }
  return { asking: { ...asking, unread }, asks: concat(...asks) };
};
