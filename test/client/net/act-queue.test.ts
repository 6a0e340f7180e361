import { expect, test } from 'vitest';
import { createActQueue } from '../../../client/net/act-queue.ts';
import type { Reply } from '../../../shared/session/reply.ts';

const OK: Reply = { ok: true };
const settle = () => new Promise(resolve => setTimeout(resolve, 5));

test('actions wait for the connection and go out in order', async () => {
  const queue = createActQueue();
  const first = queue.push({ type: 'ready', ready: true });
  const second = queue.push({ type: 'ready', ready: false });
  const sent: string[] = [];
  queue.open(async ({ command }) => {
    sent.push(JSON.stringify(command));
    return OK;
  });
  expect(await Promise.all([first, second])).toEqual([OK, OK]);
  expect(sent).toEqual(['{"type":"ready","ready":true}', '{"type":"ready","ready":false}']);
});

test('what has no answer is sent again under the same id', async () => {
  const queue = createActQueue();
  const ids: string[] = [];
  queue.open(({ id }) => {
    ids.push(id);
    return Promise.reject(new Error('the connection is closed'));
  });
  const answer = queue.push({ type: 'hint', taskId: 7 });
  await settle();
  queue.open(async ({ id }) => {
    ids.push(id);
    return OK;
  });
  expect(await answer).toEqual(OK);
  expect(ids).toHaveLength(2);
  expect(ids[0]).toBe(ids[1]);
});

test('an answer that comes after the connection has gone still counts', async () => {
  const queue = createActQueue();
  let answerLate: (reply: Reply) => void = () => {};
  queue.open(
    () =>
      new Promise(resolve => {
        answerLate = resolve;
      }),
  );
  const answer = queue.push({ type: 'ready', ready: true });
  await settle();
  queue.close();
  answerLate(OK);
  expect(await answer).toEqual(OK);
});

test('two actions never share an id', async () => {
  const queue = createActQueue();
  const ids = new Set<string>();
  queue.open(async ({ id }) => {
    ids.add(id);
    return OK;
  });
  await Promise.all([1, 2, 3].map(taskId => queue.push({ type: 'open', taskId })));
  expect(ids.size).toBe(3);
});
