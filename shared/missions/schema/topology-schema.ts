import { z } from 'zod';
import { formatIpv6 } from '../../base/ipv6.ts';
import { SERVICES } from '../../network/programs/services.ts';
import { type LinkSpec, NODE_ROLES, type NodeSpec, type Topology } from '../../network/topology.ts';
import { askers } from './askers.ts';
import {
  interfaceText,
  ipv4Text,
  ipv6InterfaceText,
  ipv6PrefixText,
  ipv6Text,
  macText,
  prefixText,
} from './text-address.ts';

const ipv6Schema = z.strictObject({
  addresses: z.array(ipv6InterfaceText).default([]),
  autoconfigures: z.boolean().exactOptional(),
  advertises: z.boolean().exactOptional(),
});

const NO_ADDRESS = { address: null, prefixLength: 0 };

const interfaceSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/),
    mac: macText.nullable().default(null),
    address: interfaceText.nullable().default(null),
    ipv6: ipv6Schema.optional(),
  })
  .transform(({ name, mac, address, ipv6 }) => ({
    name,
    mac,
    ...(address ?? NO_ADDRESS),
    ...(ipv6 === undefined ? {} : { ipv6 }),
  }));

const ipv6RouteSchema = z.strictObject({
  prefix: ipv6PrefixText,
  nextHop: ipv6Text.nullable(),
  interface: z.string(),
});

const routeSchema = z.strictObject({
  prefix: prefixText,
  nextHop: ipv4Text.nullable(),
  interface: z.string(),
});

const recordSchema = z.strictObject({
  name: z.string(),
  type: z.enum(['A', 'AAAA', 'NS', 'CNAME', 'SOA', 'MX', 'PTR', 'TXT']),
  timeToLiveSeconds: z.int().nonnegative().default(3600),
  data: z.string(),
});

const programSchema = z
  .strictObject({
    kind: z.enum([
      'browser',
      'web-server',
      'dns-client',
      'dns-server',
      'text',
      'service',
      'system',
    ]),
    name: z.string(),
    pid: z.int().positive(),
    listens: z
      .strictObject({ protocol: z.enum(['udp', 'tcp']), port: z.int().min(1).max(65_535) })
      .nullable()
      .default(null),
    files: z.record(z.string().startsWith('/'), z.string()).optional(),
    records: z.array(recordSchema).optional(),
    service: z.string().optional(),
    settings: z.record(z.string(), z.json()).optional(),
  })
  .refine(({ kind, service }) => (kind === 'service') === (service !== undefined), {
    message: 'a service, and nothing else, names the program that it runs',
  })
  .refine(({ service }) => service === undefined || Object.hasOwn(SERVICES, service), {
    message: 'there is no such service',
  })
  .transform(({ files, records, service, settings, ...program }) => ({
    ...program,
    ...(service === undefined ? {} : { service }),
    ...(settings === undefined ? {} : { settings }),
    ...(files === undefined ? {} : { files }),
    ...(records === undefined ? {} : { records }),
  }));

const tcpSchema = z.strictObject({
  congestionControl: z.boolean().exactOptional(),
  limitedTransmit: z.boolean().exactOptional(),
  acknowledgmentDelayMicros: z.int().min(0).max(500_000).exactOptional(),
  windowScale: z.boolean().exactOptional(),
  selectiveAcknowledgment: z.boolean().exactOptional(),
  timestamps: z.boolean().exactOptional(),
  nagle: z.boolean().exactOptional(),
  sillyWindowAvoidance: z.boolean().exactOptional(),
  blindAttackChecks: z.boolean().exactOptional(),
  receiveBufferBytes: z
    .int()
    .min(1)
    .max(2 ** 30)
    .exactOptional(),
  maximumSegmentSize: z.int().min(1).max(1460).nullable().exactOptional(),
  minimumTimeoutMicros: z.int().min(1000).max(60_000_000).exactOptional(),
});

const EVERYWHERE = '0.0.0.0/0';

const filterRuleSchema = z.strictObject({
  verdict: z.enum(['permit', 'deny']).default('permit'),
  direction: z.enum(['in', 'out', 'both']),
  protocol: z.int().min(0).max(255).nullable().default(null),
  source: prefixText.prefault(EVERYWHERE),
  destination: prefixText.prefault(EVERYWHERE),
  port: z.int().min(0).max(65_535).nullable().default(null),
});

const filterSchema = z.strictObject({
  outside: z.string(),
  rules: z.array(filterRuleSchema),
  tells: z.boolean().default(false),
});

const macTableSchema = z
  .strictObject({
    most: z.int().min(1).max(65_536).default(8192),
    ageingSeconds: z.int().min(10).max(1_000_000).default(300),
  })
  .transform(({ most, ageingSeconds }) => ({ most, ageingMicros: ageingSeconds * 1_000_000 }));

