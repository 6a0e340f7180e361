import { formatIpv4, formatPrefix } from '../base/address.ts';
import { drawInteger, pick } from '../base/random.ts';
import type { Task } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { Bench } from './bench.ts';
import { belongsTo, type Scene } from './moves/move.ts';
import { moveOf } from './moves/registry.ts';
import { shownValue } from './options.ts';
import { sceneOf } from './scene.ts';
import { shownKind } from './shown-kind.ts';

/** 1 where to look, 2 the rule, 3 a worked sibling, 4 the answer. */
export type HintStep = 1 | 2 | 3 | 4;

/** Own table that holds what is needed, by field. */
const TABLES: Readonly<Record<string, string>> = {
  'ethernet.destination': 'arp',
  'ethernet.source': 'interfaces',
  'arp.targetProtocol': 'routes',
  'arp.senderHardware': 'interfaces',
  'arp.senderProtocol': 'interfaces',
  'ipv4.source': 'addresses',
  handTo: 'interfaces',
  nextHop: 'routes',
  interface: 'routes',
  socket: 'sockets',
  'udp.destinationPort': 'sockets',
  'tcp.destinationPort': 'sockets',
  'udp.sourcePort': 'sockets',
  'tcp.sourcePort': 'sockets',
  'tcp.sequenceNumber': 'sockets',
  'tcp.acknowledgmentNumber': 'sockets',
  'http.status': 'files',
  'http.file': 'files',
  server: 'name-servers',
  card: 'cards',
  reply: 'zone',
  'dns.answers': 'zone',
  'dns.authority': 'zone',
  'dns.additional': 'zone',
  'dns.ttl': 'zone',
  answerTtl: 'cache',
  keep: 'open-queries',
  wears: 'lies',
  pointsTo: 'lies',
  asks: 'lies',
  'lease.reply': 'leases',
  'dhcp.yourAddress': 'leases',
  'dhcp.subnetMask': 'pool',
  'dhcp.router': 'pool',
  'dhcp.nameServer': 'pool',
  'dhcp.leaseSeconds': 'pool',
  answerTo: 'leases',
  say: 'offers',
  'dhcp.serverIdentifier': 'offers',
  'dhcp.requestedAddress': 'offers',
  sendFrom: 'lease',
  sendTo: 'lease',
  'lease.next': 'lease',
  'lease.check': 'lease',
  signal: 'line-code',
  byte: 'line-code',
  fault: 'daemon',
  toldLength: 'daemon',
  order: 'daemon',
  read: 'daemon',
  rule: 'rules',
  'rule.place': 'rules',
  'rule.answers': 'flows',
  'rule.direction': 'wishes',
  'rule.protocol': 'wishes',
  'rule.source': 'wishes',
  'rule.destination': 'wishes',
  'rule.port': 'wishes',
  'nat.port': 'translations',
  ports: 'mac',
  why: 'mac',
  'learn.row': 'mac',
};

/** Whether it is for this host: a frame by its card, a packet by its address. */
const tableOf = (field: string, layer: Task['layer']): string =>
  field === 'handTo' && layer === 'network' ? 'addresses' : (TABLES[field] ?? '');

/** Documentation addresses (RFC 5737) and numbers for worked siblings: never those of the task. */
const siblingFacts = (seed: string, id: number): Record<string, string> => {
  const host = 10 + drawInteger(200, seed, id, 'sibling host');
  const port = 50000 + drawInteger(9000, seed, id, 'sibling port');
  const bytes = pick([12, 40, 100, 512] as const, seed, id, 'sibling bytes');
  const network = 0xc0000200;
  return {
    siblingHost: formatIpv4(network + host),
    siblingGateway: formatIpv4(network + 1),
    siblingNetwork: formatPrefix({ address: network, length: 24 }),
    siblingFar: formatIpv4(0xcb007100 + host),
    siblingPort: String(port),
    siblingBytes: String(bytes),
    siblingSum: String(bytes + 8),
    siblingNext: String(1000 + bytes),
  };
};

/** What the person has before them: the bench, and the field of the last refusal here. */
export interface HintSight {
  readonly bench: Bench | null;
  readonly refused: string | null;
}

/** A hint is about what was just refused, else about the point of the task. */
const fieldOf = (scene: Scene, { refused }: HintSight): string => {
  const move = moveOf(scene.situation.type);
  return move.fields.some(({ path }) => path === refused) && refused !== null
    ? refused
    : move.focus(scene);
};

const shownAnswer = (scene: Scene, path: string): string => {
  const rule = moveOf(scene.situation.type).fields.find(field => field.path === path);
  const value = scene.right.values[path];
  if (rule === undefined || value === undefined) return '';
  return rule.show?.(scene, value) ?? shownValue(rule, value);
};

/** The other fields that the person has to fill in for what is right, as 'also <path>'. */
const otherAnswers = (scene: Scene, field: string, { bench }: HintSight): [string, string][] => {
  const { fields } = moveOf(scene.situation.type);
  const rights = fields.filter(rule => belongsTo(rule, scene.right.action));
  return (bench?.fields ?? [])
    .filter(({ path, state }) => state === 'open' && path !== field)
    .filter(({ path }) => rights.some(rule => rule.path === path))
    .map(({ path }) => [`also ${path}`, shownAnswer(scene, path)]);
};

const answerOf = (scene: Scene, field: string, sight: HintSight): Record<string, string> => {
  const { action, values } = scene.right;
  const saying =
    action === 'drop' ? values.reason : action === 'answer' ? values.answer : undefined;
  const answer = shownAnswer(scene, field);
  return {
    action,
    ...(saying === undefined ? {} : { saying: String(saying) }),
    ...(answer === '' ? {} : { answer }),
    ...Object.fromEntries(otherAnswers(scene, field, sight)),
  };
};

/** Facts for the words of one hint. Only step 4 holds the answer: 'action', with 'saying' or 'answer' for 'field'. */
export const hintFor = (
  world: World,
  task: Task,
  step: HintStep,
  seed: string,
  sight: HintSight,
): Readonly<Record<string, string>> => {
  const scene = sceneOf(world, task);
  const move = moveOf(task.situation.type);
  const field = fieldOf(scene, sight);
  // Where the unit is to be read, a hint tells no more of it than the bench.
  const told = sight.bench?.raw === undefined ? move.facts(scene) : sight.bench.facts;
  const facts = { kind: shownKind(move.kindOf(scene)), field, ...told };
  if (step === 1) return { ...facts, table: tableOf(field, task.layer) };
  if (step === 2) return facts;
  if (step === 3) return { ...facts, ...siblingFacts(seed, task.id) };
  return { ...facts, ...answerOf(scene, field, sight) };
};
