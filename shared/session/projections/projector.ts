import type { Session } from '../state.ts';
import type { ProjectorParts } from '../views/host.ts';

/** What everybody in the room sees: no names, no bytes, no answers. */
export declare const projectorParts: (session: Session) => ProjectorParts;
