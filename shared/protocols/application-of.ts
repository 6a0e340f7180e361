import { dnsOnStream } from './dns-stream.ts';
import { ftpClient, ftpServer } from './ftp.ts';
import { http } from './http.ts';
import { imapClient, imapServer } from './imap.ts';
import { irc } from './irc.ts';
import type { Explainable } from './protocol.ts';
import { rdp } from './rdp/rdp.ts';
import { smb2 } from './smb/smb2.ts';
import { smtpClient, smtpServer } from './smtp.ts';
import { ssh } from './ssh/ssh.ts';
import { telnet } from './telnet.ts';
import { tls } from './tls/record.ts';

/** The two sides of a protocol that is known by the server's port. */
interface Dialogue {
  readonly client: Explainable;
  readonly server: Explainable;
}

const HTTP: Dialogue = { client: http, server: http };
const SMTP: Dialogue = { client: smtpClient, server: smtpServer };

const DIALOGUES: Readonly<Record<number, Dialogue>> = {
  21: { client: ftpClient, server: ftpServer },
  22: { client: ssh, server: ssh },
  23: { client: telnet, server: telnet },
  25: SMTP,
  53: { client: dnsOnStream, server: dnsOnStream },
  80: HTTP,
  143: { client: imapClient, server: imapServer },
  443: { client: tls, server: tls },
  445: { client: smb2, server: smb2 },
  587: SMTP,
  3389: { client: rdp, server: rdp },
  6667: { client: irc, server: irc },
  8080: HTTP,
};

/** What a TCP segment carries, by the usual port of the server (IANA "Service Name and Port Number
 *  Registry"): one protocol for what goes to that port, one for what comes from it. */
export const applicationOf = (
  sourcePort: number,
  destinationPort: number,
): Explainable | undefined => DIALOGUES[destinationPort]?.client ?? DIALOGUES[sourcePort]?.server;
