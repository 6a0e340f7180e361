import { z } from 'zod';
import { DECOYS, type ExchangeSpec } from '../../network/exchange.ts';
import { RECORD_TYPE_NUMBERS } from '../../network/programs/zone.ts';
import { ipv4Text, prefixText } from './text-address.ts';

const forget = z
  .array(
    z.strictObject({
      node: z.string(),
      what: z.enum(['arp', 'dns', 'lease']),
      name: z.string().exactOptional(),
    }),
  )
  .default([]);

const EVERYWHERE = '0.0.0.0/0';

/** What a line has to be written for before the wish begins, see `PermitSpec`. */
const permits = z.strictObject({
  at: z.string(),
  says: z.string().min(1),
  direction: z.enum(['in', 'out']),
  protocol: z.int().min(0).max(255),
  source: prefixText.prefault(EVERYWHERE),
  destination: prefixText.prefault(EVERYWHERE),
  port: z.int().min(1).max(65_535),
});

const base = {
  node: z.string(),
  forget,
  joins: z.literal(true).exactOptional(),
  permits: permits.exactOptional(),
};

const lookupSchema = z
  .strictObject({
    ...base,
    type: z.literal('lookup'),
    name: z.string(),
    recordType: z.enum(['A', 'NS', 'CNAME', 'SOA', 'PTR', 'MX', 'TXT', 'AAAA']),
  })
  .transform(({ recordType, ...rest }) => ({
    ...rest,
    recordType: RECORD_TYPE_NUMBERS[recordType],
  }));

const fetchSchema = z.strictObject({
  ...base,
  type: z.literal('fetch'),
  host: z.string(),
  targets: z.array(z.string().startsWith('/')).min(1),
});

const textSchema = z.strictObject({
  ...base,
  type: z.literal('text'),
  to: ipv4Text,
  text: z.string().min(1),
  reply: z.string().min(1).nullable(),
});

const useSchema = z.strictObject({
  ...base,
  type: z.literal('use'),
  program: z.string(),
  settings: z.record(z.string(), z.json()).default({}),
});

const echoSchema = z.strictObject({
  ...base,
  type: z.literal('echo'),
  to: ipv4Text,
  timeToLive: z.int().min(1).max(255).nullable().default(null),
});

const configureSchema = z.strictObject({
  ...base,
  type: z.literal('configure'),
  lease: z.enum(['renew', 'release']).exactOptional(),
});

/** A unit that nobody asked for, see `DecoyType`. */
export const decoySchema = z.strictObject({
  ...base,
  type: z.literal('decoy'),
  decoy: z.enum(DECOYS),
  target: z.string(),
  port: z.int().min(1).max(65_535).exactOptional(),
  wears: ipv4Text.exactOptional(),
}) satisfies z.ZodType<ExchangeSpec>;

/** A user's wish in a mission file: addresses as text, record types by name. */
export const wishSchema = z.discriminatedUnion('type', [
  lookupSchema,
  fetchSchema,
  textSchema,
  echoSchema,
  useSchema,
  configureSchema,
]) satisfies z.ZodType<ExchangeSpec>;
