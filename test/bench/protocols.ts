import { utf8 } from '../../shared/base/bytes.ts';
import { arp } from '../../shared/protocols/arp.ts';
import { dhcp } from '../../shared/protocols/dhcp.ts';
import { dns } from '../../shared/protocols/dns.ts';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { ftpClient, ftpServer } from '../../shared/protocols/ftp.ts';
import {
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  type HttpRequest,
  type HttpResponse,
  http,
} from '../../shared/protocols/http.ts';
import { icmp } from '../../shared/protocols/icmp.ts';
import {
  icmpv6Echo,
  neighborAdvertisement,
  neighborSolicitation,
  routerAdvertisement,
  routerSolicitation,
} from '../../shared/protocols/icmpv6.ts';
import { imapClient, imapServer } from '../../shared/protocols/imap.ts';
import { impLeader } from '../../shared/protocols/imp.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { ipv6 } from '../../shared/protocols/ipv6.ts';
import { ipx } from '../../shared/protocols/ipx.ts';
import { irc } from '../../shared/protocols/irc.ts';
import type { LineCodec } from '../../shared/protocols/line-codec.ts';
import { llc, snap } from '../../shared/protocols/llc.ts';
import type { Explainable } from '../../shared/protocols/protocol.ts';
import { pup } from '../../shared/protocols/pup.ts';
import { rdpPacket } from '../../shared/protocols/rdp/rdp.ts';
import { smb2Packet } from '../../shared/protocols/smb/smb2.ts';
import { smtpClient, smtpServer } from '../../shared/protocols/smtp.ts';
import { sftp } from '../../shared/protocols/ssh/sftp.ts';
import { ssh } from '../../shared/protocols/ssh/ssh.ts';
import { tcp } from '../../shared/protocols/tcp.ts';
import {
  decodeTelnet,
  encodeTelnet,
  generateTelnet,
  telnet,
} from '../../shared/protocols/telnet.ts';
import { tls } from '../../shared/protocols/tls/record.ts';
import { udp } from '../../shared/protocols/udp.ts';
import { vlan } from '../../shared/protocols/vlan.ts';
import { x25Call } from '../../shared/protocols/x25.ts';
import type { Figure } from './figure.ts';
import { paceOf } from './pace.ts';
import { drawsFor } from './sample-frames.ts';

const MESSAGES = 60;

/** One message of a protocol: its bytes, what they mean, and both ways between them. */
interface Message {
  readonly bytes: Uint8Array;
  readonly value: unknown;
  readonly decode: () => boolean;
  readonly encode: () => Uint8Array;
}

interface Row {
  readonly name: string;
  readonly explained: Explainable;
  readonly message: (random: () => number) => Message;
}

/** What binary protocols have in common, whatever their headers look like. */
interface Codec<Value> extends Explainable {
  readonly decode: (bytes: Uint8Array) => { readonly ok: boolean };
  readonly encode: (value: Value) => Uint8Array;
  readonly generate: (random: () => number) => Value;
}

const binary = <Value>(name: string, codec: Codec<Value>): Row => ({
  name,
  explained: codec,
  message: random => {
    const value = codec.generate(random);
    const bytes = codec.encode(value);
    return {
      bytes,
      value,
      decode: () => codec.decode(bytes).ok,
      encode: () => codec.encode(value),
    };
  },
});

const lines = (name: string, codec: LineCodec): Row => ({
  name,
  explained: codec,
  message: random => {
    const value = codec.generate(random);
    const { form, texts, mode } = value;
    const bytes = codec.encode(form, texts);
    return {
      bytes,
      value,
      decode: () => codec.decode(bytes, mode).ok,
      encode: () => codec.encode(form, texts),
    };
  },
});

const TELNET: Row = {
  name: 'TELNET',
  explained: telnet,
  message: random => {
    const value = generateTelnet(random);
    const bytes = encodeTelnet(value);
    return {
      bytes,
      value,
      decode: () => decodeTelnet(bytes).items.length > 0,
      encode: () => encodeTelnet(value),
    };
  },
};

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`no message ${index}`);
  return item;
};

