import { bytes } from '../structure/bytes.ts';
import { choice } from '../structure/choice.ts';
import { list } from '../structure/list.ts';
import { u8, u16 } from '../structure/number.ts';
import { type Piece, row, type ValueOf } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { type StructureRule, structure } from '../structure/structure.ts';
import { vector } from '../structure/vector.ts';
import { cookieLine } from './cookie-line.ts';
import { ANSWER, OFFER, RDP_PROTOCOLS } from './negotiation.ts';

const TPKT = 'RFC 1006 §6';
const REQUEST = 'X.224 §13.3';
const CONFIRM = 'X.224 §13.4';

const reference = (name: 'source' | 'destination', rfc: string, isZero: boolean) =>
  row(`${name}Reference`, u16, {
    label: `${name === 'source' ? 'Source' : 'Destination'} reference`,
    about: 'A number for the connection at that side; 0 while it is not known.',
    rfc,
    hex: true,
    ...(isZero ? { constant: 0 } : {}),
  });

const CLASS_OPTION = (rfc: string) =>
  row('classOption', u8, {
    label: 'Class and options',
    about: 'How much X.224 itself looks after; nothing (class 0), as TCP does all.',
    rfc,
    constant: 0,
  });

const CONNECTION_REQUEST = struct(
  reference('destination', REQUEST, true),
  reference('source', REQUEST, false),
  CLASS_OPTION(REQUEST),
  row('cookie', cookieLine, {
    label: 'Cookie',
    about: 'The name of the user, in the clear: a load balancer picks the machine by it.',
    rfc: 'MS-RDPBCGR §2.2.1.1',
  }),
  row('negotiation', list(OFFER), {
    label: 'Negotiation',
    item: 'Part',
    about: 'The locks that the client offers.',
    rfc: 'MS-RDPBCGR §2.2.1.1.1',
  }),
);

const CONNECTION_CONFIRM = struct(
  reference('destination', CONFIRM, false),
  reference('source', CONFIRM, false),
  CLASS_OPTION(CONFIRM),
  row('negotiation', list(ANSWER), {
    label: 'Negotiation',
    item: 'Part',
    about: 'The lock that the server takes, or why it does not go on.',
    rfc: 'MS-RDPBCGR §2.2.1.2',
  }),
);

const CODES: Readonly<Record<number, string>> = {
  128: 'disconnect request',
  208: 'connection confirm',
  224: 'connection request',
  240: 'data',
};

const TPDU = struct(
  row('code', u8, {
    label: 'Code',
    about: 'What kind of X.224 message this is.',
    rfc: 'X.224 §13.2',
    names: CODES,
    hex: true,
  }),
  row(
    'body',
    choice('code', {
      224: row('connectionRequest', CONNECTION_REQUEST, {
        label: 'Connection request',
        about: 'The client wants a connection.',
        rfc: REQUEST,
      }),
      208: row('connectionConfirm', CONNECTION_CONFIRM, {
        label: 'Connection confirm',
        about: 'The server has heard it, and says how to go on.',
        rfc: CONFIRM,
      }),
      240: row('dataMark', u8, {
        label: 'End mark',
        about: 'The last piece of a message has the highest bit set.',
        rfc: 'X.224 §13.7',
        hex: true,
        flags: { 128: 'last' },
      }),
    }),
    { label: 'Content', about: 'What the message says.', rfc: 'X.224 §13.2' },
  ),
);

const PACKET = struct(
  row('version', u8, { label: 'Version', about: 'Always 3.', rfc: TPKT, constant: 3 }),
  row('reserved', u8, { label: 'Reserved', about: 'Always 0.', rfc: TPKT, constant: 0 }),
  row(
    'packet',
    vector(
      16,
      struct(
        row('tpdu', vector(8, TPDU), {
          label: 'X.224 header',
          about: 'An old telephone world’s envelope, which RDP kept.',
          rfc: 'X.224 §13.2',
        }),
        row('data', bytes(), {
          label: 'User data',
          about: 'What stands behind the header: the rest of RDP.',
          rfc: 'X.224 §13.7',
        }),
      ),
      { includes: 4 },
    ),
    { label: 'Packet', about: 'Its length counts the four bytes of TPKT too.', rfc: TPKT },
  ),
);

const stream = struct(
  row('packets', list(PACKET), {
    label: 'Packets',
    item: 'Packet',
    about: 'One behind the other.',
    rfc: TPKT,
  }),
);
type Stream = ValueOf<typeof stream>;

type Body = ValueOf<typeof TPDU>['body'];
const firstBody = ({ packets }: Stream): Body | undefined => packets[0]?.packet.tpdu.body;

/** Number of the given kind in the first packet's negotiation. */
const negotiated = (value: Stream, kind: string): number | undefined => {
  const body = firstBody(value);
  if (body?.is !== 'connectionRequest' && body?.is !== 'connectionConfirm') return undefined;
  const parts: readonly { readonly body: { readonly is: string; readonly value: unknown } }[] =
    body.value.negotiation;
  const found = parts.find(part => part.body.is === kind)?.body.value;
  return typeof found === 'number' ? found : undefined;
};

const PATH = 'packets.0.packet.tpdu.body';
const RULES: readonly StructureRule<Stream>[] = [
  {
    code: 'rdp/credssp-without-tls',
    severity: 'warning',
    path: `${PATH}.connectionRequest.negotiation.0.body.requestedProtocols`,
    rfc: 'MS-RDPBCGR §2.2.1.1.1',
    broken: value => ((negotiated(value, 'requestedProtocols') ?? 0) & 3) === RDP_PROTOCOLS.credssp,
    given: value => negotiated(value, 'requestedProtocols') ?? 0,
    expected: value => (negotiated(value, 'requestedProtocols') ?? 0) | RDP_PROTOCOLS.tls,
  },
  {
    code: 'rdp/several-selected',
    severity: 'error',
    path: `${PATH}.connectionConfirm.negotiation.0.body.selectedProtocol`,
    rfc: 'MS-RDPBCGR §2.2.1.2.1',
    broken: value => {
      const selected = negotiated(value, 'selectedProtocol') ?? 0;
      return (selected & (selected - 1)) !== 0;
    },
    given: value => negotiated(value, 'selectedProtocol') ?? 0,
  },
];

/** One TPKT packet with its X.224 message, RFC 1006 §6; what follows is its payload. */
export const rdpPacket = structure({
  id: 'rdpPacket',
  title: 'RDP packet',
  about: 'One message of the first exchange.',
  rfc: 'MS-RDPBCGR §2.2.1',
  content: PACKET,
  payload: true,
});

/** The packets in a piece of an RDP stream before it is locked, MS-RDPBCGR §2.2.1.1 and §2.2.1.2. */
export const rdp = structure<Stream>({
  id: 'rdp',
  title: 'RDP',
  about: 'Shows the screen of one computer on another.',
  rfc: 'MS-RDPBCGR',
  stream: true,
  begins: ([version]) => version === undefined || version === 3,
  content: stream satisfies Piece<Stream>,
  rules: RULES,
});
