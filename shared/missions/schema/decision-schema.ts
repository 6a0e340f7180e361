import { z } from 'zod';
import { parseIpv4, parseMac } from '../../base/address.ts';
import { ACTIONS, type SituationType, type Value } from '../../network/task.ts';
import { FINDING_CODES } from '../../rules/findings.ts';
import { KIND_IDS } from '../../rules/kinds.ts';
import { MISCONCEPTION_TAGS } from '../../rules/misconceptions.ts';

const SITUATIONS = [
  'compose-query',
  'read-answer',
  'serve-query',
  'compose-request',
  'read-response',
  'serve-request',
  'compose-text',
  'read-text',
  'converse',
  'answer-query',
  'resolve-question',
  'resolve-reply',
  'serve-lease',
  'ask-lease',
  'check-lease',
  'read-lease',
  'wrap-datagram',
  'wrap-segment',
  'unwrap-datagram',
  'unwrap-segment',
  'wrap-packet',
  'unwrap-packet',
  'forward-packet',
  'filter-packet',
  'translate-packet',
  'write-rule',
  'compose-icmp',
  'read-icmp',
  'wrap-frame',
  'ask-arp',
  'arp-request-in',
  'arp-reply-in',
  'unwrap-frame',
  'send-bits',
  'hear-bits',
  'switch-frame',
  'read-copy',
  'forge-reply',
  'guard-request',
  'guard-command',
  'guard-query',
] as const satisfies readonly SituationType[];

const MAC_FIELDS = /^(ethernet\.(destination|source)|arp\.(sender|target)Hardware|learn\.mac)$/;
const IPV4_FIELDS =
  /^(ipv4\.(destination|source)|arp\.(sender|target)Protocol|learn\.address|nextHop|server|answerTo|diedAt|wears|pointsTo|sendTo|sendFrom|lease\.(address|router|nameServer)|dhcp\.(yourAddress|subnetMask|router|nameServer|serverIdentifier|requestedAddress|clientAddress))$/;

/** Fields that hold an address take it as text in the file; all else stands as it is. */
const readValue = (field: string, given: Value): Value | null => {
  if (typeof given === 'number') return given;
  if (MAC_FIELDS.test(field)) {
    const mac = parseMac(given);
    return mac.ok ? mac.value : null;
  }
  if (!IPV4_FIELDS.test(field)) return given;
  const address = parseIpv4(given);
  return address.ok ? address.value : null;
};

const valuesSchema = z
  .record(z.string(), z.union([z.number(), z.string()]))
  .transform((given, context) => {
    const values: Record<string, Value> = {};
    for (const [field, text] of Object.entries(given)) {
      const value = readValue(field, text);
      if (value !== null) values[field] = value;
      else context.addIssue({ code: 'custom', message: `'${text}' is no address for ${field}` });
    }
    return values;
  });

const decisionFields = {
  station: z.string(),
  situation: z.enum(SITUATIONS),
  /** The exchange in which it is decided. */
  exchange: z.string(),
  /** Narrows it to the first of that kind. */
  kind: z.enum(KIND_IDS).nullable().default(null),
  action: z.enum(ACTIONS),
  values: valuesSchema,
};

/** One decision that is right: the first in that situation at that station in that exchange. */
export const solutionSchema = z.strictObject(decisionFields);

/** One that is wrong, and what the judge has to find. */
export const mistakeSchema = z.strictObject({
  ...decisionFields,
  finds: z.enum(FINDING_CODES),
  tag: z.enum(MISCONCEPTION_TAGS).nullable().default(null),
});
