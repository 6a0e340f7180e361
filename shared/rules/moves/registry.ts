import type { SituationType } from '../../network/task.ts';
import type { Move } from './move.ts';

export declare const moveOf: (type: SituationType) => Move;
