/** Objections to DHCP messages. */
export const DHCP_ISSUES = [
  'dhcp/bad-operation',
  'dhcp/wrong-direction',
  'dhcp/bad-hardware-length',
  'dhcp/reserved-flags-set',
  'dhcp/bad-magic-cookie',
  'dhcp/no-message-type',
  'dhcp/unknown-message-type',
  'dhcp/missing-option',
  'dhcp/bad-overload',
  'dhcp/option-overruns',
  'dhcp/option-length',
  'dhcp/no-end-option',
] as const;
