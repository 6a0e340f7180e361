import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'vite';

interface Chunk {
  readonly type: 'chunk' | 'asset';
  readonly code?: string;
}

/** One script with everything that `entry` imports, built as the pages are; nothing is written to disk. */
const bundleScript = async (entry: string): Promise<string> => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'page' },
    },
  });
  const [first] = [built].flat() as unknown as readonly { readonly output: readonly Chunk[] }[];
  const code = first?.output.find(({ type }) => type === 'chunk')?.code;
  if (code === undefined) throw new Error(`${entry} gave no script`);
  return code;
};

/** A page of nothing but one script, on an address of its own. */
export interface ServedPage {
  readonly url: string;
  readonly close: () => void;
}

/** Bundles `entry`, an absolute path, and serves it on localhost until `close`. */
export const servePage = async (entry: string): Promise<ServedPage> => {
  const code = await bundleScript(entry);
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(
      isScript ? code : '<!doctype html><title>Test</title><script src="/page.js"></script>',
    );
  });
  await new Promise<void>(resolve => {
    server.listen(0, 'localhost', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
