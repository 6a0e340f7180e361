import { text as textOf } from '../../base/bytes.ts';
import { formatIp } from '../../base/ip.ts';
import {
  derivedField,
  distinct,
  found,
  judgeSaying,
  type SituationOf,
  stationWith,
} from './checks.ts';
import type { FieldRule, Move, Scene } from './move.ts';
import { goesBack } from './places.ts';

type ServeRequest = SituationOf<'serve-request'>;

const reader = (scene: Scene<ServeRequest>): string =>
  stationWith(scene, scene.situation.client, 'application');

const status: FieldRule<ServeRequest> = {
  path: 'http.status',
  input: 'number',
  bits: 10,
  check: (scene, given) => {
    const expected = scene.right.values['http.status'];
    return given === expected
      ? null
      : found('response/status-wrong', expected, { speaker: reader(scene) });
  },
  decoys: () => [404, 200, 400, 500, 80],
};

const reason: FieldRule<ServeRequest> = {
  path: 'http.reason',
  input: 'text',
  tells: true,
  // The phrase is for people; clients ignore it (RFC 9112 §4).
  check: (scene, given) => {
    const expected = scene.right.values['http.reason'];
    return given === expected ? null : found('response/reason-unusual', expected, { remark: true });
  },
};

const filesOf = (scene: Scene<ServeRequest>): string[] =>
  scene.node.spec.programs.flatMap(({ files }) => Object.keys(files ?? {}));

/** What the client wrote first: the server's own message to read. */
const requestLine = ({ task }: Scene<ServeRequest>): string =>
  textOf(task.unit).split(/\r?\n/)[0] ?? '';

/** Own files by 'file <path>', so that the bench can put the chosen one behind the header. */
const contentsOf = (scene: Scene<ServeRequest>): Record<string, string> =>
  Object.fromEntries(
    scene.node.spec.programs.flatMap(({ files }) =>
      Object.entries(files ?? {}).map(([path, content]) => [`file ${path}`, content]),
    ),
  );

const file: FieldRule<ServeRequest> = {
  path: 'http.file',
  input: 'choice',
  tells: true,
  check: (scene, given) => {
    const expected = scene.right.values['http.file'];
    return given === expected
      ? null
      : found('response/file-wrong', expected, { speaker: reader(scene) });
  },
  decoys: scene => distinct([...filesOf(scene), '', '/']),
  show: (_scene, value) => (value === '' ? 'no file' : String(value)),
};

/** The web server answers a request with a status and, if there is one, a file. RFC 9110 §15, RFC 9112 §4. */
export const serveRequest: Move<ServeRequest> = {
  direction: 'down',
  protocol: 'http',
  places: goesBack,
  fields: [status, reason, file, derivedField('http.contentLength', 'response/length-wrong', 32)],
  opens: ['http.status', 'http.file'],
  offers: [{ action: 'send', choices: [] }],
  focus: () => 'http.status',
  kindOf: scene => {
    const right = scene.right.values['http.status'];
    if (right === 200) return 'response/found';
    return right === 404 ? 'response/missing' : 'response/bad-request';
  },
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({
    program: scene.situation.program,
    client: formatIp(scene.situation.client),
    requestLine: requestLine(scene),
    ...contentsOf(scene),
  }),
  isNew: scene => (scene.right.values['http.status'] === 200 ? null : 'not-found'),
};
