import { bytes } from '../structure/bytes.ts';
import { choice } from '../structure/choice.ts';
import { u8, u32le } from '../structure/number.ts';
import { row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { vector } from '../structure/vector.ts';

/** Protocols that lock an RDP connection, as bits, MS-RDPBCGR §2.2.1.1.1; 0 is RDP's own. */
export const RDP_PROTOCOLS = { rdp: 0, tls: 1, credssp: 2, rdstls: 4, credsspEarly: 8 } as const;

const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  1: 'TLS',
  2: 'CredSSP',
  4: 'RDSTLS',
  8: 'CredSSP with early authorization',
};

/** Why a server does not go on, MS-RDPBCGR §2.2.1.2.2. */
export const RDP_FAILURES: Readonly<Record<number, string>> = {
  1: 'TLS is required',
  2: 'TLS is not allowed',
  3: 'the server has no certificate',
  4: 'flags contradict each other',
  5: 'CredSSP is required',
  6: 'TLS with user authentication is required',
};

const KINDS: Readonly<Record<number, string>> = {
  1: 'request',
  2: 'response',
  3: 'failure',
  6: 'correlation',
};

const typeRow = (rfc: string) =>
  row('type', u8, {
    label: 'Type',
    about: 'Which part of the negotiation this is.',
    rfc,
    names: KINDS,
  });

const BODY = {
  label: 'Body',
  about: 'What this part says; the length before it counts type, flags and itself too.',
} as const;
const SIZE = { little: true, includes: 4 } as const;

/** What a client offers, MS-RDPBCGR §2.2.1.1.1, and what names the try in logs, §2.2.1.1.2. */
export const OFFER = struct(
  typeRow('MS-RDPBCGR §2.2.1.1.1'),
  row('flags', u8, {
    label: 'Flags',
    about: 'What the client insists on besides.',
    rfc: 'MS-RDPBCGR §2.2.1.1.1',
    hex: true,
    flags: { 1: 'restricted admin', 2: 'redirected authentication', 8: 'correlation follows' },
  }),
  row(
    'body',
    vector(
      16,
      choice('type', {
        1: row('requestedProtocols', u32le, {
          label: 'Requested protocols',
          about: 'The locks that the client could use; the server takes one.',
          rfc: 'MS-RDPBCGR §2.2.1.1.1',
          hex: true,
          flags: PROTOCOL_NAMES,
          samples: [0, 1, 3, 11],
        }),
        6: row(
          'correlation',
          struct(
            row('id', bytes(16), {
              label: 'Correlation identifier',
              about: 'A name for this try, so that logs of many machines can be put together.',
              rfc: 'MS-RDPBCGR §2.2.1.1.2',
            }),
            row('reserved', bytes(16), {
              label: 'Reserved',
              about: 'Zeros.',
              rfc: 'MS-RDPBCGR §2.2.1.1.2',
              constant: new Uint8Array(16),
            }),
          ),
          {
            label: 'Correlation',
            about: 'Which try to connect this is.',
            rfc: 'MS-RDPBCGR §2.2.1.1.2',
          },
        ),
      }),
      SIZE,
    ),
    { ...BODY, rfc: 'MS-RDPBCGR §2.2.1.1.1' },
  ),
);

/** What a server answers, MS-RDPBCGR §2.2.1.2.1 and §2.2.1.2.2. */
export const ANSWER = struct(
  typeRow('MS-RDPBCGR §2.2.1.2.1'),
  row('flags', u8, {
    label: 'Flags',
    about: 'What the server can do besides.',
    rfc: 'MS-RDPBCGR §2.2.1.2.1',
    hex: true,
    flags: {
      1: 'extended client data',
      2: 'graphics pipeline',
      8: 'restricted admin',
      16: 'redirected authentication',
    },
  }),
  row(
    'body',
    vector(
      16,
      choice('type', {
        2: row('selectedProtocol', u32le, {
          label: 'Selected protocol',
          about: 'The lock that both will use from the next byte on.',
          rfc: 'MS-RDPBCGR §2.2.1.2.1',
          hex: true,
          names: { 0: 'RDP', ...PROTOCOL_NAMES },
        }),
        3: row('failureCode', u32le, {
          label: 'Failure code',
          about: 'Why the server does not go on.',
          rfc: 'MS-RDPBCGR §2.2.1.2.2',
          names: RDP_FAILURES,
        }),
      }),
      SIZE,
    ),
    { ...BODY, rfc: 'MS-RDPBCGR §2.2.1.2.1' },
  ),
);
