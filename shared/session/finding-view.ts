import { formatIpv4, formatMac } from '../base/address.ts';
import type { Value } from '../network/task.ts';
import type { Finding } from '../rules/verdict.ts';
import type { FindingView } from './views/play.ts';

const MAC_FIELDS = /^(ethernet\.(destination|source)|arp\.(sender|target)Hardware|learn\.mac)$/;
const IPV4_FIELDS =
  /^(ipv4\.(destination|source)|arp\.(sender|target)Protocol|learn\.address|nextHop|server|answerTo|diedAt)$/;

/** A value as people read it: addresses in their own notation. */
const shownValue = (field: string, value: Value): string => {
  if (typeof value !== 'number') return value;
  if (MAC_FIELDS.test(field)) return formatMac(value);
  return IPV4_FIELDS.test(field) ? formatIpv4(value) : String(value);
};

/** A finding as a player may see it: without what was expected. */
export const findingView = (finding: Finding): FindingView => {
  const { code, field, given, bits, rfc, tag, speaker, facts } = finding;
  const givenShown = facts.given ?? shownValue(field, given);
  return { code, field, given, givenShown, bits, rfc, tag, speaker, facts };
};
