import type { IssueCode } from '../protocols/issue.ts';
import type { IssueWords } from './issue-words.ts';
import { CAPTURE_ISSUE_WORDS } from './issues-capture-en.ts';
import { DESKTOP_ISSUE_WORDS } from './issues-desktop-en.ts';
import { DHCP_ISSUE_WORDS } from './issues-dhcp-en.ts';
import { DNS_ISSUE_WORDS } from './issues-dns-en.ts';
import { HTTP_ISSUE_WORDS } from './issues-http-en.ts';
import { LINE_ISSUE_WORDS } from './issues-line-en.ts';
import { LINK_ISSUE_WORDS } from './issues-link-en.ts';
import { NETWORK_ISSUE_WORDS } from './issues-network-en.ts';
import { STRUCTURE_ISSUE_WORDS } from './issues-structure-en.ts';
import { TEXT_ISSUE_WORDS } from './issues-text-en.ts';
import { TRANSPORT_ISSUE_WORDS } from './issues-transport-en.ts';

/** One entry per objection that an explanation of bytes can raise. */
export const ISSUE_WORDS: Readonly<Record<IssueCode, IssueWords>> = {
  ...LINK_ISSUE_WORDS,
  ...LINE_ISSUE_WORDS,
  ...NETWORK_ISSUE_WORDS,
  ...TRANSPORT_ISSUE_WORDS,
  ...DHCP_ISSUE_WORDS,
  ...DNS_ISSUE_WORDS,
  ...HTTP_ISSUE_WORDS,
  ...TEXT_ISSUE_WORDS,
  ...DESKTOP_ISSUE_WORDS,
  ...CAPTURE_ISSUE_WORDS,
  ...STRUCTURE_ISSUE_WORDS,
};
