import { formatIpv4 } from '../../base/address.ts';
import { concat } from '../../base/bytes.ts';
import { formatIpv6 } from '../../base/ipv6.ts';
import { smtpClient } from '../../protocols/smtp.ts';
import type { IpAddress } from './program.ts';

/** A mail in its envelope, RFC 5321 §2.3.1. Addresses without brackets, the sender '' for a report; the
 *  content has a line an entry, one character a byte, header and text parted by an empty line. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly lines: readonly string[];
}

/** The part of an address behind its @, in lower case; '' without one. */
export const domainOf = (address: string): string =>
  address.includes('@') ? address.slice(address.lastIndexOf('@') + 1).toLowerCase() : '';

/** The address in a path, without brackets and without an old source route, RFC 5321 §4.1.2 and §C. */
export const addressIn = (path: string): string => path.slice(1, -1).replace(/^@[^:]*:/, '');

/** The lines of a mail with their dots doubled, and the dot that ends them, RFC 5321 §4.5.2. */
export const stuffed = (lines: readonly string[]): Uint8Array =>
  concat(
    ...lines.map(text =>
      smtpClient.encode('content', { stuffing: text.startsWith('.') ? '.' : '', text }),
    ),
    smtpClient.encode('endOfData'),
  );

/** An address as a domain literal, RFC 5321 §4.1.3. */
const addressLiteral = (address: IpAddress): string =>
  typeof address === 'number' ? `[${formatIpv4(address)}]` : `[IPv6:${formatIpv6(address)}]`;

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];

/** A moment in microseconds since 1970 as a date of a mail, RFC 5322 §3.3. */
export const mailDate = (micros: number): string => {
  const date = new Date(micros / 1000);
  const day = DAYS[Math.floor(micros / 86_400_000_000) % 7] ?? 'Thu';
  const [, numbers] = /, (.*) GMT$/.exec(date.toUTCString()) ?? [];
  return `${day}, ${numbers ?? ''} +0000`;
};

/** A line that says through which machine a mail has come, RFC 5321 §4.4. */
export const receivedLine = (hop: {
  readonly helo: string;
  readonly peer: IpAddress;
  readonly by: string;
  readonly protocol: string;
  readonly id: string;
  readonly nowMicros: number;
}): readonly string[] => [
  `Received: from ${hop.helo} (${addressLiteral(hop.peer)})`,
  `\tby ${hop.by} with ${hop.protocol} id ${hop.id};`,
  `\t${mailDate(hop.nowMicros)}`,
];

/** How many machines a mail has passed, by its header, RFC 5321 §6.3. */
export const hopsOf = (lines: readonly string[]): number => {
  const end = lines.indexOf('');
  const header = end === -1 ? lines : lines.slice(0, end);
  return header.filter(line => /^received:/i.test(line)).length;
};
