import { type IpAddress, parseIp } from '../../base/ip.ts';
import { lastKept } from '../last-kept.ts';
import type { ZoneRecord } from '../topology.ts';
import type { Peer } from './program.ts';
import type { ServiceSettings } from './service.ts';
import { isZoneType } from './zone.ts';

/** A text of the settings; another kind of value counts as not given. */
export const textOf = (settings: ServiceSettings, name: string, otherwise = ''): string => {
  const value = settings[name];
  return typeof value === 'string' ? value : otherwise;
};

/** A whole number of zero or more. */
export const numberOf = (settings: ServiceSettings, name: string, otherwise: number): number => {
  const value = settings[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
};

/** Only `true` is true. */
export const flagOf = (settings: ServiceSettings, name: string): boolean => settings[name] === true;

/** The texts of a list. */
export const textsOf = (settings: ServiceSettings, name: string): readonly string[] => {
  const value = settings[name];
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
};

/** Texts by name: files by path, passwords by user. */
export const textsByName = (
  settings: ServiceSettings,
  name: string,
): Readonly<Record<string, string>> => {
  const value = settings[name];
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
};

/** Lists of texts by name: mails by user. */
export const listsByName = (
  settings: ServiceSettings,
  name: string,
): Readonly<Record<string, readonly string[]>> => {
  const value = settings[name];
  if (typeof value !== 'object' || value === null) return {};
  const lists: ServiceSettings = { ...value };
  return Object.fromEntries(Object.keys(lists).map(key => [key, textsOf(lists, key)]));
};

/** The rows of a list, each with settings of its own; what is none is left out. */
export const rowsOf = (settings: ServiceSettings, name: string): readonly ServiceSettings[] => {
  const value = settings[name];
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.flatMap(row => (typeof row === 'object' && row !== null ? [{ ...row }] : []));
};

/** An address of either version as text, '203.0.113.25'; 0 for what is none. */
export const addressOf = (settings: ServiceSettings, name: string): IpAddress =>
  parseIp(textOf(settings, name)) ?? 0;

/** The server at the address `server`, of either version, and the port `port`, else the usual one. */
export const serverOf = (settings: ServiceSettings, usualPort: number): Peer => ({
  address: addressOf(settings, 'server'),
  port: numberOf(settings, 'port', usualPort),
});

const recordsAnew = (settings: ServiceSettings, name: string): readonly ZoneRecord[] =>
  rowsOf(settings, name).flatMap(fields => {
    const type = textOf(fields, 'type');
    if (!isZoneType(type)) return [];
    const timeToLiveSeconds = numberOf(fields, 'timeToLiveSeconds', 3600);
    return [
      { name: textOf(fields, 'name'), type, timeToLiveSeconds, data: textOf(fields, 'data') },
    ];
  });

/** Records of a zone, as a list of the fields of `ZoneRecord`; what is of no known type is left out. */
export const recordsOf = lastKept<ServiceSettings, string, readonly ZoneRecord[]>(recordsAnew);
