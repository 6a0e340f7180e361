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
} as const satisfies Readonly<
  Record<string, { readonly rfc: string; readonly tag?: MisconceptionTag }>
>;
