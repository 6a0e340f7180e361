// `npm start`: sets up what is missing, then serves the game until Ctrl-C, or until npm is gone.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

const node = prepare();
// The channel tells the server when this process is gone, however it went.
const server = spawn(node, [join(root, 'server', 'main.ts')], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
const isWindows = process.platform === 'win32';
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // The terminal sends Ctrl-C to both, which is harmless, but under Windows this would end the server at once.
  process.on(signal, () => (signal === 'SIGINT' && isWindows) || server.kill(signal));
}

const LOOK_AGAIN_MS = 500;
// A shell between npm and this keeps to itself what npm passes on, but says who npm is; a shell of Windows cannot.
const npm = isWindows ? 0 : Number(process.argv[2]);
const isGone = id => {
  try {
    return !process.kill(id, 0);
  } catch ({ code }) {
    return code === 'ESRCH';
  }
};
if (npm > 0) setInterval(() => isGone(npm) && server.kill('SIGTERM'), LOOK_AGAIN_MS);

server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
