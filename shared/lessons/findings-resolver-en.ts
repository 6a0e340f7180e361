import type { FindingWords } from './finding-words.ts';

const OPEN = 'Compare it with your open questions.';
const CACHE = 'Look at your cache, then at the root servers.';

/** Findings about resolvers. */
export const RESOLVER_FINDINGS_WORDS = {
  'resolve/asks-host': {
    happened: 'The question went to a host that does not answer questions about names.',
    why: 'A name is not a place. Servers of names know the way; the host that bears the name does not keep the book.',
    look: CACHE,
  },
  'resolve/asks-stranger': {
    happened: 'The question went to a server of which nobody has told you anything.',
    why: 'Who serves a zone is learnt from the zone above, step by step, beginning at the root.',
    look: CACHE,
  },
  'resolve/asks-itself': {
    happened: 'The resolver asked itself.',
    why: 'It is the one that does not know yet.',
    look: CACHE,
  },
  'resolve/asks-root-again': {
    happened: 'The root said the same once more: who serves the part below.',
    why: 'It has told all it knows. The root is no one machine that knows every name.',
    look: 'Look at the NS records that have just come, and at the addresses with them.',
  },
  'resolve/asks-from-the-top': {
    happened: 'Unusual, works: the long way round by the root.',
    why: 'Servers of a nearer zone are known already; they are asked first.',
    look: 'Look at the NS records in your cache.',
  },
  'resolve/asks-same-again': {
    happened: 'The same server said the same once more.',
    why: 'It has just told whom to ask instead.',
    look: 'Look at the NS records that have just come, and at the addresses with them.',
  },
  'resolve/number-known': {
    happened: 'The new question has a number that somebody else knows.',
    why: 'Who knows the number can answer in the server’s place. A new question gets a new one.',
    look: 'Where does that number stand already?',
  },
  'resolve/number-open': {
    happened: 'The number {given} is easy to guess.',
    why: 'Nothing but number and port tell a true answer from a false one, so they have to be drawn afresh.',
    look: 'Look at the numbers of your open questions.',
  },
  'resolve/port-of-service': {
    happened: 'The question left from port {given}, where everybody would expect it.',
    why: 'The low ports are where services wait. A question comes from a free port, and the harder to guess the better.',
    look: 'Look at how the ports of your other questions look.',
  },
  'resolve/port-open': {
    happened: 'Port {given} is in use already.',
    why: 'Two questions from one port are easier to answer falsely: one guess less.',
    look: 'Look at the ports of your open questions.',
  },
  'resolve/knows-already': {
    happened: 'A long walk through the servers for what was known.',
    why: 'What is in the cache and not over yet is answered at once.',
    look: 'Look for the name in your cache.',
  },
  'resolve/knows-nothing': {
    happened: 'The client got an answer, and nobody had been asked.',
    why: 'A resolver knows what is in its cache. Everything else has to be looked up: names do not contain addresses.',
    look: CACHE,
  },
  'resolve/other-answer': {
    happened: 'The client was told something else than what is known.',
    why: 'Records, no such name, nothing of that type, failure: each has a code of its own.',
    look: 'Look at what is known about that name.',
  },
  'resolve/waits-for-nothing': {
    happened: 'The client waits, and nothing is under way for it.',
    why: 'Somebody has to be asked, or the client has to be answered.',
    look: 'Look at your open questions.',
  },
  'resolve/asked-already': {
    happened: 'The same question is under way twice.',
    why: 'Each copy is one more chance for a forger. The second client waits for the first answer.',
    look: OPEN,
  },
  'resolve/dropped-client': {
    happened: 'The client waited, and asked again.',
    why: 'Looking things up for clients is what a resolver is for.',
    look: CACHE,
  },
  'resolve/wrong-reason': {
    happened: 'It does end here, but for another reason.',
    why: 'First: was it asked? Then: can it be read?',
    look: OPEN,
  },
  'resolve/ttl-is-hops': {
    happened: 'The client forgets the answer after {given} seconds.',
    why: 'This TTL is a time in seconds. The number of hops that a packet may take only bears the same name.',
    look: 'Look at what is left of that row in your cache.',
  },
  'resolve/ttl-full': {
    happened: 'The client keeps the answer for longer than its owner allowed.',
    why: 'The time began to run when the record was learnt. Who passes it on passes on what is left.',
    look: 'Look at what is left of that row in your cache.',
  },
  'resolve/ttl-short': {
    happened: 'Unusual, works: the client asks again sooner than it has to.',
    why: 'A record may be kept for less than its time, never for more.',
    look: 'Look at what is left of that row in your cache.',
  },
  'resolve/claims-authority': {
    happened: 'The client takes hearsay for the word of the zone itself.',
    why: 'Only a server that keeps the zone has authority. A resolver tells what it was told.',
    look: 'Whose zone is it?',
  },
  'resolve/hides-recursion': {
    happened: 'The client thinks that it has to walk through the servers itself.',
    why: 'The bit "recursion available" tells that somebody does the walking here.',
    look: 'Look at what the client asked for.',
  },
  'reply/took-stranger': {
    happened: 'A message from somebody who was never asked was believed.',
    why: 'Anybody can send a message, with any sender written on it. Nobody on the way checks it, so you do.',
    look: OPEN,
  },
  'reply/took-other': {
    happened: 'The sender fits, and the message answers another question.',
    why: 'Number, port and question have to fit as well: the sender alone is easily written.',
    look: OPEN,
  },
  'reply/dropped-mine': {
    happened: 'The answer that the client waits for was thrown away.',
    why: 'Sender, port, number and question are those of an open question.',
    look: OPEN,
  },
  'reply/kept-all': {
    happened: 'From now on {name} leads where this server wants.',
    why: 'You asked a server of {zone}. What it says of {name} it was not asked and has no say in.',
    look: 'Compare the names in the message with the zone.',
  },
  'reply/is-referral': {
    happened: 'The client was answered, and nobody had said anything yet.',
    why: 'The message has no answer: it names the servers further down, who know more. No server knows everything.',
    look: 'Look at the number of answers, then at the authority section.',
  },
  'reply/is-answer': {
    happened: 'The walk went on although its end was reached.',
    why: 'The message answers the question: the client waits for it.',
    look: 'Look at the number of answers and at the response code.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
