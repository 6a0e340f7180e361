import { outcomeOfLog } from './outcome-of-log.ts';

Object.assign(globalThis, { foldInPage: outcomeOfLog });
