import type { FaultWord } from '../../network/guard/reading.ts';
import { dns } from '../../protocols/dns.ts';
import { DNS_HEADER_BYTES } from '../../protocols/dns-encode.ts';
import { explain } from '../../protocols/explain.ts';
import { explainHttp } from '../../protocols/http.ts';
import type { Issue } from '../../protocols/issue.ts';
import { everySpan, type Span } from '../../protocols/span.ts';
import { lineAt } from '../../protocols/text.ts';
import { type GuardScene, readingIn } from './guard-sight.ts';
import type { Found } from './move.ts';

/** Bits of the unit, from its first one. */
export type Place = NonNullable<Found['bits']>;

/** From byte `from` to before byte `to` of the unit; the whole unit where nothing would be left. */
const bytesFrom = ({ task }: GuardScene, from: number, to: number): Place => {
  const end = Math.min(to, task.unit.length);
  return from < end
    ? { offset: 8 * from, length: 8 * (end - from) }
    : { offset: 0, length: 8 * task.unit.length };
};

export const wholeUnit = (scene: GuardScene): Place => bytesFrom(scene, 0, scene.task.unit.length);

/** Where a protocol shows which one it is: the first line, or as many bytes as a header of numbers has. */
export const firstBytes = (scene: GuardScene): Place => {
  const { unit } = scene.task;
  const { contentEnd, ending } = lineAt(unit, 0, unit.length);
  return bytesFrom(scene, 0, ending === 'none' ? DNS_HEADER_BYTES : contentEnd);
};

const explained = ({ task, situation }: GuardScene) =>
  situation.type === 'guard-query' ? explain(task.unit, dns) : explainHttp(task.unit);

const placeOf = ({ bitOffset, bitLength }: Span | Issue): Place => ({
  offset: bitOffset,
  length: bitLength,
});

/** Fields that are wrong by what they say, not by how they are written. */
const FIELDS: Readonly<Partial<Record<FaultWord, string>>> = {
  'method-unknown': 'http.method',
  'version-unknown': 'http.version',
  'start-line': 'http.startLine',
  'question-count': 'dns.questionCount',
  'operation-unknown': 'dns.opcode',
  'is-response': 'dns.qr',
  surplus: 'dns.rest',
};

const fieldPlace = (scene: GuardScene, fault: FaultWord): Place | undefined => {
  const path = FIELDS[fault];
  const span =
    path === undefined
      ? undefined
      : everySpan(explained(scene).spans).find(one => one.path === path);
  return span === undefined ? undefined : placeOf(span);
};

/** What the explanation objects to first; an objection to something missing points at where it should be. */
const issuePlace = (scene: GuardScene): Place | undefined => {
  const { issues } = explained(scene);
  const [first] = [...issues].sort(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  );
  return first === undefined || first.bitLength === 0 ? undefined : placeOf(first);
};

/** A command that is wrong by its word or its turn shows it in the word, one with a wrong argument behind it. */
const commandPlace = (scene: GuardScene, fault: FaultWord): Place => {
  const { unit } = scene.task;
  const { contentEnd } = lineAt(unit, 0, unit.length);
  const space = unit.indexOf(0x20);
  const wordEnd = space < 0 || space > contentEnd ? contentEnd : space;
  if (fault === 'argument') return bytesFrom(scene, wordEnd, contentEnd);
  return fault === 'command-unknown' || fault === 'out-of-order'
    ? bytesFrom(scene, 0, wordEnd)
    : bytesFrom(scene, 0, unit.length);
};

/** Bytes that break the rule; the whole unit where none is broken, or where it is broken by all of it. */
export const faultPlace = (scene: GuardScene): Place => {
  const { fault } = readingIn(scene);
  if (fault === 'none' || fault === 'too-short') return wholeUnit(scene);
  if (fault === 'other-protocol') return firstBytes(scene);
  if (scene.situation.type === 'guard-command') return commandPlace(scene, fault);
  if (fault === 'line-too-long') return firstBytes(scene);
  return fieldPlace(scene, fault) ?? issuePlace(scene) ?? wholeUnit(scene);
};

/** Counts of a message of DNS, RFC 1035 §4.1.1; the whole unit where a request tells no length. */
export const lengthPlace = (scene: GuardScene): Place =>
  scene.situation.type === 'guard-query' ? bytesFrom(scene, 4, DNS_HEADER_BYTES) : wholeUnit(scene);

/** Where the first unit ends and something else begins, or where what was left out begins. */
export const borderPlace = (scene: GuardScene, given: number): Place => {
  const { unitBytes } = readingIn(scene);
  return bytesFrom(scene, Math.min(given, unitBytes), Math.max(given, unitBytes));
};
