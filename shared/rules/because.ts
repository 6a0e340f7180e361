import { shuffle } from '../base/random.ts';
import type { FindingCode } from './findings.ts';
import type { MisconceptionTag } from './misconceptions.ts';
import type { Finding } from './verdict.ts';

/** Lessons keys of the choices in the order shown, and the right one. */
export interface BecauseQuestion {
  readonly choices: readonly string[];
  readonly right: string;
}

/** Why the network did that, right one first; keys of the lessons. */
export const BECAUSE_CHOICES = {
  'mac-is-final-host': ['mac-names-next-card', 'mac-of-server-unknown', 'frame-was-damaged'],
  'router-rewrites-ip': ['answer-goes-to-source', 'routers-hide-hosts', 'checksum-forbids-it'],
  'arp-for-remote': ['broadcast-ends-at-router', 'remote-was-switched-off', 'arp-is-too-slow'],
  'gateway-for-local': ['same-network-needs-no-router', 'router-was-busy', 'mask-is-for-routers'],
  'port-is-protocol': ['two-fields-two-layers', 'number-was-too-small', 'port-was-blocked'],
  'port-is-service': ['process-chooses-its-port', 'service-was-stopped', 'port-is-reserved'],
  'header-ownership': ['each-layer-reads-its-own', 'header-was-too-long', 'order-does-not-matter'],
  'ttl-is-seconds': ['each-router-takes-one', 'clock-ran-too-fast', 'packet-waited-too-long'],
  'name-is-address': ['names-are-looked-up', 'name-was-too-long', 'server-forgot-its-name'],
  'route-back-assumed': ['answers-must-pass-too', 'server-was-busy', 'request-was-lost'],
  'source-is-checked': ['anybody-may-write-a-source', 'source-was-proven', 'inside-is-safe'],
  'tcp-encrypts': ['only-encryption-hides', 'wire-was-opened', 'segment-was-broken'],
  'message-travels-whole': ['stream-is-cut-anywhere', 'server-was-slow', 'page-was-damaged'],
  'udp-is-broken': ['ends-repeat-not-network', 'router-lost-its-copy', 'udp-gave-up'],
  'www-is-web': ['each-server-knows-its-part', 'root-was-too-busy', 'name-has-no-www'],
  'bad-checksum-is-attack': ['noise-flips-bits', 'somebody-attacked', 'cable-was-cut'],
} as const satisfies Readonly<Partial<Record<MisconceptionTag, readonly [string, string, string]>>>;

/** Values that show one belief and are explained by what holds against another. */
const EXPLAINED_BY: Readonly<Partial<Record<FindingCode, MisconceptionTag>>> = {
  'frame/source-kept': 'mac-is-final-host',
};

export type BecauseKey = (typeof BECAUSE_CHOICES)[keyof typeof BECAUSE_CHOICES][number];

const choicesFor: Readonly<Partial<Record<MisconceptionTag, readonly BecauseKey[]>>> =
  BECAUSE_CHOICES;

/** The one question after a refutation: why did the network do that? Null where no belief is behind the value. */
export const becauseQuestion = (finding: Finding, seed: string): BecauseQuestion | null => {
  const belief = finding.tag === null ? null : (EXPLAINED_BY[finding.code] ?? finding.tag);
  const choices = belief === null ? undefined : choicesFor[belief];
  const [right] = choices ?? [];
  if (choices === undefined || right === undefined) return null;
  return { choices: shuffle(choices, seed, finding.code, 'because'), right };
};
