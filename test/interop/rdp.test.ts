import { afterEach, describe, expect, test } from 'vitest';
import { rdpServerProgram } from '../../shared/network/programs/rdp-server.ts';
import { Driven } from './drive.ts';
import { freePorts, needing, run } from './outside.ts';

const NMAP = needing('nmap', 'nmap');

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

describe.skipIf(NMAP.skips)(`nmap finds in our server${NMAP.reason}`, () => {
  test.each([
    // A client that can do CredSSP can do TLS too, so nmap takes TLS for an answer to both.
    ['TLS', 1, ['CredSSP (NLA)', 'SSL']],
    ['CredSSP alone', 2, ['CredSSP (NLA)']],
    ['both', 3, ['CredSSP (NLA)', 'SSL']],
    ['RDP’s own alone', 0, ['Native RDP']],
  ])(
    '%s',
    async (_fact, protocols, names) => {
      const [port = 0] = await freePorts(1);
      open.push(await new Driven(rdpServerProgram({ port, protocols })).ready());
      const script = '+rdp-enum-encryption';
      const found = await run('nmap', [
        ...['-Pn', '-n', '-sT', '-p', String(port), '--script', script, '127.0.0.1'],
      ]);
      const taken = found.stdout.match(/\S.*(?=: SUCCESS)/g) ?? [];
      expect(taken.map(name => name.replace(/^[|_ ]+/, '')).toSorted()).toEqual(names);
    },
    20_000,
  );
});
