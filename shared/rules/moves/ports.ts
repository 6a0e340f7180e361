import { portOf } from '../../network/sockets.ts';
import type { ProgramSpec } from '../../network/topology.ts';
import { PORTS } from '../../protocols/iana.ts';
import { findingRule } from '../findings.ts';
import { cardWithAddress } from '../world-facts.ts';
import { distinct, found, type SituationOf, stationWith } from './checks.ts';
import type { FieldRule, Found, Scene } from './move.ts';

export type WrapTransport = SituationOf<'wrap-datagram' | 'wrap-segment'>;
type Carrier = 'udp' | 'tcp';

const PROTOCOL_NUMBERS = [1, 6, 17];
const FIRST_USER_PORT = 1024;
/** Where systems start to hand out ports by themselves, RFC 6335 §6. */
const FIRST_DYNAMIC_PORT = 49152;

const USUAL_PORTS: Readonly<Record<ProgramSpec['kind'], readonly number[]>> = {
  browser: [80, 443],
  'web-server': [80, 443],
  'dns-client': [53],
  'dns-server': [53],
  text: [],
  service: [],
  system: [],
};

const carrierOf = (scene: Scene<WrapTransport>): Carrier =>
  scene.situation.type === 'wrap-datagram' ? 'udp' : 'tcp';

const reader = (scene: Scene<WrapTransport>): string =>
  stationWith(scene, scene.situation.remote.address);

const socketOf = (scene: Scene<WrapTransport>) =>
  scene.node.sockets.find(({ id }) => id === scene.situation.socket);

/** Ports that people take for the service itself: of the program that this message belongs to. */
const usualPorts = (scene: Scene<WrapTransport>): readonly number[] => {
  const process = socketOf(scene)?.process;
  const program = scene.node.spec.programs.find(({ name }) => name === process);
  const peer = scene.situation.remote.port ?? 0;
  const asked = PORTS[peer] === 'domain' ? [53] : [];
  return [...(program === undefined ? [] : USUAL_PORTS[program.kind]), ...asked];
};

/** Programs that listen at the other end, on this transport. */
const listening = (scene: Scene<WrapTransport>): number[] =>
  (cardWithAddress(scene.world, scene.situation.remote.address)?.node.spec.programs ?? []).flatMap(
    ({ listens }) => (listens?.protocol === carrierOf(scene) ? [listens.port] : []),
  );

const isConnected = (scene: Scene<WrapTransport>): boolean =>
  scene.situation.type === 'wrap-segment' && scene.situation.purpose !== 'open';

const wrongDestination = (scene: Scene<WrapTransport>, given: number): Found => {
  const expected = scene.situation.remote.port ?? undefined;
  if (PROTOCOL_NUMBERS.includes(given)) return found('port/destination-is-protocol', expected);
  if (usualPorts(scene).includes(given)) return found('port/destination-is-usual', expected);
  if (given === scene.situation.local.port) return found('port/destination-is-own', expected);
  if (listening(scene).includes(given)) return found('port/destination-other-program', expected);
  return found(
    isConnected(scene) ? 'port/destination-not-peer' : 'port/destination-nobody',
    expected,
  );
};

const transportNumber = (scene: Scene<WrapTransport>): number =>
  carrierOf(scene) === 'udp' ? 17 : 6;

/** The ports of a datagram are RFC 768's, whatever the code says for a segment. */
const ofCarrier = (carrier: Carrier, wrong: Found): Found =>
  carrier === 'udp' && findingRule(wrong.code).rfc.startsWith('RFC 9293')
    ? { ...wrong, rfc: 'RFC 768, Fields' }
    : wrong;

/** Which program at the other end gets it, RFC 9293 §3.1, RFC 768. */
export const destinationPort = (carrier: Carrier): FieldRule<WrapTransport> => ({
  path: `${carrier}.destinationPort`,
  input: 'number',
  check: (scene, given) => {
    if (typeof given !== 'number' || given === scene.situation.remote.port) return null;
    return ofCarrier(carrier, { speaker: reader(scene), ...wrongDestination(scene, given) });
  },
  decoys: scene =>
    distinct([
      transportNumber(scene),
      ...usualPorts(scene),
      scene.situation.local.port,
      ...listening(scene),
      80,
      53,
      8080,
      443,
    ]),
});

const isTaken = (scene: Scene<WrapTransport>, port: number): boolean =>
  scene.node.sockets.some(
    ({ id, protocol, local }) =>
      id !== scene.situation.socket && protocol === carrierOf(scene) && local.port === port,
  );

/** RFC 6056 §3.2: any free port from 1024 up will do. */
const freeChoice = (scene: Scene<WrapTransport>, given: number): Found | null => {
  if (given === 0) return found('port/source-zero');
  if (PROTOCOL_NUMBERS.includes(given)) return found('port/source-is-protocol');
  if (given === scene.situation.remote.port && given < FIRST_USER_PORT) {
    return found('port/source-is-service');
  }
  if (isTaken(scene, given)) return found('port/source-taken');
  if (given < FIRST_USER_PORT) return found('port/source-system');
  return given < FIRST_DYNAMIC_PORT
    ? found('port/source-unusual', undefined, { remark: true })
    : null;
};

/** Where answers come back to: a free port, or the one that the socket has. */
export const sourcePort = (carrier: Carrier): FieldRule<WrapTransport> => ({
  path: `${carrier}.sourcePort`,
  input: 'number',
  check: (scene, given) => {
    if (typeof given !== 'number') return null;
    const speaker = reader(scene);
    const port = portOf(scene.node, scene.situation);
    if (port === null) {
      const wrong = freeChoice(scene, given);
      return wrong === null ? null : ofCarrier(carrier, { speaker, ...wrong });
    }
    if (given === port) return null;
    const isProtocol = PROTOCOL_NUMBERS.includes(given);
    const code = isProtocol ? 'port/source-is-protocol' : 'port/source-not-socket';
    return ofCarrier(carrier, found(code, port, { speaker }));
  },
  decoys: scene =>
    distinct([
      scene.situation.remote.port,
      transportNumber(scene),
      ...scene.node.sockets
        .filter(({ id }) => id !== scene.situation.socket)
        .map(({ local }) => local.port),
      80,
      0,
      1023,
    ]),
});

/** The socket that a message came through, for the words on the bench. */
export const socketFacts = (scene: Scene<WrapTransport>): Readonly<Record<string, string>> => {
  const socket = socketOf(scene);
  return {
    socket: String(scene.situation.socket),
    process: socket === undefined ? '' : `${socket.process} (${socket.pid})`,
  };
};
