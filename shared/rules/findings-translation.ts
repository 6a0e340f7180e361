import type { MisconceptionTag } from './misconceptions.ts';

/** Findings at address translators, see findings.ts. */
export const TRANSLATION_FINDINGS = {
  'nat/source-kept': { rfc: 'RFC 3022 §2.2', tag: 'route-back-assumed' },
  'nat/source-inner': { rfc: 'RFC 3022 §2.2' },
  'nat/source-other': { rfc: 'RFC 3022 §2.2' },
  'nat/far-end-rewritten': { rfc: 'RFC 3022 §4.1', tag: 'router-rewrites-ip' },
  'nat/port-taken': { rfc: 'RFC 4787 §4.2.1' },
  'nat/port-zero': { rfc: 'RFC 6335 §6' },
  'nat/port-low': { rfc: 'RFC 4787 §4.2.1' },
  'nat/port-is-protocol': { rfc: 'RFC 4787 §4.2.1', tag: 'port-is-protocol' },
  'nat/port-is-service': { rfc: 'RFC 4787 §4.2.1', tag: 'port-is-service' },
  'nat/mapping-changed': { rfc: 'RFC 4787 §4.1' },
  'nat/transport-sum-kept': { rfc: 'RFC 3022 §4.1' },
  'nat/port-not-written': { rfc: 'RFC 3022 §4.1' },
  'nat/quote-kept': { rfc: 'RFC 3022 §4.3' },
  'nat/header-sum-kept': { rfc: 'RFC 3022 §4.2' },
  'nat/header-sum-wrong': { rfc: 'RFC 3022 §4.2' },
  'nat/not-turned-back': { rfc: 'RFC 3022 §2.2' },
  'nat/wrong-host': { rfc: 'RFC 3022 §2.2' },
  'nat/inside-port-wrong': { rfc: 'RFC 3022 §2.2' },
  'nat/host-by-service': { rfc: 'RFC 6335 §3', tag: 'port-is-service' },
  'nat/let-in': { rfc: 'RFC 3022 §2.2' },
  'nat/row-too-old': { rfc: 'RFC 4787 §4.3' },
  'nat/told': { rfc: 'RFC 4787 §5' },
  'nat/told-at-once': { rfc: 'RFC 5382 §4.3' },
  'nat/not-to-answer': { rfc: 'RFC 3022 §2.2' },
  'nat/answer-dropped': { rfc: 'RFC 3022 §2.2', tag: 'route-back-assumed' },
  'nat/outward-dropped': { rfc: 'RFC 3022 §2.2' },
  'nat/took-damaged': { rfc: 'RFC 1812 §5.2.2' },
  'nat/wrong-reason': { rfc: 'RFC 3022 §2.2' },
} as const satisfies Readonly<
  Record<string, { readonly rfc: string; readonly tag?: MisconceptionTag }>
>;