const forgerSchema = z.strictObject({
  victim: z.string(),
  server: ipv4Text,
  names: z.array(z.string()).min(1),
  lookAlike: ipv4Text,
  tap: z.string().exactOptional(),
});

const nodeSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/),
    role: z.enum(NODE_ROLES),
    x: z.number().min(0).max(1000),
    y: z.number().min(0).max(1000),
    interfaces: z.array(interfaceSchema),
    routes: z.array(routeSchema).default([]),
    resolver: ipv4Text.nullable().default(null),
    programs: z.array(programSchema).default([]),
    filter: filterSchema.optional(),
    nat: z.strictObject({ outside: z.string() }).optional(),
    macTable: macTableSchema.exactOptional(),
    tcp: tcpSchema.exactOptional(),
    ipv6Routes: z.array(ipv6RouteSchema).exactOptional(),
    keysOf: z.array(z.string()).exactOptional(),
    forger: forgerSchema.exactOptional(),
    dontFragment: z.array(z.enum(['icmp', 'tcp', 'udp'])).exactOptional(),
  })
  .refine(({ role, macTable }) => role === 'switch' || macTable === undefined, {
    message: 'only a switch has a table of cards',
  })
  .transform(({ filter, nat, ...node }) => ({
    ...node,
    ...(filter === undefined ? {} : { filter }),
    ...(nat === undefined ? {} : { nat }),
  }));

const linkSchema = z.strictObject({
  a: z.string(),
  b: z.string(),
  delayMicros: z.int().positive().default(500),
  lossRatio: z.number().min(0).max(1).default(0),
  corruptionRatio: z.number().min(0).max(1).default(0),
  mtuBytes: z.int().min(68).default(1500),
  up: z.boolean().default(true),
  tap: z.string().exactOptional(),
});

const repeated = (names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);

const endsOf = (nodes: readonly NodeSpec[]): string[] =>
  nodes.flatMap(node => node.interfaces.map(one => `${node.name}.${one.name}`));

/** A tap has no plug of its own and everything else has one; what a link or a key names has to be there. */
const tapMisfits = (nodes: readonly NodeSpec[], links: readonly LinkSpec[]): string[] => {
  const names = nodes.map(({ name }) => name);
  const taps = nodes.filter(({ role }) => role === 'tap').map(({ name }) => name);
  return [
    ...nodes
      .filter(({ role, interfaces }) => (role === 'tap') !== (interfaces.length === 0))
      .map(({ name }) => `${name} has no interface, or is a tap with one`),
    ...[...links, ...nodes.flatMap(({ forger }) => forger ?? [])]
      .flatMap(({ tap }) => tap ?? [])
      .filter(tap => !taps.includes(tap))
      .map(tap => `there is no tap ${tap}`),
    ...nodes
      .flatMap(({ keysOf = [], forger }) => [...keysOf, ...(forger ? [forger.victim] : [])])
      .filter(owner => !names.includes(owner))
      .map(owner => `there is no node ${owner}`),
  ];
};

/** What does not fit together: names or addresses given twice, links to nowhere, two links at one plug. */
const misfits = (nodes: readonly NodeSpec[], links: readonly LinkSpec[]): string[] => {
  const ends = endsOf(nodes);
  const plugged = links.flatMap(link => [link.a, link.b]);
  const interfaces = nodes.flatMap(node => node.interfaces);
  const routed = nodes.flatMap(node =>
    [...node.routes, ...(node.ipv6Routes ?? [])].map(route => `${node.name}.${route.interface}`),
  );
  const numbers = interfaces.flatMap(({ mac, address, ipv6 }) => [
    ...[mac, address].filter(number => number !== null),
    ...(ipv6?.addresses ?? []).map(one => formatIpv6(one.address)),
  ]);
  const boundaries = nodes.flatMap(({ name, filter, nat }) =>
    [filter, nat].flatMap(job => (job === undefined ? [] : [`${name}.${job.outside}`])),
  );
  return [
    ...tapMisfits(nodes, links),
    ...askers(nodes),
    ...repeated(nodes.map(node => node.name)).map(name => `node ${name} is there twice`),
    ...repeated(ends).map(end => `interface ${end} is there twice`),
    ...repeated(numbers.map(String)).map(number => `address ${number} is given twice`),
    ...repeated(plugged).map(end => `two links are plugged into ${end}`),
    ...[...plugged, ...routed, ...boundaries]
      .filter(end => !ends.includes(end))
      .map(end => `there is no interface ${end}`),
  ];
};

/** A network in a mission file: addresses as text, what is usual left out. */
export const topologySchema = z
  .strictObject({ nodes: z.array(nodeSchema).min(1), links: z.array(linkSchema) })
  .superRefine(({ nodes, links }, context) => {
    for (const message of misfits(nodes, links)) context.addIssue({ code: 'custom', message });
  }) satisfies z.ZodType<Topology>;
