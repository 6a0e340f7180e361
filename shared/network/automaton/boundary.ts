import { placeFor } from '../boundary/effect.ts';
import { judgePassing } from '../boundary/filter.ts';
import { type Passing, type PassingEnd, passingOf } from '../boundary/passing.ts';
import { valuesOfPermit } from '../boundary/permit.ts';
import { cameAs, ownEnd, translated, wholeRewrite } from '../boundary/translate.ts';
import { insideEndFor, outsidePortFor } from '../boundary/translator.ts';
import { deservesError, hasGoodHeaderChecksum, PROTOCOL_TCP, readPacket } from '../packets.ts';
import { drawIntegerFor } from '../schedule.ts';
import type { Values } from '../values.ts';
import type { World } from '../world.ts';
import { type AutomatonRow, answer, asGiven, drop, send, type TaskOf } from './automaton-row.ts';

const whyRefused = ({ protocol, opens }: Passing, rule: number | null): string => {
  if (rule !== null && rule > 0) return 'line-denies';
  return protocol === PROTOCOL_TCP && !opens ? 'opens-nothing' : 'not-permitted';
};

/** Lets through what the list permits and what belongs to that, RFC 2647 §3.29. */
export const filterPacket: AutomatonRow<'filter-packet'> = {
  choose: (world, task) => {
    const state = world.nodes.get(task.node)?.filter;
    const packet = readPacket(task.unit);
    if (state === undefined || state === null || packet === undefined) return drop('malformed');
    const { direction } = task.situation;
    const { verdict, rule } = judgePassing(state, passingOf(packet), direction, world.nowMicros);
    const said = rule === null ? 'answer' : rule;
    if (verdict === 'permit') return send({ rule: said });
    if (state.spec.tells && deservesError(packet)) {
      return answer({ answer: 'prohibited', rule: said });
    }
    return { action: 'drop', values: { reason: whyRefused(passingOf(packet), rule), rule: said } };
  },
  complete: asGiven,
};

/** Address and port that a packet gets; undefined where there is none to be had. */
const newEnd = (world: World, task: TaskOf<'translate-packet'>): PassingEnd | undefined => {
  const node = world.nodes.get(task.node);
  const packet = readPacket(task.unit);
  if (packet === undefined || node?.nat === null || node?.nat === undefined) return undefined;
  const passing = passingOf(packet);
  const { nowMicros } = world;
  if (task.situation.direction === 'in') return insideEndFor(node.nat, passing, nowMicros);
  const drawn = drawIntegerFor(world, 0x10000, task.id, 'outside port');
  const port = outsidePortFor(node.nat, passing, drawn, nowMicros);
  const address = node.interfaces.get(node.nat.spec.outside)?.address;
  return port === undefined || address === undefined ? undefined : { address, port };
};

/** Writes the inside's address and port as the outside knows them, or the reverse, RFC 3022 §4.1. */
export const translatePacket: AutomatonRow<'translate-packet'> = {
  choose: (world, task) => {
    const packet = readPacket(task.unit);
    if (packet === undefined) return drop('malformed');
    if (!hasGoodHeaderChecksum(packet)) return drop('bad-header-checksum');
    return newEnd(world, task) === undefined ? drop('no-mapping') : send();
  },
  complete: (world, task, action, given): Values => {
    const packet = readPacket(task.unit);
    if (action === 'answer') return { answer: 'port-unreachable', ...given };
    if (action !== 'send' || packet === undefined) return given;
    const { direction } = task.situation;
    const passing = passingOf(packet);
    const end = newEnd(world, task) ?? cameAs(passing, direction);
    const values = {
      'ipv4.source': packet.fixed.source,
      'ipv4.destination': packet.fixed.destination,
      [`ipv4.${ownEnd(direction)}`]: end.address,
      'nat.port': end.port,
      'nat.rewrites': wholeRewrite(passing),
      ...given,
    };
    const { fixed } = readPacket(translated(packet, direction, values)) ?? packet;
    return { 'ipv4.headerChecksum': fixed.headerChecksum, ...values };
  },
};

/** Writes the line that was wished for, as far down as it has the same effect, RFC 1812 §5.3.9. */
export const writeRule: AutomatonRow<'write-rule'> = {
  choose: () => send(),
  complete: (world, task, action, given): Values => {
    const state = world.nodes.get(task.node)?.filter;
    if (action !== 'send' || state === undefined || state === null) return given;
    const { wanted } = task.situation;
    const place = placeFor(world, task.node, state, wanted);
    return { ...valuesOfPermit(wanted, place), ...given };
  },
};
