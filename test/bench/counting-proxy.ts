import { type AddressInfo, connect, createServer } from 'node:net';

/** A wire in front of the server that counts every byte in both directions. */
export interface CountingProxy {
  readonly url: string;
  readonly bytes: () => number;
  readonly close: () => void;
}

export const countingProxy = (port: number): Promise<CountingProxy> => {
  let bytes = 0;
  const server = createServer(near => {
    const far = connect(port, 'localhost');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', data => {
        bytes += data.length;
        to.write(data);
      });
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
    }
  });
  return new Promise(resolve => {
    server.listen(0, 'localhost', () => {
      const { port: own } = server.address() as AddressInfo;
      resolve({
        url: `http://localhost:${own}`,
        bytes: () => bytes,
        close: () => server.close(),
      });
    });
  });
};
