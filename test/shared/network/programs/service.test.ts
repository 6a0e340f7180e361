import { expect, test } from 'vitest';
import { service } from '../../../../shared/network/programs/service.ts';

test('a program is made once for the same settings, and anew for others', () => {
  let made = 0;
  const { program } = service('daemon', () => {
    made += 1;
    return { start: () => ({ state: made, effects: [] }), step: state => ({ state, effects: [] }) };
  });
  const settings = { port: 80 };
  expect(program(settings)).toBe(program(settings));
  expect(made).toBe(1);
  program({ ...settings });
  expect(made).toBe(2);
});
