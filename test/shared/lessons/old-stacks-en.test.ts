import { expect, test } from 'vitest';
import { OLD_STACKS, TODAY } from '../../../shared/lessons/old-stacks-en.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { expectTiled } from '../protocols/tiling.ts';

test.each([...OLD_STACKS, TODAY].map(stack => [stack.name, stack] as const))(
  '%s: its example is right, and each bit of it is named once',
  (_name, { bytes, protocol }) => {
    const { spans, issues } = explain(bytes, protocol);
    expectTiled(spans, 0, bytes.length * 8);
    expect(issues).toEqual([]);
  },
);
