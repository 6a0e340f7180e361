import { describe, expect, test } from 'vitest';
import { concat, text } from '../../../../shared/base/bytes.ts';
import { httpClientProgram } from '../../../../shared/network/programs/http-client.ts';
import { httpServerProgram } from '../../../../shared/network/programs/http-server.ts';
import type { Program } from '../../../../shared/network/programs/program.ts';
import {
  authorityCertificate,
  identityFromSeed,
} from '../../../../shared/network/programs/tls/seeded-identity.ts';
import type { TlsState } from '../../../../shared/network/programs/tls/tls-layer.ts';
import { tlsClient, tlsServer } from '../../../../shared/network/programs/tls/tls-program.ts';
import { http } from '../../../../shared/protocols/http.ts';
import { leavesOf } from '../../../../shared/protocols/span.ts';
import {
  explainOpened,
  openStream,
  type Side,
} from '../../../../shared/protocols/tls/open-stream.ts';
import { converse } from '../../network/programs/pair.ts';
import { hexBytes } from '../hex-bytes.ts';
import { expectTiled } from '../tiling.ts';
import {
  CLIENT_APPLICATION_TRAFFIC,
  CLIENT_DATA_RECORD,
  CLIENT_FINISHED,
  CLIENT_FINISHED_RECORD,
  CLIENT_HANDSHAKE_TRAFFIC,
  CLIENT_HELLO,
  SERVER_FLIGHT_RECORD,
  SERVER_HANDSHAKE_TRAFFIC,
} from './rfc8448.ts';

const RANDOM = hexBytes(CLIENT_HELLO).slice(6, 38);
const random = CLIENT_HELLO.replace(/\s/g, '').slice(12, 76);
const KEY_LOG = [
  `CLIENT_HANDSHAKE_TRAFFIC_SECRET ${random} ${CLIENT_HANDSHAKE_TRAFFIC}`,
  `SERVER_HANDSHAKE_TRAFFIC_SECRET ${random} ${SERVER_HANDSHAKE_TRAFFIC}`,
  `CLIENT_TRAFFIC_SECRET_0 ${random} ${CLIENT_APPLICATION_TRAFFIC}`,
];

describe('the connection of RFC 8448 §3', () => {
  const client = concat(hexBytes(CLIENT_FINISHED_RECORD), hexBytes(CLIENT_DATA_RECORD));

  test('is opened, with new keys behind the Finished', () => {
    const opened = openStream(KEY_LOG, RANDOM, 'client', client);
    expect(opened.map(({ type, content }) => [type, content])).toEqual([
      [22, hexBytes(CLIENT_FINISHED)],
      [23, Uint8Array.from({ length: 50 }, (_, index) => index)],
    ]);
    const [flight] = openStream(KEY_LOG, RANDOM, 'server', hexBytes(SERVER_FLIGHT_RECORD));
    expect([flight?.type, flight?.content[0]]).toEqual([22, 8]);
  });

  test.each<[string, readonly string[], Uint8Array, Side]>([
    ['without keys', [], RANDOM, 'client'],
    ['with the keys of another connection', KEY_LOG, new Uint8Array(32), 'client'],
    ['with the keys of the other side', KEY_LOG, RANDOM, 'server'],
    ['with keys that are none', [`CLIENT_HANDSHAKE_TRAFFIC_SECRET ${random} 1x`], RANDOM, 'client'],
  ])('stays shut %s', (_fact, keyLog, clientRandom, side) => {
    expect(openStream(keyLog, clientRandom, side, client)).toEqual([]);
  });

  test('stays shut where it was changed or cut', () => {
    const changed = client.with(9, (client[9] ?? 0) ^ 1);
    expect(openStream(KEY_LOG, RANDOM, 'client', changed)).toEqual([]);
    expect(openStream(KEY_LOG, RANDOM, 'client', client.subarray(0, -1)).length).toBe(1);
  });
});

/** A whole conversation over TLS: what each side sent, and the secrets. */
const overTls = () => {
  const name = 'www.game.example';
  const inner = httpServerProgram({ port: 443, files: { '/': '' }, chunkBytes: 0 });
  const server = tlsServer(inner, identityFromSeed('town', name, ['http/1.1']));
  let keyLog: readonly string[] = [];
  const watched: Program<TlsState<unknown>> = {
    start: facts => server.start(facts),
    step: (state, event, facts) => {
      const turn = (server as Program<TlsState<unknown>>).step(state, event, facts);
      keyLog = turn.state.keyLog;
      return turn;
    },
  };
  const client = httpClientProgram({
    server: { address: 0x0a000001, port: 443 },
    host: name,
    method: 'GET',
    targets: ['/prices.html'],
    content: '',
    chunkBytes: 0,
  });
  const trusted = [authorityCertificate('town')];
  const { sent } = converse(tlsClient(client, { serverName: name, trusted }), watched);
  const by = (side: Side) => concat(...sent.filter(one => one.by === side).map(one => one.bytes));
  return { keyLog, client: by('client'), server: by('server') };
};

describe('a web page over TLS', () => {
  const { keyLog, client, server } = overTls();
  const clientRandom = client.slice(11, 43);

  test('is read request and response by who has the key log', () => {
    const said = (side: Side, stream: Uint8Array) =>
      openStream(keyLog, clientRandom, side, stream)
        .filter(({ type }) => type === 23)
        .map(({ content }) => text(content).split('\r\n')[0]);
    expect(said('client', client)).toEqual(['GET /prices.html HTTP/1.1']);
    expect(said('server', server)).toEqual(['HTTP/1.1 404 Not Found']);
  });

  test('is explained inside its records', () => {
    const opened = openStream(keyLog, clientRandom, 'client', client);
    for (const record of opened) {
      const inside = explainOpened(record, http);
      if (inside === undefined) expect(record.type).toBe(21);
      else expectTiled(inside.spans, 0, 8 * record.content.length);
    }
    const request = opened.find(({ type }) => type === 23);
    const spans = request === undefined ? [] : (explainOpened(request, http)?.spans ?? []);
    expect(leavesOf(spans).find(({ path }) => path === 'http.target')?.shown).toBe('/prices.html');
    const [finished] = opened;
    expect(finished && explainOpened(finished, http)?.layers[0]?.id).toBe('tlsHandshake');
  });
});