const PAGE = utf8('<!doctype html>\n<title>Prices</title>\n<p>Two apples, please.</p>\n');
const REQUESTS: readonly Partial<HttpRequest>[] = [
  { headers: [{ name: 'Host', value: 'www.shop.example' }] },
  {
    method: 'POST',
    target: '/orders',
    headers: [
      { name: 'Host', value: 'www.shop.example' },
      { name: 'Content-Type', value: 'text/html' },
    ],
    body: PAGE,
  },
];
const RESPONSES: readonly Partial<HttpResponse>[] = [
  { status: 200, headers: [{ name: 'Content-Type', value: 'text/html' }], body: PAGE },
  { status: 404, body: utf8('<h1>Not Found</h1>') },
];

const httpRow = <Value>(
  name: string,
  samples: readonly Value[],
  encode: (value: Value) => Uint8Array,
  decode: (bytes: Uint8Array) => { readonly ok: boolean },
): Row => ({
  name,
  explained: http,
  message: random => {
    const value = at(samples, Math.floor(random() * samples.length));
    const bytes = encode(value);
    return { bytes, value, decode: () => decode(bytes).ok, encode: () => encode(value) };
  },
});

/** A protocol that comes later adds a row. */
const ROWS: readonly Row[] = [
  binary('Ethernet', ethernet),
  binary('802.1Q', vlan),
  binary('LLC', llc),
  binary('SNAP', snap),
  binary('ARP', arp),
  binary('IPv4', ipv4),
  binary('IPv6', ipv6),
  binary('ICMP', icmp),
  binary('ICMPv6 echo', icmpv6Echo),
  binary('ICMPv6 router solicitation', routerSolicitation),
  binary('ICMPv6 router advertisement', routerAdvertisement),
  binary('ICMPv6 neighbor solicitation', neighborSolicitation),
  binary('ICMPv6 neighbor advertisement', neighborAdvertisement),
  binary('UDP', udp),
  binary('TCP', tcp),
  binary('DNS', dns),
  binary('DHCP', dhcp),
  binary('TLS', tls),
  binary('SSH', ssh),
  binary('SFTP', sftp),
  binary('RDP', rdpPacket),
  binary('SMB2', smb2Packet),
  binary('IMP leader', impLeader),
  binary('Pup', pup),
  binary('IPX', ipx),
  binary('X.25 call', x25Call),
  httpRow('HTTP request', REQUESTS, encodeRequest, decodeRequest),
  httpRow('HTTP response', RESPONSES, encodeResponse, bytes => decodeResponse(bytes)),
  lines('SMTP client', smtpClient),
  lines('SMTP server', smtpServer),
  lines('FTP client', ftpClient),
  lines('FTP server', ftpServer),
  lines('IMAP client', imapClient),
  lines('IMAP server', imapServer),
  lines('IRC', irc),
  TELNET,
];

const plain = (_name: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Array.from(value) : value;
};

/** The engine's own JSON beside it reads and writes the same values: native code that knows no protocol. */
const figuresOf = ({ name, explained, message }: Row): readonly Figure[] => {
  const random = drawsFor(`row ${name}`);
  const messages = Array.from({ length: MESSAGES }, () => message(random));
  const texts = messages.map(({ value }) => JSON.stringify(value, plain) ?? 'null');
  const values = texts.map(text => JSON.parse(text) as unknown);
  const explanations = messages.map(({ bytes }) =>
    JSON.stringify(explain(bytes, explained), plain),
  );
  const against = (
    what: string,
    ours: (index: number) => number,
    theirs: (index: number) => number,
  ): Figure => {
    const pace = paceOf(MESSAGES, ours, theirs, 20);
    const ratio = pace.ours / pace.theirs;
    const unit = 'per second';
    return { name: `codec ${name}: ${what}`, value: pace.ours, unit, against: pace.theirs, ratio };
  };
  const parsed = (text: string): number => (JSON.parse(text) === undefined ? 0 : 1);
  return [
    against(
      'decode against JSON.parse of the same values',
      i => Number(at(messages, i).decode()),
      i => parsed(at(texts, i)),
    ),
    against(
      'encode against JSON.stringify of the same values',
      i => at(messages, i).encode().length,
      i => lengthOf(JSON.stringify(at(values, i))),
    ),
    against(
      'explain against JSON.parse of the same explanation',
      i => explain(at(messages, i).bytes, explained).spans.length,
      i => parsed(at(explanations, i)),
    ),
  ];
};

const lengthOf = (text: string | undefined): number => text?.length ?? 0;

/** Every protocol of the stack, decoded, encoded and explained. */
export const protocolFigures = (): readonly Figure[] => ROWS.flatMap(figuresOf);
