import { DNS_GARBAGE, goodQuestion } from './dns-garbage.ts';
import { HTTP_GARBAGE } from './http-garbage.ts';
import type { Garbage, Ingredients } from './piece.ts';
import { SMTP_GARBAGE } from './smtp-garbage.ts';

type HttpName = keyof typeof HTTP_GARBAGE;
type SmtpName = keyof typeof SMTP_GARBAGE;
type DnsName = keyof typeof DNS_GARBAGE;
/** What a stranger may say, by name. */
export type GarbageName = HttpName | SmtpName | DnsName;

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] =>
  Object.keys(table) as Name[];

/** All that a stranger may say. */
export const GARBAGE_NAMES: readonly GarbageName[] = [
  ...namesOf(HTTP_GARBAGE),
  ...namesOf(SMTP_GARBAGE),
  ...namesOf(DNS_GARBAGE),
];

const isHttp = (name: GarbageName): name is HttpName => Object.hasOwn(HTTP_GARBAGE, name);
const isSmtp = (name: GarbageName): name is SmtpName => Object.hasOwn(SMTP_GARBAGE, name);

/** Nothing is said to these: a good question goes with them. */
const UNANSWERED: readonly GarbageName[] = ['dns-response', 'dns-short'];

const piecesOf = (name: GarbageName, from: Ingredients): readonly Uint8Array[] => {
  if (isHttp(name)) return [HTTP_GARBAGE[name](from)];
  if (isSmtp(name)) return SMTP_GARBAGE[name](from);
  const piece = DNS_GARBAGE[name](from);
  return UNANSWERED.includes(name) ? [piece, goodQuestion(from)] : [piece];
};

/** Input under that name; the same lot makes the same bytes. */
export const garbage = (name: GarbageName, from: Ingredients): Garbage => ({
  over: isHttp(name) || isSmtp(name) ? 'tcp' : 'udp',
  pieces: piecesOf(name, from),
  greeted: isSmtp(name),
  endsAtOnce: name === 'http-less-came',
  isAlive: goodQuestion(from),
});
