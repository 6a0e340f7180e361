/** Everything an explanation may object to. The words live in the lessons, one entry per code. */
export const ISSUE_CODES = [
  'header/truncated',
  'ethernet/group-source',
  'ethernet/length-mismatch',
  'ethernet/undefined-type',
  'ethernet/too-short',
  'ethernet/bad-frame-check-sequence',
  'ethernet/padding-not-zero',
  'arp/not-ethernet',
  'arp/not-ipv4',
  'arp/bad-hardware-length',
  'arp/bad-protocol-length',
  'arp/unknown-operation',
  'arp/group-sender',
  'ipv4/bad-version',
  'ipv4/short-header-length',
  'ipv4/total-length-too-long',
  'ipv4/total-length-too-short',
  'ipv4/reserved-flag-set',
  'ipv4/fragment-bits-with-dont-fragment',
  'ipv4/time-to-live-zero',
  'ipv4/bad-checksum',
  'ipv4/bad-option-length',
  'ipv4/group-source',
  'icmp/bad-checksum',
  'icmp/unknown-type',
  'udp/length-too-long',
  'udp/length-too-short',
  'udp/bad-checksum',
  'udp/destination-port-zero',
  'tcp/short-data-offset',
  'tcp/bad-checksum',
  'tcp/bad-option-length',
  'tcp/port-zero',
  'tcp/syn-with-fin',
  'tcp/syn-with-rst',
  'tcp/no-flags',
  'tcp/acknowledgment-without-ack',
  'tcp/urgent-pointer-without-urg',
  'tcp/reserved-bits-set',
  'dns/count-too-high',
  'dns/trailing-bytes',
  'dns/reserved-bit-set',
  'dns/answer-in-query',
  'dns/name-pointer-loop',
  'dns/name-pointer-outside',
  'dns/name-bad-label',
  'dns/name-too-long',
  'dns/name-overruns',
  'dns/data-length-mismatch',
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
