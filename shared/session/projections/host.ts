import type { Session } from '../state.ts';
import type { HostParts } from '../views/host.ts';

/** Everything that the host sees. */
export declare const hostParts: (session: Session) => HostParts;
