import type { MisconceptionTag } from './misconceptions.ts';

/** Findings at switches and boundary devices, see findings.ts. */
export const DEVICE_FINDINGS = {
  // switches
  'switch/learned-destination': { rfc: 'IEEE 802.1Q §8.7' },
  'switch/learned-other': { rfc: 'IEEE 802.1Q §8.7' },
  'switch/learned-at-other-port': { rfc: 'IEEE 802.1Q §8.7' },
  'switch/learned-nothing': { rfc: 'IEEE 802.1Q §8.7' },
  'switch/learned-without-room': { rfc: 'IEEE 802.1Q §8.7' },
  'switch/made-room': { rfc: 'IEEE 802.1Q §8.7' },
  'switch/move-missed': { rfc: 'IEEE 802.1Q §8.7' },
  'switch/table-misread': { rfc: 'IEEE 802.1Q §8.7' },
  'switch/sent-back': { rfc: 'IEEE 802.1Q §8.6' },
  'switch/flooded-known': { rfc: 'IEEE 802.1Q §8.6' },
  'switch/guessed-port': { rfc: 'IEEE 802.1Q §8.6' },
  'switch/wrong-port': { rfc: 'IEEE 802.1Q §8.6' },
  'switch/broadcast-narrowed': { rfc: 'IEEE 802.1Q §8.6' },
  'switch/not-filtered': { rfc: 'IEEE 802.1Q §8.6' },
  'switch/dropped-good': { rfc: 'IEEE 802.1Q §8.6' },
  'switch/took-damaged': { rfc: 'IEEE 802.3 §3.2.9' },
  'switch/wrong-reason': { rfc: 'IEEE 802.1Q §8.6' },
  'switch/wrong-grounds': { rfc: 'IEEE 802.1Q §8.6' },
  'switch/looked-inside': { rfc: 'RFC 1122 §1.1.3', tag: 'header-ownership' },
  'switch/card-rewritten': { rfc: 'IEEE 802.1Q §8.6', tag: 'router-rewrites-ip' },
  // boundary devices
  'boundary/answer-refused': { rfc: 'RFC 2979 §2', tag: 'route-back-assumed' },
  'boundary/answer-needs-no-line': { rfc: 'RFC 2979 §2' },
  'boundary/no-answer': { rfc: 'RFC 2979 §2' },
  'boundary/line-too': { rfc: 'RFC 2979 §2' },
  'boundary/line-overlooked': { rfc: 'RFC 1812 §5.3.9' },
  'boundary/later-line': { rfc: 'RFC 1812 §5.3.9' },
  'boundary/protocol-is-port': { rfc: 'RFC 791 §3.1', tag: 'port-is-protocol' },
  'boundary/usual-port': { rfc: 'RFC 6335 §3', tag: 'port-is-service' },
  'boundary/other-port': { rfc: 'RFC 1812 §5.3.9' },
  'boundary/other-direction': { rfc: 'RFC 1812 §5.3.9' },
  'boundary/line-misread': { rfc: 'RFC 1812 §5.3.9' },
  'boundary/service-refused': { rfc: 'RFC 6335 §3', tag: 'port-is-service' },
  'boundary/permitted-refused': { rfc: 'RFC 1812 §5.3.9' },
  'boundary/source-trusted': { rfc: 'RFC 1812 §5.3.8', tag: 'source-is-checked' },
  'boundary/port-by-habit': { rfc: 'RFC 6335 §3', tag: 'port-is-service' },
  'boundary/let-through': { rfc: 'RFC 1812 §5.3.9' },
  'boundary/kept-silent': { rfc: 'RFC 1812 §5.3.9' },
  'boundary/told': { rfc: 'RFC 1812 §5.3.9' },
  'boundary/wrong-reason': { rfc: 'RFC 1812 §5.3.9' },
} as const satisfies Readonly<
  Record<string, { readonly rfc: string; readonly tag?: MisconceptionTag }>
>;
