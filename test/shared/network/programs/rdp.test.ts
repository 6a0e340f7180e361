import { expect, test } from 'vitest';
import { rdpClientProgram } from '../../../../shared/network/programs/rdp-client.ts';
import { rdpServerProgram } from '../../../../shared/network/programs/rdp-server.ts';
import { converse } from './pair.ts';

const server = { address: 0x0a000001, port: 3389 };

test.each([
  ['both have both: the stronger', 3, 3, true, 'credssp'],
  ['TLS alone', 3, 1, true, 'tls'],
  ['nothing but RDP’s own', 0, 0, true, 'rdp'],
  ['the server insists on TLS', 0, 1, false, 'TLS is required'],
  ['the server has no TLS', 1, 0, false, 'TLS is not allowed'],
  ['the server insists on CredSSP', 1, 2, false, 'CredSSP is required'],
])('%s', (_fact, offered, accepted, met, result) => {
  for (const seed of ['a', 'b', 'c', 'd']) {
    const talk = converse(
      rdpClientProgram({ server, user: 'ada', protocols: offered }),
      rdpServerProgram({ port: 3389, protocols: accepted }),
      seed,
    );
    expect(talk.done).toEqual([{ by: 'client', met, result }]);
  }
});

test.each([
  ['a web request', 'GET / HTTP/1.1\r\n\r\n'],
  ['data instead of a request', '\x03\0\0\x07\x02\xf0\x80'],
])('%s is not answered, the server hangs up', (_fact, characters) => {
  const program = rdpServerProgram({ port: 3389, protocols: 3 });
  const facts = { nowMicros: 0, addresses: [], draw: () => 0 };
  const peer = { address: 1, port: 1 };
  const { state } = program.step(new Map(), { type: 'connected', connection: 1, peer }, facts);
  const bytes = Uint8Array.from(characters, sign => sign.charCodeAt(0));
  const turn = program.step(state, { type: 'received', connection: 1, bytes }, facts);
  expect(turn).toEqual({ state: new Map(), effects: [{ type: 'finish', connection: 1 }] });
});
