import { bytes } from '../structure/bytes.ts';
import { list } from '../structure/list.ts';
import { u32 } from '../structure/number.ts';
import { row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { vector } from '../structure/vector.ts';
import { DISCONNECT_REASONS } from './names.ts';
import { flag, LANGUAGE, REST, STRING, TEXT } from './parts.ts';

const INIT = 'RFC 4253 §7.1';
const REPLY = 'RFC 5656 §4';

const names = <const Name extends string>(name: Name, label: string, about: string) =>
  row(name, TEXT, { label, about, rfc: INIT });

const KEX_INIT = struct(
  row('cookie', bytes(16), {
    label: 'Cookie',
    about: 'Chance from the sender, so that no two key exchanges are the same.',
    rfc: INIT,
  }),
  names('kexAlgorithms', 'Key exchange', 'Ways to agree on a key, the favourite first.'),
  names('hostKeyAlgorithms', 'Host keys', 'Kinds of key by which the server can show who it is.'),
  names('encryptionToServer', 'Encryption to the server', 'Ciphers for what the client sends.'),
  names('encryptionToClient', 'Encryption to the client', 'Ciphers for what the server sends.'),
  names('macToServer', 'Integrity to the server', 'Checks against changes on the way there.'),
  names('macToClient', 'Integrity to the client', 'Checks against changes on the way back.'),
  names('compressionToServer', 'Compression to the server', 'Ways to make it shorter there.'),
  names('compressionToClient', 'Compression to the client', 'Ways to make it shorter back.'),
  names('languagesToServer', 'Languages to the server', 'Languages of texts there; left empty.'),
  names('languagesToClient', 'Languages to the client', 'Languages of texts back; left empty.'),
  flag('firstPacketFollows', 'Guess follows', 'The next packet is already a guess.', INIT),
  row('reserved', u32, {
    label: 'Reserved',
    about: 'Kept for later, zero until then.',
    rfc: INIT,
    constant: 0,
  }),
);

/** A public key: its kind and the numbers that make it up, RFC 4253 §6.6 and RFC 8709 §4. */
const HOST_KEY = struct(
  row('algorithm', TEXT, {
    label: 'Kind of key',
    about: 'Which kind of public key follows.',
    rfc: 'RFC 4253 §6.6',
  }),
  row('parts', list(STRING), {
    label: 'Parts of the key',
    item: 'Part',
    about: 'The numbers that make up the public key.',
    rfc: 'RFC 4253 §6.6',
  }),
);

const SIGNATURE = struct(
  row('algorithm', TEXT, {
    label: 'Kind of signature',
    about: 'How the signature was made.',
    rfc: 'RFC 4253 §6.6',
  }),
  row('signature', STRING, {
    label: 'Signature',
    about: 'Over all that was agreed: only who holds the private host key can make it.',
    rfc: 'RFC 4253 §6.6',
  }),
);

const DISCONNECT = struct(
  row('reason', u32, {
    label: 'Reason',
    about: 'Why the sender hangs up.',
    rfc: 'RFC 4253 §11.1',
    names: DISCONNECT_REASONS,
  }),
  row('description', TEXT, {
    label: 'Description',
    about: 'The reason in words for people.',
    rfc: 'RFC 4253 §11.1',
  }),
  LANGUAGE,
);

const SERVICE = struct(
  row('service', TEXT, {
    label: 'Service',
    about: 'What the client wants next: to log in, or to open channels.',
    rfc: 'RFC 4253 §10',
  }),
);

/** Messages of the transport layer by number, RFC 4253 §12, RFC 5656 §7.1 and RFC 8308 §2.3. */
export const TRANSPORT = {
  1: row('disconnect', DISCONNECT, {
    label: 'Disconnect',
    about: 'The conversation ends here.',
    rfc: 'RFC 4253 §11.1',
  }),
  2: row(
    'ignore',
    struct(
      row('data', STRING, {
        label: 'Data',
        about: 'Means nothing: it is there to make traffic harder to guess.',
        rfc: 'RFC 4253 §11.2',
      }),
    ),
    {
      label: 'Ignore',
      about: 'To be thrown away.',
      rfc: 'RFC 4253 §11.2',
    },
  ),
  3: row(
    'unimplemented',
    struct(
      row('sequenceNumber', u32, {
        label: 'Packet number',
        about: 'Number of the packet that was not understood.',
        rfc: 'RFC 4253 §11.4',
      }),
    ),
    {
      label: 'Unimplemented',
      about: 'The sender does not know such a message.',
      rfc: 'RFC 4253 §11.4',
    },
  ),
  4: row(
    'debug',
    struct(
      flag('display', 'Always display', 'Whether people should see it.', 'RFC 4253 §11.3'),
      row('message', TEXT, {
        label: 'Text',
        about: 'For who looks for a fault.',
        rfc: 'RFC 4253 §11.3',
      }),
      LANGUAGE,
    ),
    {
      label: 'Debug',
      about: 'A remark for who looks for a fault.',
      rfc: 'RFC 4253 §11.3',
    },
  ),
  5: row('serviceRequest', SERVICE, {
    label: 'Service request',
    about: 'Asks to go on with a service.',
    rfc: 'RFC 4253 §10',
  }),
  6: row('serviceAccept', SERVICE, {
    label: 'Service accept',
    about: 'The service is there.',
    rfc: 'RFC 4253 §10',
  }),
  7: row(
    'extInfo',
    struct(
      row('extensions', REST, {
        label: 'Extensions',
        about: 'What else the sender can do.',
        rfc: 'RFC 8308 §2.3',
      }),
    ),
    {
      label: 'Extension information',
      about: 'Tells what else the sender can do.',
      rfc: 'RFC 8308 §2.3',
    },
  ),
  20: row('kexInit', KEX_INIT, {
    label: 'Key exchange init',
    about: 'All that the sender can do, the favourites first.',
    rfc: INIT,
  }),
  21: row('newKeys', struct(), {
    label: 'New keys',
    about: 'From the next packet on everything is encrypted.',
    rfc: 'RFC 4253 §7.3',
  }),
  30: row(
    'ecdhInit',
    struct(
      row('clientKey', STRING, {
        label: 'Key half of the client',
        about: 'One half of the agreement: alone it tells nothing about the key.',
        rfc: REPLY,
      }),
    ),
    {
      label: 'Key exchange: client',
      about: 'The client sends its half of the key.',
      rfc: REPLY,
    },
  ),
  31: row(
    'ecdhReply',
    struct(
      row('hostKey', vector(32, HOST_KEY), {
        label: 'Host key',
        about: 'The public key by which the server is known.',
        rfc: REPLY,
      }),
      row('serverKey', STRING, {
        label: 'Key half of the server',
        about: 'The other half of the agreement.',
        rfc: REPLY,
      }),
      row('signature', vector(32, SIGNATURE), {
        label: 'Signature',
        about: 'Shows that the server holds the private host key and that nobody changed a word.',
        rfc: REPLY,
      }),
    ),
    {
      label: 'Key exchange: server',
      about: 'The server sends its half of the key, its host key and a signature.',
      rfc: REPLY,
    },
  ),
} as const;
