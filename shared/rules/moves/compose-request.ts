import { formatIpv4, parseIpv4 } from '../../base/address.ts';
import { distinct, found, judgeSaying, type SituationOf, stationWith } from './checks.ts';
import type { FieldRule, Move, Scene } from './move.ts';

type ComposeRequest = SituationOf<'compose-request'>;

const reader = (scene: Scene<ComposeRequest>): string =>
  stationWith(scene, scene.situation.server, 'application');

const method: FieldRule<ComposeRequest> = {
  path: 'http.method',
  input: 'text',
  check: (scene, given) =>
    given === 'GET' ? null : found('request/method-wrong', 'GET', { speaker: reader(scene) }),
  decoys: () => ['POST', 'get', 'HTTP', 'OPEN'],
};

const target: FieldRule<ComposeRequest> = {
  path: 'http.target',
  input: 'text',
  check: (scene, given) => {
    const expected = scene.situation.target;
    if (given === expected) return null;
    const isUrl = String(given).includes(scene.situation.host);
    return found(isUrl ? 'request/target-is-url' : 'request/target-wrong', expected, {
      speaker: reader(scene),
    });
  },
  decoys: scene => {
    const { host, target: path } = scene.situation;
    return distinct([`http://${host}${path}`, path.slice(1), '/', `${host}${path}`]);
  },
};

const version: FieldRule<ComposeRequest> = {
  path: 'http.version',
  input: 'text',
  check: (scene, given) =>
    given === 'HTTP/1.1'
      ? null
      : found('request/version-wrong', 'HTTP/1.1', { speaker: reader(scene) }),
  decoys: () => ['HTTP/80', 'HTTP', 'HTTP/1', 'http/1.1'],
};

const host: FieldRule<ComposeRequest> = {
  path: 'http.host',
  input: 'text',
  check: (scene, given) => {
    const expected = scene.situation.host;
    if (String(given).toLowerCase() === expected.toLowerCase()) return null;
    const isAddress = parseIpv4(String(given)).ok;
    return found(isAddress ? 'request/host-is-address' : 'request/host-wrong', expected, {
      speaker: reader(scene),
    });
  },
  decoys: scene =>
    distinct([
      formatIpv4(scene.situation.server),
      scene.situation.host.split('.').slice(1).join('.'),
      `http://${scene.situation.host}`,
      scene.situation.target,
    ]),
};

/** The second page on a connection puts its question to the Host line, the first to the request line. */
const asksForHost = (scene: Scene<ComposeRequest>): boolean => {
  const { exchange } = scene.task;
  const spec = exchange === null ? undefined : scene.world.exchanges.get(exchange)?.spec;
  return spec?.type === 'fetch' && spec.targets.indexOf(scene.situation.target) % 2 === 1;
};

/** The browser asks for a page: request line, Host, an empty line. RFC 9112 §3, RFC 9110 §7.2. */
export const composeRequest: Move<ComposeRequest> = {
  direction: 'down',
  protocol: 'http',
  fields: [method, target, version, host],
  opens: ['http.method', 'http.target', 'http.host'],
  offers: [{ action: 'send', choices: [] }],
  focus: scene => (asksForHost(scene) ? 'http.host' : 'http.target'),
  kindOf: scene => (asksForHost(scene) ? 'request/host' : 'request/page'),
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({
    program: scene.situation.program,
    address: `http://${scene.situation.host}${scene.situation.target}`,
    server: formatIpv4(scene.situation.server),
  }),
  isNew: () => null,
};
