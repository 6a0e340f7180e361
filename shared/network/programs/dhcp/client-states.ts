/** States of a client, RFC 2131 §4.4 figure 5; CHECKING is none of the figure: a lease has come, and ARP asks whether somebody
 *  has its address (§4.4.1). */
export type DhcpPhase =
  | 'INIT'
  | 'SELECTING'
  | 'REQUESTING'
  | 'CHECKING'
  | 'INIT-REBOOT'
  | 'REBOOTING'
  | 'BOUND'
  | 'RENEWING'
  | 'REBINDING';

/** What a client meets: messages, and times that have come. `granted`: a lease whose address is to be
 *  checked; `free` and `in-use`: nobody or somebody has it; `reboot`: its
 *  cable was out, so the lease may not be for this link. */
export type DhcpHappening =
  | 'start'
  | 'offer'
  | 'chosen'
  | 'ack'
  | 'granted'
  | 'free'
  | 'in-use'
  | 'nak'
  | 'resend'
  | 'given-up'
  | 'T1'
  | 'T2'
  | 'expired'
  | 'reboot'
  | 'release';

/** What a client sends. */
export type DhcpSaying = 'discover' | 'request' | 'decline' | 'release';

/** One arrow of the figure. What no row names is discarded. */
export interface DhcpTransition {
  readonly from: DhcpPhase;
  readonly on: DhcpHappening;
  readonly to: DhcpPhase;
  readonly send?: DhcpSaying;
  readonly rfc: string;
}

const FIGURE = 'RFC 2131 §4.4 figure 5';
const AGAIN = 'RFC 2131 §4.1';

/** The state machine of a client, RFC 2131 §4.4 figure 5; sending again is §4.1 and §4.4.5. */
export const DHCP_TRANSITIONS: readonly DhcpTransition[] = [
  { from: 'INIT', on: 'start', to: 'SELECTING', send: 'discover', rfc: FIGURE },
  { from: 'SELECTING', on: 'resend', to: 'SELECTING', send: 'discover', rfc: AGAIN },
  { from: 'SELECTING', on: 'offer', to: 'SELECTING', rfc: FIGURE },
  { from: 'SELECTING', on: 'chosen', to: 'REQUESTING', send: 'request', rfc: FIGURE },
  { from: 'REQUESTING', on: 'resend', to: 'REQUESTING', send: 'request', rfc: AGAIN },
  { from: 'REQUESTING', on: 'given-up', to: 'INIT', rfc: 'RFC 2131 §3.1' },
  { from: 'REQUESTING', on: 'ack', to: 'BOUND', rfc: FIGURE },
  { from: 'REQUESTING', on: 'in-use', to: 'INIT', send: 'decline', rfc: FIGURE },
  { from: 'REQUESTING', on: 'nak', to: 'INIT', rfc: FIGURE },
  { from: 'REQUESTING', on: 'granted', to: 'CHECKING', rfc: 'RFC 2131 §3.1' },
  { from: 'CHECKING', on: 'resend', to: 'CHECKING', rfc: 'RFC 2131 §4.4.1' },
  { from: 'CHECKING', on: 'free', to: 'BOUND', rfc: 'RFC 2131 §3.1' },
  { from: 'CHECKING', on: 'in-use', to: 'INIT', send: 'decline', rfc: 'RFC 2131 §3.1' },
  { from: 'CHECKING', on: 'nak', to: 'INIT', rfc: FIGURE },
  { from: 'INIT-REBOOT', on: 'start', to: 'REBOOTING', send: 'request', rfc: FIGURE },
  { from: 'REBOOTING', on: 'resend', to: 'REBOOTING', send: 'request', rfc: AGAIN },
  { from: 'REBOOTING', on: 'given-up', to: 'INIT', rfc: 'RFC 2131 §3.2' },
  { from: 'REBOOTING', on: 'ack', to: 'BOUND', rfc: FIGURE },
  { from: 'REBOOTING', on: 'in-use', to: 'INIT', send: 'decline', rfc: 'RFC 2131 §3.2' },
  { from: 'REBOOTING', on: 'nak', to: 'INIT', rfc: FIGURE },
  { from: 'REBOOTING', on: 'granted', to: 'CHECKING', rfc: 'RFC 2131 §3.2' },
  { from: 'BOUND', on: 'T1', to: 'RENEWING', send: 'request', rfc: FIGURE },
  { from: 'BOUND', on: 'release', to: 'INIT', send: 'release', rfc: 'RFC 2131 §4.4.6' },
  { from: 'BOUND', on: 'reboot', to: 'REBOOTING', send: 'request', rfc: 'RFC 2131 §3.7' },
  { from: 'RENEWING', on: 'resend', to: 'RENEWING', send: 'request', rfc: 'RFC 2131 §4.4.5' },
  { from: 'RENEWING', on: 'ack', to: 'BOUND', rfc: FIGURE },
  { from: 'RENEWING', on: 'nak', to: 'INIT', rfc: FIGURE },
  { from: 'RENEWING', on: 'T2', to: 'REBINDING', send: 'request', rfc: FIGURE },
  { from: 'RENEWING', on: 'release', to: 'INIT', send: 'release', rfc: 'RFC 2131 §4.4.6' },
  { from: 'REBINDING', on: 'release', to: 'INIT', send: 'release', rfc: 'RFC 2131 §4.4.6' },
  { from: 'REBINDING', on: 'resend', to: 'REBINDING', send: 'request', rfc: 'RFC 2131 §4.4.5' },
  { from: 'REBINDING', on: 'ack', to: 'BOUND', rfc: FIGURE },
  { from: 'REBINDING', on: 'nak', to: 'INIT', rfc: FIGURE },
  { from: 'REBINDING', on: 'expired', to: 'INIT', rfc: FIGURE },
];

/** The arrow from `from` for what happens, or undefined: then nothing changes. */
export const dhcpTransition = (from: DhcpPhase, on: DhcpHappening): DhcpTransition | undefined =>
  DHCP_TRANSITIONS.find(row => row.from === from && row.on === on);
