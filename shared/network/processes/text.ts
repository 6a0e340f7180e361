import type { TaskOf } from '../automaton/automaton-row.ts';
import type { ExchangeState } from '../exchange-state.ts';
import { delivered, exchangeOf } from '../exchanges.ts';
import { arise, follow, noteOf } from '../schedule.ts';
import type { World } from '../world.ts';
import { programNamed } from './program.ts';

/** Has the program write the text that its user wants sent. */
export const beginText = (world: World, exchange: ExchangeState): void => {
  const { spec, id } = exchange;
  const node = world.nodes.get(spec.node);
  if (node === undefined || spec.type !== 'text') return;
  const { text, to } = spec;
  arise(world, {
    node: spec.node,
    layer: 'application',
    situation: {
      type: 'compose-text',
      program: programNamed(node, 'text'),
      text,
      to,
      socket: null,
    },
    unit: new Uint8Array(),
    exchange: id,
    cause: null,
  });
};

/** A text has been read: by the one it was for, who may reply, or the reply by the one who began. */
export const textRead = (world: World, task: TaskOf<'read-text'>, isTrue: boolean): void => {
  const exchange = exchangeOf(world, task.exchange);
  if (exchange?.spec.type !== 'text') return;
  const { reply } = exchange.spec;
  const isReply = task.node === exchange.spec.node;
  if (!isTrue) exchange.misled = true;
  else delivered(world, task, isReply ? 'reply' : 'text');
  if (isReply || reply === null) {
    exchange.met = true;
    return;
  }
  const { from, socket, program } = task.situation;
  const note = noteOf(world, task.id);
  const situation = { type: 'compose-text', program, text: reply, to: from, socket } as const;
  follow(world, task, 'application', situation, new Uint8Array(), note);
};
