import { inventedAddress, soaFor } from '../../network/played/name-server.ts';
import { isWithin, RECORD_TYPE_NUMBERS, recordOf, sameName } from '../../network/programs/zone.ts';
import { linesOf } from '../../network/programs/zone-line.ts';
import type { Value } from '../../network/task.ts';
import type { ResourceRecord } from '../../protocols/dns-message.ts';
import type { FindingCode } from '../findings.ts';
import { distinct, found } from './checks.ts';
import type { FieldRule, Found, Scene } from './move.ts';
import {
  type AnswerQuery,
  areSameLines,
  asker,
  cutsIn,
  inSection,
  linesBeyond,
  ownZones,
  questionIn,
  rightRecords,
  rightWord,
  zoneRecords,
} from './zone-sight.ts';

const { A, NS, CNAME, SOA, AAAA } = RECORD_TYPE_NUMBERS;

/** Lines side by side, or that there are none. */
const linesShown = (_scene: Scene, value: Value): string =>
  value === '' ? 'nothing' : String(value).replaceAll('\n', ' + ');

const isInZone = (scene: Scene<AnswerQuery>, { name }: ResourceRecord): boolean =>
  zoneRecords(scene).some(record => sameName(record.name, name));

const firstLabel = (name: string): string => name.split('.')[0]?.toLowerCase() ?? '';

/** A record of another name that begins alike: as a name reads from the left. */
const isReadFromLeft = (asked: string, { name }: ResourceRecord): boolean =>
  !sameName(asked, name) && firstLabel(asked) === firstLabel(name);

const wrongAnswers = (scene: Scene<AnswerQuery>, given: Value, right: Value): FindingCode => {
  const { name } = questionIn(scene);
  const word = rightWord(scene);
  const records = inSection(given);
  if (word === 'referral') return 'serve/answered-below';
  if (word === 'no-data') return 'serve/other-type';
  if (records.some(record => isReadFromLeft(name, record))) return 'serve/read-from-left';
  if (right === '' || records.some(record => !isInZone(scene, record))) return 'serve/invented';
  if (records.length === 0) return 'serve/records-missing';
  const rightOnes = inSection(right);
  const isPart = linesBeyond(given, right).length === 0;
  const hasAlias = rightOnes.some(({ type }) => type === CNAME);
  if (!isPart || !hasAlias) return isPart ? 'serve/records-missing' : 'serve/other-records';
  return records[0]?.type === CNAME ? 'serve/alias-not-followed' : 'serve/alias-skipped';
};

/** Records that somebody might take for the answer. */
const answerDecoys = (scene: Scene<AnswerQuery>): readonly Value[] => {
  const { name } = questionIn(scene);
  const all = zoneRecords(scene).map(recordOf);
  const right = rightRecords(scene, 'answers');
  const alias = right.filter(({ type }) => type === CNAME);
  const behind = right.filter(({ type }) => type !== CNAME);
  const additionals = rightRecords(scene, 'additional');
  const made = inventedAddress(zoneRecords(scene), { additionals }, name);
  return distinct([
    ...(alias.length > 0 && behind.length > 0 ? [linesOf(behind), linesOf(alias)] : []),
    linesOf([made]),
    ...all.filter(record => isReadFromLeft(name, record)).map(record => linesOf([record])),
    '',
    ...all.filter(record => sameName(record.name, name)).map(record => linesOf([record])),
  ]);
};

/** The answer section: the records of the name and type, behind the aliases that lead to them. */
export const answers: FieldRule<AnswerQuery> = {
  path: 'dns.answers',
  input: 'choice',
  tells: true,
  check: (scene, given) => {
    const right = scene.right.values['dns.answers'] ?? '';
    if (areSameLines(given, right)) return null;
    const code = wrongAnswers(scene, given, right);
    // The asker can look up the other name itself: it works, but it costs a question.
    const remark = code === 'serve/alias-not-followed' ? ({ remark: true } as const) : {};
    return found(code, right, { speaker: asker(scene), ...remark });
  },
  decoys: answerDecoys,
  show: linesShown,
};

const apexServers = (scene: Scene<AnswerQuery>): readonly ResourceRecord[] => {
  const zones = ownZones(scene);
  const { name } = questionIn(scene);
  return zoneRecords(scene)
    .filter(({ type, name: owner }) => type === 'NS' && zones.some(zone => sameName(zone, owner)))
    .filter(({ name: owner }) => isWithin(name, owner))
    .map(recordOf);
};

