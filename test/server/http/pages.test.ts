import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pages } from '../../../server/http/pages.ts';

const INDEX = `<!doctype html><title>page</title>${' '.repeat(2000)}`;
const SCRIPT = `console.log(1);${'/* x */'.repeat(500)}`;

let folder: string;
let server: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stack-pages-'));
  mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist', 'index.html'), INDEX);
  writeFileSync(join(folder, 'dist', 'assets', 'main-Ab3dE6gh.js'), SCRIPT);
  writeFileSync(join(folder, 'dist', 'assets', 'font-Ab3dE6gh.woff2'), Buffer.alloc(1000, 7));
  const app = express();
  app.use(pages(join(folder, 'dist')));
  server = createServer(app);
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (
  path: string,
  encoding?: string,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const headers = encoding === undefined ? {} : { 'accept-encoding': encoding };
    const asked = request({ host: 'localhost', port, path, headers }, response => {
      const parts: Buffer[] = [];
      response.on('data', part => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });

describe('pages', () => {
  test.each([
    '/',
    '/join/123456',
    '/play',
    '/host',
    '/host/abc123',
    '/projector/abc123',
    '/standings/abc123',
    '/look-back/abc123',
    '/practice',
    '/what-is-wrong',
    '/what-we-simplified',
    '/old-stacks',
    '/index.html',
  ])('%s is the one page, asked for anew each time', async path => {
    const { status, headers, body } = await get(path);
    expect([status, headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body.toString()).toBe(INDEX);
  });

  test.each([
    '/nowhere',
    '/assets',
    '/assets/',
    '/assets/other.js',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '//etc/passwd',
    '/join/abc',
  ])('%s is nothing', async path => {
    expect((await get(path)).status).toBe(404);
  });

  test('text travels compressed as the browser likes it', async () => {
    const path = '/assets/main-Ab3dE6gh.js';
    const br = await get(path, 'gzip, deflate, br');
    expect(br.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(br.body).toString()).toBe(SCRIPT);
    // Browsers offer no Brotli on plain http.
    const gzip = await get(path, 'gzip, deflate');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
    const plain = await get(path, 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(SCRIPT);
    expect(plain.headers.vary).toBe('Accept-Encoding');
  });

  test('what has its hash in its name is kept for a year; fonts are not compressed again', async () => {
    const { headers, body } = await get('/assets/font-Ab3dE6gh.woff2', 'gzip, br');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-encoding']).toBeUndefined();
    expect(body).toHaveLength(1000);
  });

  test('without built pages it says what to do', async () => {
    const app = express();
    app.use(pages(join(folder, 'nothing')));
    const bare = createServer(app);
    await new Promise<void>(resolve => bare.listen(0, 'localhost', resolve));
    const { port } = bare.address() as AddressInfo;
    const response = await fetch(`http://localhost:${port}/`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm start');
    bare.close();
  });
});
