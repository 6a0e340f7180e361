import { utf8 } from '../../../shared/base/bytes.ts';
import { arp } from '../../../shared/protocols/arp.ts';
import { dhcp } from '../../../shared/protocols/dhcp.ts';
import { dns } from '../../../shared/protocols/dns.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { ftpClient, ftpServer } from '../../../shared/protocols/ftp.ts';
import {
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  type HttpRequest,
  type HttpResponse,
  http,
} from '../../../shared/protocols/http.ts';
import { icmp } from '../../../shared/protocols/icmp.ts';
import {
  icmpv6Echo,
  neighborAdvertisement,
  neighborSolicitation,
  routerAdvertisement,
  routerSolicitation,
} from '../../../shared/protocols/icmpv6.ts';
import { imapClient, imapServer } from '../../../shared/protocols/imap.ts';
import { impLeader } from '../../../shared/protocols/imp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { ipv6 } from '../../../shared/protocols/ipv6.ts';
import { ipx } from '../../../shared/protocols/ipx.ts';
import { irc } from '../../../shared/protocols/irc.ts';
import type { LineCodec } from '../../../shared/protocols/line-codec.ts';
import { llc, snap } from '../../../shared/protocols/llc.ts';
import type { Explainable } from '../../../shared/protocols/protocol.ts';
import { pup } from '../../../shared/protocols/pup.ts';
import { rdpPacket } from '../../../shared/protocols/rdp/rdp.ts';
import { smb2Packet } from '../../../shared/protocols/smb/smb2.ts';
import { smtpClient, smtpServer } from '../../../shared/protocols/smtp.ts';
import { sftp } from '../../../shared/protocols/ssh/sftp.ts';
import { ssh } from '../../../shared/protocols/ssh/ssh.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';
import {
  decodeTelnet,
  encodeTelnet,
  generateTelnet,
  telnet,
} from '../../../shared/protocols/telnet.ts';
import { tls } from '../../../shared/protocols/tls/record.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { vlan } from '../../../shared/protocols/vlan.ts';
import { x25Call } from '../../../shared/protocols/x25.ts';

/** One message of a protocol: its bytes, what they mean, and both ways between them. */
export interface Message {
  readonly bytes: Uint8Array;
  readonly value: unknown;
  /** Whether these bytes are such a message; its own are, spoilt ones may be. */
  readonly decode: (bytes: Uint8Array) => boolean;
  readonly encode: () => Uint8Array;
}

/** A protocol and what makes messages of it. */
export interface MadeProtocol {
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

const binary = <Value>(name: string, codec: Codec<Value>): MadeProtocol => ({
  name,
  explained: codec,
  message: random => {
    const value = codec.generate(random);
    const bytes = codec.encode(value);
    return {
      bytes,
      value,
      decode: given => codec.decode(given).ok,
      encode: () => codec.encode(value),
    };
  },
});

const lines = (name: string, codec: LineCodec): MadeProtocol => ({
  name,
  explained: codec,
  message: random => {
    const value = codec.generate(random);
    const { form, texts, mode } = value;
    const bytes = codec.encode(form, texts);
    return {
      bytes,
      value,
      decode: given => codec.decode(given, mode).ok,
      encode: () => codec.encode(form, texts),
    };
  },
});

const TELNET: MadeProtocol = {
  name: 'TELNET',
  explained: telnet,
  message: random => {
    const value = generateTelnet(random);
    const bytes = encodeTelnet(value);
    return {
      bytes,
      value,
      decode: given => decodeTelnet(given).items.length > 0,
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
): MadeProtocol => ({
  name,
  explained: http,
  message: random => {
    const value = at(samples, Math.floor(random() * samples.length));
    const bytes = encode(value);
    return { bytes, value, decode: given => decode(given).ok, encode: () => encode(value) };
  },
});

/** Every protocol of the stack that is written and read; one that comes later is added here. */
export const MADE_PROTOCOLS: readonly MadeProtocol[] = [
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
