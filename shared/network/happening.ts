import type { FilterRule } from './boundary/rule.ts';
import type { Decision, Task } from './task.ts';

/**
 * What the network reports while it runs, in order. The session, the map, the capture and the replay read nothing
 * else. Times are virtual microseconds.
 */
export type Happening =
  | {
      readonly type: 'task-arose';
      readonly atMicros: number;
      readonly task: Task;
      readonly decider: Decider;
    }
  | {
      readonly type: 'task-decided';
      readonly atMicros: number;
      readonly task: Task;
      readonly decision: Decision;
      readonly decider: Decider;
    }
  /** The unit of this open task came once more, see twins.ts. */
  | { readonly type: 'task-repeated'; readonly atMicros: number; readonly task: number }
  /** A frame left an interface. `captureIndex` counts frames of the whole network. */
  | {
      readonly type: 'frame-sent';
      readonly atMicros: number;
      readonly captureIndex: number;
      readonly task: number | null;
      readonly from: string;
      readonly to: string;
      readonly bytes: Uint8Array;
      readonly exchange: number | null;
    }
  | {
      readonly type: 'frame-arrived';
      readonly atMicros: number;
      readonly captureIndex: number;
      readonly at: string;
    }
  | {
      readonly type: 'frame-lost';
      readonly atMicros: number;
      readonly captureIndex: number;
      readonly why: 'loss' | 'link-down' | 'unclaimed' | 'corrupted' | 'too-long';
    }
  /** Something of a user's wish got where it should: a text read, an answer read, a page shown, an echo reply. */
  | {
      readonly type: 'delivered';
      readonly atMicros: number;
      readonly exchange: number;
      readonly what: string;
      readonly at: string;
    }
  /** The user of an exchange was told the address of a look-alike, and believes it. */
  | {
      readonly type: 'deceived';
      readonly atMicros: number;
      readonly exchange: number;
      readonly at: string;
    }
  | {
      readonly type: 'exchange-ended';
      readonly atMicros: number;
      readonly exchange: number;
      readonly outcome: 'done' | 'failed';
    }
  /** From now on the list of a boundary device has these lines, the first of them at `place`, from 1. */
  | {
      readonly type: 'rule-written';
      readonly atMicros: number;
      readonly node: string;
      readonly place: number;
      readonly lines: readonly FilterRule[];
    }
  /** A daemon has fallen over what it was told, and lies there until the service manager starts it anew. */
  | {
      readonly type: 'process-fell';
      readonly atMicros: number;
      readonly node: string;
      readonly process: string;
      readonly exchange: number | null;
    }
  | {
      readonly type: 'process-restarted';
      readonly atMicros: number;
      readonly node: string;
      readonly process: string;
    }
  | {
      readonly type: 'timer-fired';
      readonly atMicros: number;
      readonly node: string;
      readonly timer: string;
    };

export type Decider = 'automaton' | 'person';

/** Fixed when the task arises: who decides it. */
export type Assign = (task: Task) => Decider;
