/** What an explanation of a dialogue in lines may object to, and of TELNET's commands between characters. */
export const TEXT_ISSUES = [
  'text/incomplete',
  'text/line-ending',
  'text/line-too-long',
  'text/surplus',
  'text/space',
  'text/unknown-command',
  'text/argument',
  'text/reply-code',
  'imap/tag',
  'imap/literal',
  'telnet/unknown-command',
  'telnet/subnegotiation',
] as const;
