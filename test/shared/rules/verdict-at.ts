import type { Action, Value } from '../../../shared/network/task.ts';
import type { FindingCode } from '../../../shared/rules/findings.ts';
import { judge } from '../../../shared/rules/judge.ts';
import type { MisconceptionTag } from '../../../shared/rules/misconceptions.ts';
import type { Stopped } from '../missions/playing.ts';

/** A wrong decision, the finding that it gets, and the belief that it shows. */
export type Refused = readonly [
  fact: string,
  place: Stopped,
  action: Action,
  values: Readonly<Record<string, Value>>,
  code: FindingCode,
  tag: MisconceptionTag | null,
];

/** Shade, first finding and its tag for a decision. */
export const verdictAt = (
  { world, task }: Stopped,
  action: Action,
  values: Readonly<Record<string, Value>>,
) => {
  const { shade, findings } = judge(world, task, { action, values });
  return [shade, findings[0]?.code, findings[0]?.tag ?? null];
};
