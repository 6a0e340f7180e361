import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

interface Socket {
  on(event: 'message', listener: (data: Buffer) => void): void;
  send(data: Buffer | string): void;
}
interface Sockets {
  on(event: 'connection', listener: (socket: Socket) => void): void;
  on(event: 'listening', listener: () => void): void;
  address(): AddressInfo;
}

// The very library on which the server's sockets stand, doing nothing but answer.
const LIBRARY = 'ws';
const require = createRequire(import.meta.resolve('@colyseus/ws-transport'));
const { WebSocketServer } = require(LIBRARY) as {
  WebSocketServer: new (options: { port: number; perMessageDeflate: boolean }) => Sockets;
};

const sockets = new WebSocketServer({ port: 0, perMessageDeflate: false });
sockets.on('connection', socket => {
  socket.on('message', data => {
    if (data.toString() !== 'cpu') socket.send(data);
    else {
      const { user, system } = process.cpuUsage();
      socket.send(JSON.stringify({ cpuSeconds: (user + system) / 1e6 }));
    }
  });
});
sockets.on('listening', () => console.log(`port ${sockets.address().port}`));
