import type { SimplifiedLayer } from './simplified-words.ts';

/** The protocols of programs. */
export const SIMPLIFIED_SERVICES: readonly SimplifiedLayer[] = [
  {
    layer: 'Names and addresses',
    protocols: [
      {
        name: 'DNS',
        rfc: 'RFC 1034, RFC 1035, RFC 6891',
        judges: [
          'dnspython: every message',
          'unbound, asking our root, top-level and authoritative servers',
          'our resolver, asking nsd',
          'dig',
        ],
        leftOut: [
          'No DNSSEC, no DNAME, no zone transfer, no stale answers.',
          'Our resolver does not shorten the names it asks for (RFC 9156).',
        ],
      },
      {
        name: 'DHCP',
        rfc: 'RFC 2131, RFC 2132',
        judges: ['tshark', 'udhcpc and dhcpcd take a lease', 'our client takes one from dnsmasq'],
        leftOut: [
          'The server does not ping an address before it offers it; the client does not probe it.',
          'The server sends the same options whatever the client asks for.',
        ],
      },
    ],
  },
  {
    layer: 'Web, mail and talk',
    protocols: [
      {
        name: 'HTTP/1.1',
        rfc: 'RFC 9110, RFC 9112',
        judges: ['tshark', 'curl and wget through a TAP device'],
        leftOut: ['GET and HEAD only; no caching, no ranges, no compression, no cookies.'],
      },
      {
        name: 'TLS 1.3',
        rfc: 'RFC 8446',
        judges: ['curl and openssl, against our server', 'our client, against the server of Node'],
        leftOut: [
          'One suite (AES-128-GCM-SHA256), one group (X25519), one signature (ECDSA P-256).',
          'No resumption, no early data, no client certificates; dates of certificates are not looked at.',
          'Keys come from the seed of the game, so that a replay repeats them: never use them elsewhere.',
        ],
      },
      {
        name: 'SMTP',
        rfc: 'RFC 5321',
        judges: ['tshark', 'curl, against our server', 'our client, against aiosmtpd'],
        leftOut: [
          'STARTTLS is offered and then refused as not available.',
          'No queue: what cannot be relayed now goes back to its sender at once.',
        ],
      },
      {
        name: 'FTP',
        rfc: 'RFC 959, RFC 2428',
        judges: ['tshark', 'curl and ftplib, against our server', 'our client, against vsftpd'],
        leftOut: ['Passive mode only: PORT and EPRT are refused.', 'No REST, RNFR or APPE.'],
      },
      {
        name: 'TELNET',
        rfc: 'RFC 854, RFC 855',
        judges: ['tshark', 'curl, against our server'],
        leftOut: ['The shell behind the login knows a handful of words.'],
      },
      {
        name: 'IRC',
        rfc: 'RFC 1459, RFC 2812',
        judges: ['tshark', 'sic, against our server', 'our client, against ngircd'],
        leftOut: ['One server alone: no server links, no operators, no modes.'],
      },
    ],
  },
];
