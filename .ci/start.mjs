// `npm start`: sets up what is missing, then serves the game until Ctrl-C.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

const node = prepare();
// The channel tells the server when this process is gone, however it went.
const server = spawn(node, [join(root, 'server', 'main.ts')], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // The terminal sends Ctrl-C to both; a plain kill reaches only this one.
  process.on(signal, () => signal !== 'SIGINT' && server.kill('SIGTERM'));
}
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
