import { utf8 } from '../../../../shared/base/bytes.ts';
import { sshPacket } from '../../../../shared/protocols/ssh/ssh.ts';

type Message = NonNullable<
  NonNullable<Parameters<typeof sshPacket.encode>[0]['packet']>['message']
>;

const packet = (message: Message, paddingBytes: number): Uint8Array =>
  sshPacket.encode({ packet: { message, padding: new Uint8Array(paddingBytes).fill(0x5a) } });

const filled = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

/** An offer of one algorithm of each kind. */
export const KEX_INIT = packet(
  {
    body: {
      is: 'kexInit',
      value: {
        cookie: filled(7).slice(0, 16),
        kexAlgorithms: 'curve25519-sha256',
        hostKeyAlgorithms: 'ssh-ed25519',
        encryptionToServer: 'aes128-gcm@openssh.com',
        encryptionToClient: 'aes128-gcm@openssh.com',
        macToServer: 'hmac-sha2-256',
        macToClient: 'hmac-sha2-256',
        compressionToServer: 'none',
        compressionToClient: 'none',
      },
    },
  },
  10,
);

/** The packets of a key exchange, each in the clear. */
export const PIECES: readonly Uint8Array[] = [
  KEX_INIT,
  packet({ body: { is: 'ecdhInit', value: { clientKey: filled(1) } } }, 5),
  packet(
    {
      body: {
        is: 'ecdhReply',
        value: {
          hostKey: { algorithm: 'ssh-ed25519', parts: [filled(2)] },
          serverKey: filled(3),
          signature: { algorithm: 'ssh-ed25519', signature: new Uint8Array(64).fill(4) },
        },
      },
    },
    6,
  ),
  packet({ body: { is: 'newKeys', value: {} } }, 10),
  packet({ body: { is: 'ignore', value: { data: utf8('noise') } } }, 9),
  packet(
    { body: { is: 'disconnect', value: { reason: 11, description: 'bye', language: '' } } },
    11,
  ),
];
