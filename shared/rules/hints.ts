import { formatIpv4, formatPrefix } from '../base/address.ts';
import { drawInteger, pick } from '../base/random.ts';
import type { Task, Value } from '../network/task.ts';
import type { World } from '../network/world.ts';
import type { FieldRule, Scene } from './moves/move.ts';
import { moveOf } from './moves/registry.ts';
import { shownValue } from './options.ts';
import { sceneOf } from './scene.ts';

/** 1 where to look, 2 the rule, 3 a worked sibling, 4 the answer. */
export type HintStep = 1 | 2 | 3 | 4;

/** Own table that holds what is needed, by field. */
const TABLES: Readonly<Record<string, string>> = {
  'ethernet.destination': 'arp',
  'ethernet.source': 'interfaces',
  'arp.targetProtocol': 'routes',
  'arp.senderHardware': 'interfaces',
  'arp.senderProtocol': 'interfaces',
  'ipv4.source': 'interfaces',
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
  server: 'interfaces',
  signal: 'line-code',
  byte: 'line-code',
};

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

const focusRule = (scene: Scene): FieldRule | undefined => {
  const move = moveOf(scene.situation.type);
  const focus = move.focus(scene);
  return move.fields.find(({ path }) => path === focus);
};

const answerOf = (scene: Scene): Record<string, string> => {
  const { action, values } = scene.right;
  const saying =
    action === 'drop' ? values.reason : action === 'answer' ? values.answer : undefined;
  const rule = focusRule(scene);
  const value: Value | undefined = rule === undefined ? undefined : values[rule.path];
  const shown =
    rule === undefined || value === undefined
      ? ''
      : (rule.show?.(scene, value) ?? shownValue(rule, value));
  return {
    action,
    ...(saying === undefined ? {} : { saying: String(saying) }),
    ...(shown === '' ? {} : { answer: shown }),
  };
};

/** Facts for the words of one hint. Only step 4 holds the answer: 'action', with 'saying' or 'answer' for 'field'. */
export const hintFor = (
  world: World,
  task: Task,
  step: HintStep,
  seed: string,
): Readonly<Record<string, string>> => {
  const scene = sceneOf(world, task);
  const move = moveOf(task.situation.type);
  const field = move.focus(scene);
  const facts = { kind: move.kindOf(scene), field, ...move.facts(scene) };
  if (step === 1) return { ...facts, table: TABLES[field] ?? '' };
  if (step === 2) return facts;
  if (step === 3) return { ...facts, ...siblingFacts(seed, task.id) };
  return { ...facts, ...answerOf(scene) };
};
