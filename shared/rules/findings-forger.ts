import type { MisconceptionTag } from './misconceptions.ts';

/** Findings about forged answers, see findings.ts. */
export const FORGER_FINDINGS = {
  'forge/own-source': { rfc: 'RFC 5452 §4.4', tag: 'source-is-checked' },
  'forge/other-source': { rfc: 'RFC 5452 §4.4' },
  'forge/port-of-service': { rfc: 'RFC 5452 §4.5', tag: 'port-is-service' },
  'forge/port-other': { rfc: 'RFC 5452 §4.5' },
  'forge/number-other': { rfc: 'RFC 5452 §4.3' },
  'forge/other-question': { rfc: 'RFC 5452 §4.2' },
  'forge/tells-truth': { rfc: 'RFC 5452 §3' },
  'forge/leads-nowhere': { rfc: 'RFC 5452 §3' },
  'forge/soon-over': { rfc: 'RFC 1035 §3.2.1' },
  'forge/too-late': { rfc: 'RFC 5452 §4.6' },
  'forge/nobody-asks': { rfc: 'RFC 5452 §4.6' },
  'forge/expects-reply': { rfc: 'RFC 2827 §2', tag: 'source-is-checked' },
  'forge/reply-elsewhere': { rfc: 'RFC 2827 §2' },
  'forge/odds-wrong': { rfc: 'RFC 5452 §7.2' },
  'forge/numbers-known': { rfc: 'RFC 5452 §4.3' },
  'forge/hopes-for-check': { rfc: 'RFC 2827 §1', tag: 'source-is-checked' },
  'forge/wants-reply': { rfc: 'RFC 2827 §2', tag: 'source-is-checked' },
} as const satisfies Readonly<
  Record<string, { readonly rfc: string; readonly tag?: MisconceptionTag }>
>;
