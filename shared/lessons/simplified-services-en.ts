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
          'While a forger thinks, the question stands still on the wire. That it has asked the resolver before, to learn how it counts, is told and not played.',
          'A forger answers questions about addresses, with one forged answer each.',
          'No DNSSEC, no DNAME, no zone transfer, no stale answers.',
          'Our resolver does not shorten the names it asks for (RFC 9156).',
          'People answer and resolve questions that come by UDP; TCP is left to the programs.',
          'A forger who sees no question has no bytes to read: of its answer only the number is typed in hex.',
        ],
      },
      {
        name: 'DHCP',
        rfc: 'RFC 2131, RFC 2132',
        judges: ['tshark', 'udhcpc and dhcpcd take a lease', 'our client takes one from dnsmasq'],
        leftOut: [
          'The server does not ping an address before it offers it; a client asks who has its address (ARP) only where the mission says so, and waits the four seconds out even if somebody answers at once.',
          'The server sends the same options whatever the client asks for.',
          'Whoever is no server may grant what nobody asked for, but makes no offer to somebody who asks: a client is free to take any offer (RFC 2131 §3.1) and cannot tell a false one, and our switches do not watch for it.',
          'People decide about the first router and the first name server of a list.',
          'Between two wishes no time passes: a lease of a game runs out only where a clock goes on.',
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
        judges: [
          'tshark',
          'curl and wget, also through a TAP device',
          'our client, against Node and nginx',
        ],
        leftOut: [
          'A guarded web server has buffers small enough to be seen: 512 bytes of body and 128 of a first line, where RFC 9112 §3 asks for 8000. Over TCP no guard stands before a name server.',
          'GET and HEAD, and POST where somebody stands guard; no caching, no ranges, no compression, no cookies, no redirects.',
          'The server has no 100 (Continue), and ends silent connections only where it is told to.',
        ],
      },
      {
        name: 'TLS 1.3',
        rfc: 'RFC 8446',
        judges: [
          'tshark, with the key log and without',
          'curl and openssl, against our server',
          'our client, against Node and nginx',
        ],
        leftOut: [
          'A tap knows the last 400 frames of its wires; what it is wrong about has no consequence in the network.',
          'One suite (AES-128-GCM-SHA256), one group (X25519), one signature (ECDSA P-256).',
          'No resumption, no early data, no client certificates; dates of certificates are not looked at in a game, as its clock begins in 1970.',
          'Keys come from the seed of the game, so that a replay repeats them: never use them elsewhere.',
        ],
      },
      {
        name: 'SMTP',
        rfc: 'RFC 5321, RFC 3207',
        judges: [
          'tshark',
          'curl, against our server, also with STARTTLS',
          'our client, against aiosmtpd, also with STARTTLS',
        ],
        leftOut: [
          'A relay goes on encrypted where that is offered; it never sends without after that failed.',
          'No queue: what cannot be relayed now goes back to its sender at once.',
        ],
      },
      {
        name: 'IMAP',
        rfc: 'RFC 3501, RFC 9051',
        judges: ['tshark', 'curl and imaplib, against our server', 'our client, against dovecot'],
        leftOut: [
          'One mailbox for each user; the server claims IMAP4rev1 only.',
          'No APPEND, IDLE, STARTTLS or parts of a message; a simple SEARCH.',
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
        judges: ['tshark', 'curl, against our server', 'our client, against telnetd'],
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
  {
    layer: 'Other machines',
    protocols: [
      {
        name: 'SSH and SFTP',
        rfc: 'RFC 4253, RFC 4252, RFC 4254',
        judges: [
          'tshark, which opens what is encrypted with the keys',
          'ssh, sftp and scp of OpenSSH, against our server',
          'our clients for commands and files, against sshd and sftp-server of OpenSSH',
        ],
        leftOut: [
          'One way for each thing: curve25519, Ed25519, AES-128-GCM.',
          'SFTP lists and reads; nothing is written.',
          'No forwarding, no agent, no new keys on a long connection.',
          'Keys come from the seed of the game, so that a replay repeats them: never use them elsewhere.',
        ],
      },
      {
        name: 'RDP',
        rfc: 'MS-RDPBCGR, RFC 1006',
        judges: ['tshark', 'nmap, against our server', 'our client, against xrdp'],
        leftOut: ['The first exchange only: after the agreement on a lock our server hangs up.'],
      },
      {
        name: 'SMB2',
        rfc: 'MS-SMB2',
        judges: ['tshark', 'smbclient lists our share and gets files', 'our client, against smbd'],
        leftOut: [
          'Everybody is a guest: no passwords, no signing, no encryption.',
          'Reading only, one folder, versions 2.0.2 and 2.1.',
        ],
      },
    ],
  },
];
