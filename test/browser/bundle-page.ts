import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'vite';

interface Chunk {
  readonly type: 'chunk' | 'asset';
  readonly code?: string;
  readonly fileName: string;
  readonly source?: string | Uint8Array;
}

interface Bundle {
  readonly script: string;
  readonly style: string;
}

/** One script and one style with everything that `entry` imports; nothing is written to disk. */
const bundle = async (entry: string): Promise<Bundle> => {
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
  const output = first?.output ?? [];
  const script = output.find(({ type }) => type === 'chunk')?.code;
  if (script === undefined) throw new Error(`${entry} gave no script`);
  const style = output.find(({ fileName }) => fileName.endsWith('.css'))?.source ?? '';
  return { script, style: String(style) };
};

/** A page of nothing but one script, on an address of its own. */
export interface ServedPage {
  readonly url: string;
  readonly close: () => void;
}

/** Bundles `entry`, an absolute path, and serves it on localhost until `close`. */
export const servePage = async (entry: string): Promise<ServedPage> => {
  const { script, style } = await bundle(entry);
  const head = `<title>Test</title><style>${style}</style><script src="/page.js"></script>`;
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : `<!doctype html><html lang="en">${head}<body></body></html>`);
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
