/** Objections to DNS messages. */
export const DNS_ISSUES = [
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
  'dns/name-empty-label',
  'dns/name-label-too-long',
  'dns/opt-outside-additional',
  'dns/opt-repeated',
  'dns/opt-with-name',
] as const;
