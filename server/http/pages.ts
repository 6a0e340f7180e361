import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Request, type RequestHandler, type Response, Router } from 'express';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
};
const COMPRESSIBLE = /^(?:text|application\/(?:json|manifest)|image\/svg)/;
const SMALLEST_BYTES = 512;

/** Addresses that show the one page; which screen it is, the page itself reads from the address. */
const PAGES =
  /^\/(?:join\/\d{1,12}|play|host(?:\/[\w-]+)?|projector\/[\w-]+|standings\/[\w-]+|look-back\/[\w-]+|practice|what-is-wrong|what-we-simplified|old-stacks)?\/?$/;

interface StaticFile {
  readonly type: string;
  readonly plain: Buffer;
  /** Built at the first demand, then kept. */
  compressed: Promise<{ readonly br: Buffer; readonly gzip: Buffer }> | null;
}

const compress = async (plain: Buffer) => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(plain, { params }),
    promisify(gzip)(plain, { level: 9 }),
  ]);
  return { br, gzip: zipped };
};

/** All built files by address. Held in memory, so that no address can name a file that was not built. */
const readFiles = (folder: string): ReadonlyMap<string, StaticFile> => {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  );
  return new Map(
    names.map(entry => {
      const path = join(entry.parentPath, entry.name);
      const address = path.slice(folder.length).split(sep).join('/');
      const type = TYPES[extname(entry.name)] ?? 'application/octet-stream';
      return [address, { type, plain: readFileSync(path), compressed: null }];
    }),
  );
};

const encodingFor = (request: Request): 'br' | 'gzip' | null => {
  if (request.acceptsEncodings('br') !== false) return 'br';
  return request.acceptsEncodings('gzip') !== false ? 'gzip' : null;
};

const sendFile = async (request: Request, response: Response, file: StaticFile): Promise<void> => {
  response.setHeader('Content-Type', file.type);
  const encoding = encodingFor(request);
  if (!COMPRESSIBLE.test(file.type) || file.plain.length < SMALLEST_BYTES) {
    response.end(file.plain);
    return;
  }
  response.vary('Accept-Encoding');
  if (encoding === null) {
    response.end(file.plain);
    return;
  }
  file.compressed ??= compress(file.plain);
  response.setHeader('Content-Encoding', encoding);
  response.end((await file.compressed)[encoding]);
};

const NOT_BUILT =
  'The pages of the game are not built yet. Stop the server and start it with: npm start\n';

/** The built client: its files, and the one page under every address of a screen. */
export const pages = (folder: string): Router => {
  const files = readFiles(folder);
  const index = files.get('/index.html');
  const showIndex = async (request: Request, response: Response): Promise<void> => {
    response.setHeader('Cache-Control', 'no-cache');
    if (index !== undefined) return await sendFile(request, response, index);
    response.status(503).type('text/plain').send(NOT_BUILT);
  };
  const show: RequestHandler = async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (PAGES.test(request.path) || request.path === '/index.html') {
      return await showIndex(request, response);
    }
    const file = files.get(request.path);
    if (file === undefined) return next();
    const named = /-[\w-]{8,}\.\w+$/.test(request.path);
    response.setHeader('Cache-Control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
    return await sendFile(request, response, file);
  };
  return Router().use(show);
};
