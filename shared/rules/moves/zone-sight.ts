import { momentOf } from '../../network/played/played.ts';
import { readQuery } from '../../network/programs/dns-service.ts';
import { zoneOf } from '../../network/programs/name-server.ts';
import { recordsOf } from '../../network/programs/settings.ts';
import { sameName } from '../../network/programs/zone.ts';
import { recordsOfLines } from '../../network/programs/zone-line.ts';
import type { Value } from '../../network/task.ts';
import type { ZoneRecord } from '../../network/topology.ts';
import type { DnsQuestion, ResourceRecord } from '../../protocols/dns-message.ts';
import { RECORD_TYPES } from '../../protocols/iana.ts';
import { type SituationOf, stationWith } from './checks.ts';
import type { Scene } from './move.ts';

export type AnswerQuery = SituationOf<'answer-query'>;

const NO_QUESTION: DnsQuestion = { name: '', type: 0, class: 1 };

/** What was asked of the name server. */
export const questionIn = ({ task }: Scene<AnswerQuery>): DnsQuestion => {
  const read = readQuery(task.unit);
  const question = read !== undefined && 'query' in read ? read.query.questions[0] : undefined;
  return question ?? NO_QUESTION;
};

/** The name server's own records. */
export const zoneRecords = ({
  world,
  task,
  situation,
}: Scene<AnswerQuery>): readonly ZoneRecord[] => {
  const moment = momentOf(world, { ...task, situation });
  return moment === undefined ? [] : recordsOf(moment.settings, 'records');
};

/** The station that gets the reply. */
export const asker = (scene: Scene<AnswerQuery>): string =>
  stationWith(scene, scene.situation.peer?.address ?? 0);

/** The word for the right reply. */
export const rightWord = (scene: Scene<AnswerQuery>): string => String(scene.right.values.reply);

/** Names of the zones that it has. */
export const ownZones = (scene: Scene<AnswerQuery>): readonly string[] =>
  zoneRecords(scene)
    .filter(({ type }) => type === 'SOA')
    .map(({ name }) => name);

/** The records of a section as a decision gives them. */
export const inSection = (value: Value | undefined): readonly ResourceRecord[] =>
  recordsOfLines(String(value ?? ''));

/** The right records of a section. */
export const rightRecords = (
  scene: Scene<AnswerQuery>,
  section: string,
): readonly ResourceRecord[] => inSection(scene.right.values[`dns.${section}`]);

const keyOf = (line: string): string => line.trim().toLowerCase().replace(/\s+/g, ' ');

const keysOf = (value: Value): ReadonlySet<string> =>
  new Set(
    String(value)
      .split('\n')
      .map(keyOf)
      .filter(key => key !== ''),
  );

/** Lines of `value` that `other` does not have; their order means nothing, RFC 1034 §3.6. */
export const linesBeyond = (value: Value, other: Value): readonly string[] => {
  const known = keysOf(other);
  return [...keysOf(value)].filter(key => !known.has(key));
};

export const areSameLines = (a: Value, b: Value): boolean =>
  linesBeyond(a, b).length === 0 && linesBeyond(b, a).length === 0;

/** Servers below, as the zone names them, one set for each part that was given away. */
export const cutsIn = (scene: Scene<AnswerQuery>): readonly (readonly ZoneRecord[])[] => {
  const zones = ownZones(scene);
  const sets = new Map<string, ZoneRecord[]>();
  for (const record of zoneRecords(scene)) {
    const isCut = record.type === 'NS' && !zones.some(zone => sameName(zone, record.name));
    if (!isCut) continue;
    const key = record.name.toLowerCase();
    sets.set(key, [...(sets.get(key) ?? []), record]);
  }
  return [...sets.values()];
};

/** The zone around the name asked for, '.' for the root; '' where it is none of this server's. */
export const zoneShown = (scene: Scene<AnswerQuery>): string => {
  const zone = zoneOf(zoneRecords(scene), questionIn(scene).name);
  return zone === undefined ? '' : zone.name || '.';
};

/** 'A', 'MX', or the number of a type without a name. */
export const typeShown = (type: number): string => RECORD_TYPES[type] ?? String(type);
