import { networkInterfaces } from 'node:os';

const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';

const lanAddresses = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap(addresses =>
    (addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address),
  );

/**
 * Where pupils reach us, the best first: '192.168.1.20:2567', or the public address without its scheme. On a LAN the
 * port is the one this server listens on.
 */
export const joinAddresses = (
  host: string,
  port: number,
  publicUrl: string | null,
): readonly string[] => {
  if (publicUrl !== null) return [new URL(publicUrl).host];
  const names = isEverywhere(host) ? lanAddresses() : [host];
  return names.map(name => `${name.includes(':') ? `[${name}]` : name}:${port}`);
};

export interface Greeting {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly hostKey: string;
  readonly hostKeyIsFresh: boolean;
  readonly notes: readonly string[];
}

/** What the person who starts the server must know, line by line. */
export const greetingLines = (greeting: Greeting): readonly string[] => {
  const { host, port, publicUrl, hostKey, hostKeyIsFresh, notes } = greeting;
  const others = isEverywhere(host) ? lanAddresses() : [host].filter(name => name !== 'localhost');
  const outside = others.map(
    name => `  for others  http://${name.includes(':') ? `[${name}]` : name}:${port}/`,
  );
  return [
    'All Hands on Stack is running.',
    `  here        http://localhost:${port}/`,
    ...(publicUrl === null ? outside : [`  for others  ${publicUrl}/`]),
    `  host key    ${hostKey}${hostKeyIsFresh ? '   (new at each start; set HOST_KEY to keep one)' : ''}`,
    ...notes.map(note => `  note        ${note}`),
    `If pupils cannot reach it: same network? Does the firewall let TCP port ${port} in? Does the Wi-Fi keep its guests apart (“client isolation”)? Their browser shows more at /what-is-wrong.`,
    'Stop it with Ctrl-C.',
  ];
};
