/** What an explanation of remote desktops and of shared files may object to. */
export const DESKTOP_ISSUES = ['rdp/credssp-without-tls', 'rdp/several-selected'] as const;
