import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { readPcapng, writePcapng } from '../../shared/protocols/pcapng.ts';
import { keyLogOf, overHttps } from '../scenarios/services/web-of-https.ts';
import { type Frame, framesOn } from './story.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { world } = overHttps();
const keyLog = keyLogOf(world);
const [link] = world.topology.links;
const frames = link === undefined ? [] : framesOn(world, link);

const captureOf = (captured: readonly Frame[], tlsKeyLog?: readonly string[]): Uint8Array =>
  writePcapng({
    interfaces: [{ name: 'link', linkType: 1, fcsLength: 4 }],
    packets: captured.map(({ atMicros, bytes }) => ({
      interfaceIndex: 0,
      timestampMicros: 1_700_000_000_000_000 + atMicros,
      bytes,
    })),
    ...(tlsKeyLog === undefined ? {} : { tlsKeyLog }),
  });

/** All values of a field that tshark finds in a capture, in order. */
const valuesOf = (capture: Uint8Array, field: string, options: readonly string[] = []) => {
  const file = join(folder, 'tls.pcapng');
  writeFileSync(file, capture);
  const shown = ['-T', 'fields', '-E', 'aggregator=|', '-e', field, '-Y', field];
  const { stdout } = spawnSync('tshark', ['-2', '-n', '-r', file, ...options, ...shown], {
    encoding: 'utf8',
  });
  return stdout.split(/[\n|]/).filter(value => value !== '');
};

const CHECK_BYTES = 4;
const HANDSHAKE = 22;

/** The capture with the last byte turned over of every segment of the client that ends in a sealed record. */
const damaged = (): readonly Frame[] =>
  frames.map(frame => {
    const { layers } = explain(frame.bytes, ethernet);
    const tls = layers.find(({ id }) => id === 'tls');
    const tcp = layers.find(({ id }) => id === 'tcp')?.header as
      | { readonly destinationPort: number }
      | undefined;
    const isSealed = tls !== undefined && frame.bytes[tls.start] !== HANDSHAKE;
    if (tcp?.destinationPort !== 443 || !isSealed) return frame;
    const place = frame.bytes.length - CHECK_BYTES - 1;
    return { ...frame, bytes: frame.bytes.with(place, (frame.bytes[place] ?? 0) ^ 1) };
  });

describe.skipIf(skipsTshark)(`tshark and our TLS${TSHARK_REASON}`, () => {
  test('without keys: the name of the server, and that the rest is sealed', () => {
    const capture = captureOf(frames);
    expect(valuesOf(capture, 'tls.handshake.extensions_server_name')).toEqual(['www.game.example']);
    expect(valuesOf(capture, 'tls.app_data').length).toBeGreaterThan(5);
    expect(valuesOf(capture, 'tls.handshake.type')).toEqual(['1', '2']);
    expect(valuesOf(capture, 'http.request.uri')).toEqual([]);
    expect(valuesOf(capture, '_ws.expert.message')).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/malformed/i)]),
    );
  });

  test('with a key log as a file: every message of the handshake, and the requests', () => {
    const file = join(folder, 'key.log');
    writeFileSync(file, keyLog.map(line => `${line}\n`).join(''));
    const options = ['-o', `tls.keylog_file:${file}`];
    const capture = captureOf(frames);
    expect(valuesOf(capture, 'http.request.uri', options)).toEqual(['/', '/long.txt']);
    expect(valuesOf(capture, 'http.response.code', options)).toEqual(['200', '200']);
    expect(valuesOf(capture, 'tls.handshake.type', options)).toEqual([
      '1',
      '2',
      '8',
      '11',
      '15',
      '20',
      '20',
    ]);
  });

  test('with the key log inside the capture: the requests', () => {
    const capture = captureOf(frames, keyLog);
    expect(valuesOf(capture, 'http.request.uri')).toEqual(['/', '/long.txt']);
    const read = readPcapng(capture);
    expect(read.ok && read.value.tlsKeyLog).toEqual(keyLog);
    expect(read.ok && read.value.issues).toEqual([]);
  });

  test('with one byte changed: no request opens', () => {
    expect(valuesOf(captureOf(damaged(), keyLog), 'http.request.uri')).toEqual([]);
  });
});
