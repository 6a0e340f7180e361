import { concat, text, utf8 } from '../../../../shared/base/bytes.ts';
import type {
  Program,
  ProgramEffect,
  ProgramEvent,
} from '../../../../shared/network/programs/program.ts';
import type { ServiceSettings, Services } from '../../../../shared/network/programs/service.ts';

const turn = <State>(state: State, ...effects: readonly ProgramEffect[]) => ({ state, effects });

/** Sends back what it hears, over both protocols, RFC 862. Its state counts the bytes of each connection. */
const echoServer: Program<ReadonlyMap<number, number>> = {
  start: () =>
    turn(
      new Map(),
      { type: 'listen', protocol: 'tcp', port: 7 },
      { type: 'listen', protocol: 'udp', port: 7 },
    ),
  step: (state, event) => {
    if (event.type === 'datagram') {
      const { port, peer, bytes } = event;
      return turn(state, { type: 'send-datagram', port, peer, bytes });
    }
    if (event.type === 'timer') return turn(state);
    const { connection } = event;
    const counts = new Map(state);
    if (event.type === 'received') {
      counts.set(connection, (counts.get(connection) ?? 0) + event.bytes.length);
      return turn(counts, { type: 'send', connection, bytes: event.bytes });
    }
    counts.delete(connection);
    if (event.type === 'connected') counts.set(connection, 0);
    if (event.type !== 'finished') return turn(counts);
    return turn(counts, { type: 'finish', connection });
  },
};

const numberIn = (settings: ServiceSettings, name: string): number => Number(settings[name] ?? 0);

/** Sends `size` bytes to `to` and wants them back. */
const streamClient = (settings: ServiceSettings): Program<Uint8Array> => {
  const sent = Uint8Array.from({ length: numberIn(settings, 'size') }, (_, at) => at % 251);
  const peer = { address: numberIn(settings, 'to'), port: numberIn(settings, 'port') };
  return {
    start: () => turn(new Uint8Array(), { type: 'connect', connection: -1, peer }),
    step: (state, event) => {
      if (event.type === 'connected')
        return turn(state, { type: 'send', connection: -1, bytes: sent });
      if (event.type === 'broken')
        return turn(state, { type: 'done', met: false, result: event.why });
      if (event.type !== 'received') return turn(state);
      const heard = concat(state, event.bytes);
      if (heard.length < sent.length) return turn(heard);
      const met = heard.every((byte, at) => byte === sent[at]);
      return turn(
        heard,
        { type: 'finish', connection: -1 },
        { type: 'done', met, result: String(heard.length) },
      );
    },
  };
};

/** Sends one datagram, and again every second while nothing comes back. */
const datagramClient = (settings: ServiceSettings): Program<number> => {
  const peer = { address: numberIn(settings, 'to'), port: 7 };
  const ask = (tries: number) =>
    turn(
      tries,
      { type: 'send-datagram', port: 40_000, peer, bytes: utf8('hello') },
      { type: 'set-timer', name: 'again', afterMicros: 1_000_000 },
    );
  return {
    start: () => ask(1),
    step: (tries, event: ProgramEvent) => {
      if (event.type === 'timer') return ask(tries + 1);
      if (event.type !== 'datagram') return turn(tries);
      const result = `${text(event.bytes)} after ${tries}`;
      return turn(tries, { type: 'done', met: true, result });
    },
  };
};

/** Programs for tests alone. */
export const TEST_SERVICES: Services = {
  echo: { runs: 'daemon', program: () => echoServer as Program<unknown> },
  'echo-stream': { runs: 'on-demand', program: given => streamClient(given) as Program<unknown> },
  'echo-datagram': {
    runs: 'on-demand',
    program: given => datagramClient(given) as Program<unknown>,
  },
};
