import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { rdpClientProgram } from '../../shared/network/programs/rdp-client.ts';
import { identityFromSeed } from '../../shared/network/programs/tls/seeded-identity.ts';
import { Driven } from './drive.ts';
import { daemon, freePorts, needing } from './outside.ts';
import { chainPem, privateKeyPem } from './pem.ts';
import { spoilt, turnedAt } from './spoilt.ts';

const XRDP = needing('xrdp', 'sh', ['-c', 'test -x /usr/sbin/xrdp']);

const folder = mkdtempSync(join(tmpdir(), 'xrdp-'));
afterAll(() => rmSync(folder, { recursive: true }));
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const startXrdp = async (securityLayer: string): Promise<number> => {
  const [port = 0] = await freePorts(1);
  const { certificates, secret } = identityFromSeed('town', 'desk.game.example', []);
  const place = (name: string) => join(folder, `${port}-${name}`);
  writeFileSync(place('chain'), chainPem(certificates));
  writeFileSync(place('key'), privateKeyPem(secret));
  const lines = [
    ...['[Globals]', `port=tcp://127.0.0.1:${port}`, `security_layer=${securityLayer}`],
    ...[`certificate=${place('chain')}`, `key_file=${place('key')}`, 'ssl_protocols=TLSv1.2'],
    ...['[Logging]', `LogFile=${place('log')}`, 'LogLevel=INFO', 'EnableSyslog=false', ''],
  ];
  writeFileSync(place('ini'), lines.join('\n'));
  const words = ['--nodaemon', '--config', place('ini'), '--port', String(port)];
  open.push({ close: (await daemon('xrdp', words, port)).stop });
  return port;
};

const agree = async (
  securityLayer: string,
  protocols: number,
  change = (bytes: Uint8Array) => bytes,
) => {
  const server = { address: 0x7f000001, port: await startXrdp(securityLayer) };
  const client = new Driven(spoilt(rdpClientProgram({ server, user: 'ada', protocols }), change));
  open.push(client);
  return client.done();
};

describe.skipIf(XRDP.skips)(`our client and xrdp${XRDP.reason}`, { timeout: 60_000 }, () => {
  test.each([
    ['on TLS', 'negotiate', 1, true, 'tls'],
    ['on TLS, where CredSSP would do too', 'negotiate', 3, true, 'tls'],
    ['on RDP’s own lock', 'rdp', 0, true, 'rdp'],
  ])('agree %s', async (_fact, layer, protocols, met, result) => {
    expect(await agree(layer, protocols)).toEqual({ met, result });
  });

  test('do not agree with a request that is spoilt on its way', async () => {
    // The first byte is the version of TPKT, RFC 1006 §6.
    const { met } = await agree('negotiate', 1, turnedAt(0));
    expect(met).toBe(false);
  });

  test('do not agree where the server wants TLS and the client cannot', async () => {
    const { met } = await agree('tls', 0);
    expect(met).toBe(false);
  });
});
