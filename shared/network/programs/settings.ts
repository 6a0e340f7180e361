import { parseIpv4 } from '../../base/address.ts';
import type { Peer } from './program.ts';
import type { ServiceSettings } from './service.ts';

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

/** An address as text, '203.0.113.25'; 0 for what is none. */
export const addressOf = (settings: ServiceSettings, name: string): number => {
  const parsed = parseIpv4(textOf(settings, name));
  return parsed.ok ? parsed.value : 0;
};

/** The server at the address `server` and the port `port`, else the usual one. */
export const serverOf = (settings: ServiceSettings, usualPort: number): Peer => ({
  address: addressOf(settings, 'server'),
  port: numberOf(settings, 'port', usualPort),
});
