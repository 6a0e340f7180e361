import { parseIpv4, parseMac } from '../../../shared/base/address.ts';
import { missionById } from '../../../shared/missions/catalog.ts';
import type { Action, SituationType, Value } from '../../../shared/network/task.ts';
import type { FindingCode } from '../../../shared/rules/findings.ts';
import { judge } from '../../../shared/rules/judge.ts';
import type { MisconceptionTag } from '../../../shared/rules/misconceptions.ts';
import type { Verdict } from '../../../shared/rules/verdict.ts';
import { type Stopped, stopAt } from '../missions/playing.ts';

/** Where a decision is taken: the first task of that sort in that exchange. */
export type Place = readonly [mission: string, exchange: string, station: string, SituationType];

export type Given = Readonly<Record<string, Value>>;

/** One row of a table of decisions that are refused. */
export type Refusal = readonly [
  fact: string,
  place: Place,
  action: Action,
  values: Given,
  code: FindingCode,
  tag: MisconceptionTag | null,
];

export const stop = ([id, exchange, station, situation]: Place): Stopped => {
  const mission = missionById(id);
  if (mission === undefined) throw new Error(`there is no mission ${id}`);
  return stopAt(mission, { exchange, station, situation, kind: null });
};

export const judged = (place: Place, action: Action, values: Given): Verdict => {
  const { world, task } = stop(place);
  return judge(world, task, { action, values });
};

/** What a row of a table is about: shade, first code and tag. */
export const refusalOf = (place: Place, action: Action, values: Given) => {
  const { shade, findings } = judged(place, action, values);
  return { shade, code: findings[0]?.code, tag: findings[0]?.tag };
};

export const ip = (text: string): number => {
  const parsed = parseIpv4(text);
  return parsed.ok ? parsed.value : Number.NaN;
};

export const mac = (text: string): number => {
  const parsed = parseMac(text);
  return parsed.ok ? parsed.value : Number.NaN;
};

export const FAR_FRAME: Place = ['07-next-hop', 'far-a', 'host-a.link', 'wrap-frame'];
export const FAR_PACKET: Place = ['07-next-hop', 'far-a', 'host-a.network', 'wrap-packet'];
export const NEAR_PACKET: Place = ['07-next-hop', 'near-a', 'host-a.network', 'wrap-packet'];
export const FORWARD: Place = ['07-next-hop', 'far-a', 'r1.network', 'forward-packet'];
export const EXPIRED: Place = ['07-next-hop', 'one-hop-a', 'r1.network', 'forward-packet'];
export const NEW_FRAME: Place = ['07-next-hop', 'far-a', 'r1.link', 'wrap-frame'];
export const ASK: Place = ['07-next-hop', 'far-a', 'host-a.link', 'ask-arp'];
export const QUERY: Place = ['04-phone-book', 'address', 'client.application', 'compose-query'];
export const REVERSE: Place = ['04-phone-book', 'reverse', 'client.application', 'compose-query'];
export const ALIAS: Place = ['04-phone-book', 'alias', 'client.application', 'read-answer'];
export const DATAGRAM: Place = ['04-phone-book', 'address', 'client.transport', 'wrap-datagram'];
export const REPLY: Place = ['04-phone-book', 'address', 'name-server.transport', 'wrap-datagram'];
export const SYN: Place = ['09-get-prices', 'prices', 'client.transport', 'wrap-segment'];
export const REQUEST: Place = ['09-get-prices', 'prices', 'client.application', 'compose-request'];
export const MISSING: Place = ['09-get-prices', 'missing', 'web.application', 'serve-request'];
export const SEND_BITS: Place = ['02-down-and-up', 'ask-lunch', 'pc-1.physical', 'send-bits'];
export const FLOODED: Place = ['02-down-and-up', 'flooded-1', 'pc-1.link', 'unwrap-frame'];
export const CORRUPT: Place = ['02-down-and-up', 'corrupt-1', 'pc-1.link', 'unwrap-frame'];
