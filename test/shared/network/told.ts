import type { Endpoint, ToldProgram } from '../../../shared/network/told-program.ts';

/** What the resolver 'finder' is told when a datagram from `peer` comes to port 53. */
export const toldFinder = <Type extends 'resolve-question' | 'resolve-reply'>(
  type: Type,
  peer: Endpoint,
): ToldProgram & { readonly type: Type } => ({
  type,
  program: 'finder',
  run: 'finder',
  event: 'datagram',
  connection: null,
  port: 53,
  peer,
  word: '',
  socket: 1,
});
