import {
  BECAUSE_WORDS,
  COLUMN_WORDS,
  NOVELTY_WORDS,
  TABLE_WORDS,
  TAG_WORDS,
  TYPED_WORDS,
} from '../../shared/lessons/bench-en.ts';
import { FINDING_WORDS } from '../../shared/lessons/findings-en.ts';
import { answerHint, HINT_WORDS } from '../../shared/lessons/hints-en.ts';
import { KIND_WORDS } from '../../shared/lessons/kinds-en.ts';
import {
  FRAME_WORDS,
  LOG_WORDS,
  REFUSAL_WORDS,
  SEAT_WORDS,
} from '../../shared/lessons/session-en.ts';
import { SIDE_WORDS } from '../../shared/lessons/side-en.ts';
import type { Bench, BenchProtocol } from '../../shared/rules/bench.ts';
import type { KindId } from '../../shared/rules/kinds.ts';
import type { TypedProblem } from '../../shared/rules/typed-value.ts';
import type { FindingView, SideWork } from '../../shared/session/views/play.ts';
import { capital, fieldName } from './field-names.ts';
import { isStation } from './layer-words.ts';

type Facts = Readonly<Record<string, string>>;
type Table = Readonly<Record<string, string>>;

/** Fills `{name}` from the facts; a gap without a fact is left out. */
const fill = (text: string, facts: Facts): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => facts[name] ?? '…');

/** Text of a key that may be newer than this page: the key itself is better than nothing. */
const wordsOf = (table: Table, key: string, facts: Facts = {}): string =>
  fill(table[key] ?? key, facts);

const isKind = (kind: string): kind is KindId => kind in KIND_WORDS;

/** What a unit of this kind is called on tray and bench, before it is decided. */
export const kindTitle = (kind: string): string => (isKind(kind) ? KIND_WORDS[kind].title : kind);

/** The kind's own name, for what is done. */
export const kindName = (kind: string): string => (isKind(kind) ? KIND_WORDS[kind].name : kind);

const GAP = /\{(\w+)\}/g;

/** Leaves out the clauses that speak of what the bytes tell and the page does not; where all do, only the gaps. */
const fillTold = (text: string, facts: Facts): string => {
  const isTold = (name = ''): boolean => facts[name] !== undefined;
  const told = text
    .split(/(?<=[.:;]) /)
    .filter(clause => [...clause.matchAll(GAP)].every(([, name]) => isTold(name)))
    .join(' ')
    .replace(/[:;]$/, '.');
  const bare = text.replace(/ \{(\w+)\}/g, (gap, name) => (isTold(name) ? gap : ''));
  return fill(told === '' ? bare : capital(told), facts);
};

export const kindWords = (kind: KindId, facts: Facts) => {
  const { title, question, sentence } = KIND_WORDS[kind];
  return { title, question: fillTold(question, facts), sentence: fill(sentence, facts) };
};

export const refusalWords = (code: string, facts: Facts): string =>
  wordsOf(REFUSAL_WORDS, code, facts);

export const logWords = (key: string, facts: Facts): string => {
  const { kind } = facts;
  return wordsOf(LOG_WORDS, key, kind === undefined ? facts : { ...facts, kind: kindTitle(kind) });
};

export const frameWords = (key: string, facts: Facts): string => wordsOf(FRAME_WORDS, key, facts);
export const seatWords = (key: string): string => wordsOf(SEAT_WORDS, key);
export const typedWords = ({ code, facts }: TypedProblem): string =>
  wordsOf(TYPED_WORDS, code, facts);
export const becauseWords = (key: string, facts: Facts): string =>
  wordsOf(BECAUSE_WORDS, key, facts);
export const noveltyWords = (key: string): string => wordsOf(NOVELTY_WORDS, key);
export const columnWords = (key: string): string => wordsOf(COLUMN_WORDS, key);
export const tableWords = (id: string): string => wordsOf(TABLE_WORDS, id);
export const tagWords = (tag: string): string => wordsOf(TAG_WORDS, tag);

/** What happened, why the network works so, where to look. */
export const findingWords = ({ code, facts, givenShown }: FindingView) => {
  const { happened, why, look } = FINDING_WORDS[code];
  const all = { given: givenShown, ...facts };
  return { happened: fill(happened, all), why: fill(why, all), look: fill(look, all) };
};

/** Title and question of idle-time work. */
export const sideWords = ({ type, protocol, facts }: SideWork) => {
  const words = SIDE_WORDS[type === 'verify' ? protocol : (facts['question'] ?? protocol)];
  return { title: words?.title ?? '', question: fill(words?.question ?? '', facts) };
};

export const sideChoiceWords = (choice: string): string => {
  const words = (SEAT_WORDS as Table)[`side/${choice}`];
  return words ?? (/^[a-z0-9]+\.[a-z]+[A-Za-z]*$/.test(choice) ? fieldName(choice) : choice);
};

/** Opened hint `step`; the fourth one is the answer. */
export const hintWords = (kind: KindId, step: 1 | 2 | 3 | 4, facts: Facts): string => {
  const { look, rule, sibling } = HINT_WORDS[kind];
  const texts = { 1: look, 2: rule, 3: sibling, 4: answerHint(facts, fieldName) };
  return fillTold(texts[step], facts);
};

const UNIT_NAMES = {
  message: 'a message',
  segment: 'a segment',
  datagram: 'a datagram',
  packet: 'a packet',
  frame: 'a frame',
} as const;

/** What was said when it was handed over, as far as this layer hears it. */
const saidWith = ({ facts, signal }: Bench): string => {
  if (signal !== null && signal.byte !== null) {
    return `. Byte ${signal.byteIndex} is ${signal.byte.toString(16).padStart(2, '0')}`;
  }
  if (facts['nextHop'] !== undefined) return `. Next hop: ${facts['nextHop']}`;
  if ((facts['process'] ?? '') !== '') return ` of ${facts['process']}`;
  if (facts['socket'] !== undefined) return ` for socket ${facts['socket']}`;
  if (facts['entry'] !== undefined) return ` on port ${facts['entry']}`;
  return facts['interface'] === undefined ? '' : ` on ${facts['interface']}`;
};

/** What this layer calls what comes up to it: the sealed part is only what is inside. */
const ARRIVED_NAMES: Readonly<Partial<Record<BenchProtocol, keyof typeof UNIT_NAMES>>> = {
  ethernet: 'frame',
  ipv4: 'packet',
  udp: 'datagram',
  tcp: 'segment',
};

const handedName = ({ direction, protocol, sealed }: Bench): keyof typeof UNIT_NAMES =>
  (direction === 'down' ? undefined : ARRIVED_NAMES[protocol]) ?? sealed?.name ?? 'message';

/** The neighbour line: who hands what. */
export const neighbourWords = (bench: Bench, who: string): string => {
  if (bench.protocol === 'capture') return `${kindTitle(bench.kind)}, read in passing`;
  if (bench.sealed === null || !isStation(bench.from)) {
    return `${kindTitle(bench.kind)}, from ${who}${saidWith(bench)}`;
  }
  return `${who} hands you ${UNIT_NAMES[handedName(bench)]}${saidWith(bench)}`;
};
