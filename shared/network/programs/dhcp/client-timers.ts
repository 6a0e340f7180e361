import type { ProgramEffect, ProgramFacts } from '../program.ts';
import type { DhcpClientSettings, DhcpClientState } from './client-state.ts';
import type { DhcpHappening, DhcpTransition } from './client-states.ts';

const SECOND = 1_000_000;
/** RFC 2131 §3.1: after a DHCPDECLINE at least ten seconds pass before it starts anew. */
const RESTART_SECONDS = 10;
/** The time at which a client knows whether somebody has the address. */
export const CHECKED = 'checked';
/** RFC 5227 §1.1 and §2.1.1: three probes, a second between them, and two seconds more for answers. */
const CHECK_SECONDS = 4;

/** A time to wait for; one that was set in an earlier epoch means nothing. */
export const timer = (
  state: DhcpClientState,
  on: DhcpHappening | typeof CHECKED,
  afterMicros: number,
): ProgramEffect => ({
  type: 'set-timer',
  name: `${on} ${state.epoch}`,
  afterMicros: Math.max(0, Math.round(afterMicros)),
});

/** Half of what is left, at least a minute, RFC 2131 §4.4.5. */
const halfUntil = (atMicros: number | null, nowMicros: number): number =>
  Math.max(60 * SECOND, ((atMicros ?? nowMicros) - nowMicros) / 2);

/** When the same is said again: 4, 8, 16, 32, 64 s, each a second more or less, RFC 2131 §4.1. */
const resendAfter = ({ phase, lease, tries }: DhcpClientState, facts: ProgramFacts): number => {
  if (phase === 'RENEWING') return halfUntil(lease?.rebindAtMicros ?? null, facts.nowMicros);
  if (phase === 'REBINDING') return halfUntil(lease?.expiresAtMicros ?? null, facts.nowMicros);
  const seconds = Math.min(4 * 2 ** (tries - 1), 64);
  return (seconds - 1 + 2 * facts.draw('resend')) * SECOND;
};

/** The next times to wait for in the phase just entered. */
export const timersOf = (
  state: DhcpClientState,
  { on, send }: DhcpTransition,
  settings: DhcpClientSettings,
  facts: ProgramFacts,
): ProgramEffect[] => {
  const { phase, lease } = state;
  const until = (happening: DhcpHappening, atMicros: number | null | undefined): ProgramEffect[] =>
    typeof atMicros === 'number' ? [timer(state, happening, atMicros - facts.nowMicros)] : [];
  if (phase === 'INIT') {
    return on === 'release' ? [] : [timer(state, 'start', RESTART_SECONDS * SECOND)];
  }
  if (phase === 'CHECKING') return [timer(state, CHECKED, CHECK_SECONDS * SECOND)];
  if (phase === 'BOUND') {
    const { releaseAfterMicros: after } = settings;
    const release = after === undefined ? [] : [timer(state, 'release', after)];
    return [...until('T1', lease?.renewAtMicros), ...release];
  }
  const again = send === undefined ? [] : [timer(state, 'resend', resendAfter(state, facts))];
  if (phase === 'RENEWING') return [...again, ...until('T2', lease?.rebindAtMicros)];
  if (phase === 'REBINDING') return [...again, ...until('expired', lease?.expiresAtMicros)];
  return again;
};