const isApex = (scene: Scene<AnswerQuery>, records: readonly ResourceRecord[]): boolean => {
  const own = apexServers(scene);
  return (
    records.length > 0 && records.every(({ name }) => own.some(one => sameName(one.name, name)))
  );
};

const wrongPointers = (
  scene: Scene<AnswerQuery>,
  records: readonly ResourceRecord[],
): FindingCode => {
  const { name } = questionIn(scene);
  if (records.length === 0) return 'serve/no-pointers';
  if (records.some(({ type }) => type === SOA)) return 'serve/denied-below';
  if (isApex(scene, records)) return 'serve/pointers-to-self';
  // The label that counts stands next to the own zone, not at the beginning.
  return name.split('.').length > 2 ? 'serve/read-from-left' : 'serve/pointers-elsewhere';
};

const wrongAuthority = (scene: Scene<AnswerQuery>, given: Value): FindingCode | null => {
  const records = inSection(given);
  const word = rightWord(scene);
  if (word === 'referral') return wrongPointers(scene, records);
  if (word === 'refused') return 'serve/extra-records';
  if (word !== 'answer') return 'serve/denial-without-soa';
  // A server may name the servers of its zone beside an answer.
  return isApex(scene, records) && records.every(({ type }) => type === NS)
    ? null
    : 'serve/extra-records';
};

const soaLines = (scene: Scene<AnswerQuery>): Value =>
  linesOf(soaFor(zoneRecords(scene), questionIn(scene).name));

/** The authority section: where the name belongs that is not answered. */
export const authority: FieldRule<AnswerQuery> = {
  path: 'dns.authority',
  input: 'choice',
  tells: true,
  check: (scene, given) => {
    const right = scene.right.values['dns.authority'] ?? '';
    const code = areSameLines(given, right) ? null : wrongAuthority(scene, given);
    return code === null ? null : found(code, right, { speaker: asker(scene) });
  },
  decoys: scene =>
    distinct([
      ...cutsIn(scene).map(cut => linesOf(cut.map(recordOf))),
      linesOf(apexServers(scene)),
      soaLines(scene),
      '',
    ]),
  show: linesShown,
};

const targetsIn = (records: readonly ResourceRecord[]): readonly string[] =>
  records.flatMap(({ data }) => {
    if (data.kind === 'NS') return [data.name];
    return data.kind === 'MX' ? [data.exchange] : [];
  });

const isAddress = ({ type }: ResourceRecord): boolean => type === A || type === AAAA;

/** Names of the servers pointed to that lie in what they serve: nobody can find them without glue. */
const glueNeeded = (scene: Scene<AnswerQuery>): readonly ResourceRecord[] => {
  const servers = rightRecords(scene, 'authority').filter(({ type }) => type === NS);
  const [zone = ''] = servers.map(({ name }) => name);
  const inside = targetsIn(servers).filter(target => isWithin(target, zone));
  return rightRecords(scene, 'additional').filter(record =>
    inside.some(target => sameName(target, record.name)),
  );
};

const wrongAdditional = (scene: Scene<AnswerQuery>, given: Value): Found | null => {
  const right = scene.right.values['dns.additional'] ?? '';
  const records = inSection(given);
  const named = targetsIn([
    ...rightRecords(scene, 'authority'),
    ...rightRecords(scene, 'answers'),
    ...apexServers(scene),
  ]);
  const extra = records.find(
    record => !isAddress(record) || !named.some(target => sameName(target, record.name)),
  );
  if (extra !== undefined) return found('serve/extra-records', right);
  if (rightWord(scene) !== 'referral' || linesBeyond(right, given).length === 0) return null;
  const isNeeded = linesBeyond(linesOf(glueNeeded(scene)), given).length > 0;
  return isNeeded
    ? found('serve/no-glue', right)
    : found('serve/no-sibling-glue', right, { remark: true });
};

/** The additional section: addresses of the servers that the other sections name (glue). */
export const additional: FieldRule<AnswerQuery> = {
  path: 'dns.additional',
  input: 'choice',
  tells: true,
  check: (scene, given) => {
    const right = scene.right.values['dns.additional'] ?? '';
    const wrong = areSameLines(given, right) ? null : wrongAdditional(scene, given);
    return wrong === null ? null : { ...wrong, speaker: asker(scene) };
  },
  decoys: scene => {
    const { name } = questionIn(scene);
    const right = rightRecords(scene, 'additional');
    return distinct([
      '',
      linesOf([inventedAddress(zoneRecords(scene), { additionals: right }, name)]),
      linesOf(rightRecords(scene, 'authority')),
      ...right.map(record => linesOf([{ ...record, name }])),
    ]);
  },
  show: linesShown,
};
