import { expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { KEX_INIT, PIECES } from '../shared/protocols/ssh/pieces.ts';
import { readByTshark } from './dialogue.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const said = (by: 'client' | 'server', bytes: Uint8Array) => ({
  by,
  bytes,
  connection: 1,
  port: 22,
});
const [, ECDH_INIT = KEX_INIT, ECDH_REPLY = KEX_INIT, NEW_KEYS = KEX_INIT] = PIECES;
const EXCHANGE = [
  said('client', utf8('SSH-2.0-stack\r\n')),
  said('server', utf8('SSH-2.0-stack\r\n')),
  said('client', KEX_INIT),
  said('server', KEX_INIT),
  said('client', ECDH_INIT),
  said('server', ECDH_REPLY),
  said('server', NEW_KEYS),
  said('client', NEW_KEYS),
];
const FIELDS = [
  'ssh.protocol',
  'ssh.message_code',
  'ssh.kex_algorithms',
  'ssh.encryption_algorithms_client_to_server',
  'ssh.host_key.type',
];

test.skipIf(skipsTshark)(`tshark reads the same key exchange${TSHARK_REASON}`, () => {
  const { values, complaints } = readByTshark(EXCHANGE, FIELDS);
  expect(complaints).toBe('');
  const offer = ['20', 'curve25519-sha256', 'aes128-gcm@openssh.com'];
  expect(values).toEqual([
    ...['SSH-2.0-stack', 'SSH-2.0-stack', ...offer, ...offer],
    ...['30', '31', 'ssh-ed25519', '21', '21'],
  ]);
});

test.skipIf(skipsTshark)(`and sees another message${TSHARK_REASON}`, () => {
  const changed = KEX_INIT.slice();
  changed[5] = 2;
  const { values } = readByTshark([...EXCHANGE.slice(0, 2), said('client', changed)], FIELDS);
  expect(values).toEqual(['SSH-2.0-stack', 'SSH-2.0-stack', '2']);
});
