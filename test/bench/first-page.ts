import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import express from 'express';
import { build } from 'vite';
import { pages } from '../../server/http/pages.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

/** Bytes on the wire, compressed and with headers, until the page under an address is quiet. */
export interface PageBytes {
  readonly withoutFonts: number;
  readonly fonts: number;
  /** Names of everything that came. */
  readonly files: readonly string[];
}

const load = async (browser: Browser, url: string): Promise<PageBytes> => {
  const page = await browser.newPage();
  const sizes: { readonly path: string; readonly bytes: number }[] = [];
  page.on('requestfinished', async request => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    const bytes = responseBodySize + responseHeadersSize;
    sizes.push({ path: new URL(request.url()).pathname, bytes });
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.close();
  const sum = (fonts: boolean): number =>
    sizes
      .filter(({ path }) => path.endsWith('.woff2') === fonts)
      .reduce((total, { bytes }) => total + bytes, 0);
  return { withoutFonts: sum(false), fonts: sum(true), files: sizes.map(({ path }) => path) };
};

/** Builds the client into a folder of its own and loads the join screen as the server sends it. */
export const firstPageBytes = async (browser: Browser): Promise<PageBytes> => {
  const outDir = mkdtempSync(join(tmpdir(), 'stack-pages-'));
  try {
    await build({
      configFile: join(PROJECT, 'client', 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir },
    });
    const server = express().use(pages(outDir)).listen(0, 'localhost');
    await new Promise(resolve => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const bytes = await load(browser, `http://localhost:${port}/`);
    server.close();
    return bytes;
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
};
