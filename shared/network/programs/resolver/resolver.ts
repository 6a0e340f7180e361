import { DNS_PORT, LISTENING, receive } from '../dns-service.ts';
import type { Program, ProgramEvent } from '../program.ts';
import { closeDesk, type Desk, EMPTY, openDesk, type ResolverState } from './desk.ts';
import { takeDatagram, takeStream, takeTimer } from './incoming.ts';
import { serve } from './serve.ts';
import type { ResolverSettings } from './settings.ts';

const isForClients = (event: ProgramEvent): boolean => {
  if (event.type === 'timer') return false;
  return event.type === 'datagram' ? event.port === DNS_PORT : event.connection >= 0;
};

const serveClients = (desk: Desk, event: ProgramEvent): void => {
  const { streams, messages, effects } = receive(desk.streams, event);
  desk.streams = streams;
  desk.effects.push(...effects);
  for (const { asker, bytes } of messages) serve(desk, asker, bytes);
};

const hearServers = (desk: Desk, event: ProgramEvent): void => {
  if (event.type === 'timer') takeTimer(desk, event.name);
  else if (event.type === 'datagram') takeDatagram(desk, event);
  else if (event.connection < 0) takeStream(desk, event);
};

/**
 * An iterative resolver, RFC 1034 §5.3.3: asks from the root downwards on behalf of clients at port 53 of UDP and TCP,
 * and remembers what it has learnt for as long as it may. Answers have RA set and never AA.
 */
export const resolver = (settings: ResolverSettings): Program<ResolverState> => ({
  start: () => ({ state: EMPTY, effects: LISTENING }),
  step: (state, event, facts) => {
    const desk = openDesk(state, settings, facts);
    if (isForClients(event)) serveClients(desk, event);
    // An answer may come to port 53 too, if that is where questions are sent from.
    hearServers(desk, event);
    return { state: closeDesk(desk), effects: desk.effects };
  },
});
