import type { FindingWords } from './finding-words.ts';

const ZONE = 'Look at your zone, and read the name from the right.';
const SECTIONS = 'Look at the sections of the reply, one by one.';

/** Findings about name servers. */
export const NAME_FINDINGS_WORDS = {
  'serve/answered-below': {
    happened: 'The resolver got an address from a server that does not keep that name.',
    why: 'You know who serves the part below, not who lives there. There is no one machine that knows all names.',
    look: ZONE,
  },
  'serve/denied-below': {
    happened: 'The resolver was told that there is nothing, and it believed it.',
    why: 'That part of the tree was given away: only the servers below can say what is there.',
    look: 'Look for NS records between your zone and the name.',
  },
  'serve/refused-mine': {
    happened: 'The resolver was turned away, and asked somebody else in vain.',
    why: 'The name lies in your zone or below it. If you do not say so, nobody can.',
    look: ZONE,
  },
  'serve/referred-mine': {
    happened: 'The resolver was sent on, to where it is already.',
    why: 'A pointer leads downwards. Nothing below has been given away here: what is known of that name is known to you.',
    look: ZONE,
  },
  'serve/denied-existing': {
    happened: 'The resolver was told that there is nothing, and it is in your zone.',
    why: 'A denial is remembered: for a while nobody will find the name.',
    look: 'Look for a line with exactly that name.',
  },
  'serve/only-type-missing': {
    happened: 'The resolver now believes that the name does not exist at all.',
    why: 'The name is there, with other types. "No such name" holds for every type; what is missing is only this one.',
    look: 'Look for lines with that name, whatever their type.',
  },
  'serve/name-missing': {
    happened: 'The resolver believes that the name exists with other types.',
    why: 'No line of the zone has that name and none lies below it: then the code says so, for every type at once.',
    look: ZONE,
  },
  'serve/invented': {
    happened: 'The answer holds a record that is nowhere in the zone.',
    why: 'A name is there if somebody has entered it, www like any other. Nothing follows from how it begins.',
    look: 'Look for a line with exactly that name.',
  },
  'serve/other-type': {
    happened: 'The resolver asked for one type and got another.',
    why: 'Address, alias and mail server of a name are records of their own. Only the type asked for answers.',
    look: 'Compare the type in the question with the types in your zone.',
  },
  'serve/not-mine': {
    happened: 'The server spoke about a name with which it has nothing to do.',
    why: 'The name is not in the zone here and not below it. Who is asked outside its zone refuses.',
    look: ZONE,
  },
  'serve/records-missing': {
    happened: 'The answer came without what was asked for.',
    why: 'All records with the name and the type belong together, and all go into the answer.',
    look: 'Look for lines with that name and type.',
  },
  'serve/alias-skipped': {
    happened: 'The resolver finds no record of the name it asked for.',
    why: 'The address belongs to another name. Without the alias in front nobody sees the connection.',
    look: 'Look at the names at the beginning of the records.',
  },
  'serve/alias-not-followed': {
    happened: 'Unusual, works: the resolver has to ask once more for what the alias stands for.',
    why: 'A server that has both says both.',
    look: 'Is the other name in your zone too?',
  },
  'serve/other-records': {
    happened: 'Those records belong to another name or type.',
    why: 'The answer is what stands under the name that was asked for.',
    look: 'Compare name and type, line by line.',
  },
  'serve/read-from-left': {
    happened: 'The resolver was led to a wrong part of the tree.',
    why: 'Names are read from the right: the last label is the largest part. How a name begins says nothing about where it belongs.',
    look: 'Cover the name and uncover it label by label, from the right.',
  },
  'serve/no-pointers': {
    happened: 'The resolver learnt neither an answer nor whom to ask.',
    why: 'A pointer consists of the NS records of the part below.',
    look: 'Look for NS records between your zone and the name.',
  },
  'serve/pointers-to-self': {
    happened: 'The resolver was sent to where it is already.',
    why: 'A pointer names the servers of the part below, not those of the own zone.',
    look: 'Whose name stands before the NS records?',
  },
  'serve/pointers-elsewhere': {
    happened: 'The resolver was sent to servers of another part of the tree.',
    why: 'The NS records that count stand under a name that the asked one ends in.',
    look: 'Compare the ends of both names.',
  },
  'serve/denial-without-soa': {
    happened: 'Nobody knows how long the denial may be remembered.',
    why: 'Who says that there is nothing shows the SOA record of the zone: its numbers say for how long.',
    look: SECTIONS,
  },
  'serve/no-glue': {
    happened: 'The resolver knows the names of the servers, and cannot find them.',
    why: 'To find a server whose name lies below, one would have to ask that very server. So its address comes along.',
    look: 'Look at the names of the servers below.',
  },
  'serve/no-sibling-glue': {
    happened: 'Unusual, works: the resolver looks up the servers by itself first.',
    why: 'Their names lie elsewhere, so they can be found without glue, with more questions.',
    look: 'Are the addresses in your zone?',
  },
  'serve/extra-records': {
    happened: 'Something came along that has nothing to do with the reply.',
    why: 'Beside the answer stand only those who have the authority, and the addresses of servers that are named.',
    look: SECTIONS,
  },
  'serve/authority-on-referral': {
    happened:
      'The resolver takes the reply for the last word: no answer, and nobody further to ask.',
    why: 'The bit says that the zone speaks for itself. A pointer says that somebody else does.',
    look: 'Does the name lie in your zone, or below a cut?',
  },
  'serve/authority-missing': {
    happened: 'The resolver takes the answer for hearsay and asks another server.',
    why: 'From the server of the zone itself an answer with authority is expected.',
    look: 'Whose zone holds the name?',
  },
  'serve/code-wrong': {
    happened: 'The code in the header says something else than the sections.',
    why: 'It is read first: 0 it went well, 3 there is no such name, 5 refused.',
    look: 'Look at what the reply says, and at the code.',
  },
  'serve/ttl-is-hops': {
    happened: 'The answer is forgotten after {given} seconds.',
    why: 'This TTL is a time in seconds that belongs to the record. The number of hops that a packet may take only bears the same name.',
    look: 'Look at the column TTL of your zone.',
  },
  'serve/ttl-wrong': {
    happened: 'The answer is kept for another time than its owner has chosen.',
    why: 'Whoever keeps the zone says for how long; a denial lasts no longer than the last number of the SOA record.',
    look: 'Look at the column TTL of your zone.',
  },
  'serve/silent': {
    happened: 'Nothing came back; the resolver waited, and asked again.',
    why: 'A server says something to every question that it can read, be it that it refuses.',
    look: ZONE,
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
