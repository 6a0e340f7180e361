import { CAPTURE_ISSUES } from './issue-codes/capture.ts';
import { DESKTOP_ISSUES } from './issue-codes/desktop.ts';
import { DHCP_ISSUES } from './issue-codes/dhcp.ts';
import { DNS_ISSUES } from './issue-codes/dns.ts';
import { HTTP_ISSUES } from './issue-codes/http.ts';
import { LINE_ISSUES } from './issue-codes/line.ts';
import { LINK_ISSUES } from './issue-codes/link.ts';
import { NETWORK_ISSUES } from './issue-codes/network.ts';
import { STRUCTURE_ISSUES } from './issue-codes/structure.ts';
import { TEXT_ISSUES } from './issue-codes/text.ts';
import { TRANSPORT_ISSUES } from './issue-codes/transport.ts';

/** Everything an explanation may object to, one family of protocols a file. The words live in the
 *  lessons, one entry per code: a code without words does not compile. */
export const ISSUE_CODES = [
  ...LINK_ISSUES,
  ...LINE_ISSUES,
  ...NETWORK_ISSUES,
  ...TRANSPORT_ISSUES,
  ...DHCP_ISSUES,
  ...DNS_ISSUES,
  ...HTTP_ISSUES,
  ...TEXT_ISSUES,
  ...DESKTOP_ISSUES,
  ...CAPTURE_ISSUES,
  ...STRUCTURE_ISSUES,
] as const;

export type IssueCode = (typeof ISSUE_CODES)[number];

/** An objection to a field: where it stands in the bytes explained (in bits), what was found and,
 *  where one value would be right, which. `rfc` names the document and section of the rule. */
export interface Issue {
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: IssueCode;
  readonly path: string;
  readonly bitOffset: number;
  readonly bitLength: number;
  readonly given?: number | string;
  readonly expected?: number | string;
  readonly rfc: string;
}
