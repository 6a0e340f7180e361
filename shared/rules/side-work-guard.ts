import { pick } from '../base/random.ts';
import { isGuarded } from '../network/guard/daemon-state.ts';
import type { FaultWord } from '../network/guard/reading.ts';
import type { NodeState } from '../network/world.ts';

/** Input that was refused, and the rule that catches it and nothing good. */
interface Caught {
  readonly input: string;
  readonly rule: string;
}

const LENGTH: Caught = {
  input: 'a Content-Length of 50000 and eight bytes of body',
  rule: 'refuse a length that is more than there are boxes',
};

const HTTP: Readonly<Partial<Record<FaultWord, Caught>>> = {
  'body-too-large': LENGTH,
  'length-twice': {
    input: 'Content-Length: 8, and once more Content-Length: 12',
    rule: 'refuse what tells two lengths that differ',
  },
  'line-too-long': {
    input: 'a first line of 400 bytes',
    rule: 'refuse a first line that is longer than its boxes',
  },
  'host-missing': {
    input: 'a request by HTTP/1.1 without Host',
    rule: 'refuse HTTP/1.1 without exactly one Host',
  },
  'method-unknown': {
    input: 'BREW /tea HTTP/1.1',
    rule: 'refuse methods that are not in the list',
  },
  'other-protocol': {
    input: 'the bytes 16 03 01',
    rule: 'refuse what does not begin with a method',
  },
};

const SMTP: Readonly<Partial<Record<FaultWord, Caught>>> = {
  'out-of-order': {
    input: 'RCPT TO before any MAIL FROM',
    rule: 'refuse a recipient while no sender is named',
  },
  'line-too-long': {
    input: 'a command of 700 bytes',
    rule: 'refuse a line of more than 512 bytes',
  },
  'other-protocol': {
    input: 'GET / HTTP/1.1',
    rule: 'refuse a first word that is no command',
  },
};

const DNS: Readonly<Partial<Record<FaultWord, Caught>>> = {
  'label-too-long': {
    input: 'a label whose length byte says 90',
    rule: 'refuse a label length of more than 63',
  },
  'pointer-loop': {
    input: 'a pointer to its own place',
    rule: 'refuse a pointer that does not lead to an earlier place',
  },
  'count-too-high': {
    input: 'a count of 200 questions with one behind it',
    rule: 'refuse a count that goes on behind the end',
  },
  'is-response': {
    input: 'a message with the bit of an answer',
    rule: 'drop what is an answer',
  },
};

/** By the service of the daemon. */
const CAUGHT: Readonly<Record<string, Readonly<Partial<Record<FaultWord, Caught>>>>> = {
  'http-server': HTTP,
  'smtp-server': SMTP,
  'name-server': DNS,
};

/** Rules that would catch good messages too, or not this one. */
const TOO_BROAD = [
  'refuse everything from that address',
  'refuse every message of more than 100 bytes',
  'refuse what has a wrong checksum',
  'refuse what comes to another port',
];

/** The rule that would have caught what a guarded daemon of `node` refused last; null where nobody stands guard. */
export const ruleQuestion = (node: NodeState, seed: string, n: number) => {
  const guarded = node.spec.programs.filter(isGuarded);
  const daemon = pick(guarded, seed, n, 'daemon');
  const known = CAUGHT[daemon?.service ?? ''];
  if (daemon === undefined || known === undefined) return null;
  const last = known[node.daemons?.get(daemon.name)?.lastFault ?? 'none'];
  const caught = last ?? pick(Object.values(known), seed, n, 'fault') ?? LENGTH;
  return {
    facts: {
      question: 'guard-rule',
      program: daemon.name,
      node: node.spec.name,
      input: caught.input,
    },
    choices: TOO_BROAD,
    right: caught.rule,
  };
};
