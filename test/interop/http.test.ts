import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { httpClientProgram } from '../../shared/network/programs/http-client.ts';
import { httpServerProgram } from '../../shared/network/programs/http-server.ts';
import {
  authorityCertificate,
  identityFromSeed,
} from '../../shared/network/programs/tls/seeded-identity.ts';
import { tlsServer } from '../../shared/network/programs/tls/tls-program.ts';
import { Driven } from './drive.ts';
import { freePorts, needing, run } from './outside.ts';
import { pem } from './pem.ts';

const CURL = needing('curl', 'curl');
const NAME = 'www.game.example';
const LONG = 'All prices are in crowns.\n'.repeat(2000);
const FILES = { '/index.html': '<p>Welcome</p>', '/long.txt': LONG };

const folder = mkdtempSync(join(tmpdir(), 'http-'));
afterAll(() => rmSync(folder, { recursive: true }));
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const serve = async (chunkBytes: number): Promise<number> => {
  const [port = 0] = await freePorts(1);
  open.push(await new Driven(httpServerProgram({ port, files: FILES, chunkBytes })).ready());
  return port;
};

const curl = (scheme: string, port: number, paths: readonly string[], more: readonly string[]) =>
  run('curl', [
    ...['-sS', '-v', '--noproxy', '*', '--resolve', `${NAME}:${port}:127.0.0.1`, ...more],
    ...paths.map(path => `${scheme}://${NAME}:${port}${path}`),
  ]);

describe.skipIf(CURL.skips)(`curl and our web server${CURL.reason}`, () => {
  test.each([
    ['with its length', 0],
    ['in chunks', 999],
  ])('it gets two pages %s over one connection', async (_fact, chunkBytes) => {
    const got = await curl('http', await serve(chunkBytes), ['/', '/long.txt'], []);
    expect([got.code, got.stdout === `<p>Welcome</p>${LONG}`]).toEqual([0, true]);
    expect(got.stderr).toMatch(/Re-using existing/);
    expect(got.stderr.includes('Transfer-Encoding: chunked')).toBe(chunkBytes > 0);
  });

  test.each<[string, string, readonly string[], string, string]>([
    ['no such page', '/none', [], 'HTTP/1.1 404 Not Found', 'Not Found'],
    ['a form', '/', ['-d', 'a=1'], 'HTTP/1.1 501 Not Implemented', 'Not Implemented'],
    [
      'a form in chunks',
      '/',
      ['-d', 'a=1', '-H', 'Transfer-Encoding: chunked'],
      'HTTP/1.1 501 Not Implemented',
      'Not Implemented',
    ],
    ['HTTP/1.0', '/', ['--http1.0'], 'HTTP/1.1 200 OK', 'Welcome'],
    ['a wish to close', '/', ['-H', 'Connection: close'], 'Connection: close', 'Welcome'],
    ['HEAD', '/long.txt', ['-I'], 'Content-Length: 52000', ''],
    ['a request without a host', '/', ['-H', 'Host:'], 'HTTP/1.1 400 Bad Request', 'Bad Request'],
  ])('it understands the answer to %s', async (_fact, path, more, header, page) => {
    const got = await curl('http', await serve(16), [path], more);
    expect(got.code).toBe(0);
    expect(got.stderr).toContain(header);
    expect(got.stdout).toContain(page);
  });

  test('it gets pages in chunks over TLS, and believes the certificate from the seed', async () => {
    const [port = 0] = await freePorts(1);
    const inner = httpServerProgram({ port, files: FILES, chunkBytes: 5000 });
    const identity = identityFromSeed('town', NAME, ['http/1.1']);
    open.push(await new Driven(tlsServer(inner, identity)).ready());
    const anchor = join(folder, 'anchor.pem');
    writeFileSync(anchor, pem('CERTIFICATE', authorityCertificate('town')));
    const got = await curl('https', port, ['/', '/long.txt'], ['--cacert', anchor]);
    expect([got.code, got.stdout === `<p>Welcome</p>${LONG}`]).toEqual([0, true]);
    expect(got.stderr).toMatch(/Re-using existing/);
  });
});

describe('our web client and the web server of node', () => {
  const ask = async (keepAlive: boolean, method: string, content: string) => {
    const server = createServer((request, response) => {
      let heard = '';
      request.on('data', bytes => {
        heard += String(bytes);
      });
      request.on('end', () => {
        response.shouldKeepAlive = keepAlive;
        // Without a length, node sends what is written in chunks.
        response.write(`${request.method} ${request.url} `);
        response.end(heard);
      });
    });
    const port = await new Promise<number>(resolve => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    open.push(server);
    const client = httpClientProgram({
      server: { address: 0x7f000001, port },
      host: `${NAME}:${port}`,
      method,
      targets: ['/a', '/b'],
      content,
      chunkBytes: 3,
    });
    const driven = new Driven(client);
    open.push(driven);
    return driven.done();
  };

  test.each<[string, boolean, string, string]>([
    ['over one connection', true, 'GET', ''],
    ['over two connections', false, 'GET', ''],
    ['with a body in chunks', true, 'POST', 'apples=3'],
  ])('understand each other %s', async (_fact, keepAlive, method, content) => {
    expect(await ask(keepAlive, method, content)).toEqual({
      met: true,
      result: `200 ${method} /a ${content}\n200 ${method} /b ${content}`,
    });
  });
});
