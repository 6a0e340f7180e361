const SERVE = {
  look: 'Look at your zone, and read {about} from the right, label by label.',
  rule: 'A zone ends where NS records give a part away. Above such a cut you answer or say that there is nothing; below it you name the servers there; outside you refuse.',
  sibling:
    'A server of school.example was asked for map.art.school.example. Its zone has NS records for art.school.example, so it named those servers.',
} as const;

const WHOM = {
  look: 'Look at the cache first, then at the root servers.',
  rule: 'What is remembered is answered at once. Else the servers of the closest zone that is known are asked; of nobody else but the root is anything known at the start.',
  sibling:
    'A resolver that knew the servers of school.example was asked for www.school.example. It asked those, not the root.',
} as const;

const REPLY = {
  look: 'Compare sender, number and question with your open questions; then look at the records.',
  rule: 'A message without an answer but with NS records points to servers further down: the question goes to one of them. An answer goes home to the client. What fits no open question is dropped.',
  sibling:
    'Asked for www.school.example, the root named the servers of example and their addresses. The next question went to one of those.',
} as const;

const NUMBER = {
  look: 'Look at the numbers of the questions that are open, and at the one that has just come.',
  rule: 'A false answer needs the right number. So each question gets one that nobody has seen or can work out.',
  sibling: 'A client had asked under number 7. The resolver asked on under 51903.',
} as const;

const PORT = {
  look: 'Look at the ports of the questions that are open.',
  rule: 'The port of a question is a second number that a forger has to guess. Any free one from 1024 on will do; the well-known ones below are for services.',
  sibling: 'A resolver sent one question from port {siblingPort}, the next from quite another one.',
} as const;

const AUTHORITY = {
  look: 'Whose zone holds the name: yours, or one below?',
  rule: 'The bit says: this comes from whoever keeps the zone. It is set on answers and denials from the own zone, never on a pointer to others.',
  sibling: 'A server of example named the servers of school.example, with the bit clear.',
} as const;

/** Hints for name servers and resolvers. */
export const NAME_HINTS = {
  'serve/answer': SERVE,
  'serve/alias': SERVE,
  'serve/refer': SERVE,
  'serve/missing': SERVE,
  'serve/no-data': SERVE,
  'serve/refuse': SERVE,
  'serve/records': {
    look: 'Look for lines of your zone with exactly that name.',
    rule: 'The records with the name and the type answer. Where the name is an alias, the alias comes first and what it stands for behind it.',
    sibling:
      'www.school.example was an alias of box.school.example: the answer held the alias and the address of box.',
  },
  'serve/pointers': {
    look: 'Is the name below a part that you have given away, or is it not there at all?',
    rule: 'A pointer names the servers of the part below; who says that there is nothing shows the SOA record of the zone, so that it can be remembered for a while.',
    sibling: 'A server of school.example that knew no club.school.example showed its SOA record.',
  },
  'serve/glue': {
    look: 'Look at the names of the servers below. Could anybody find those?',
    rule: 'A server whose name lies in the zone that it serves can only be found if its address comes along.',
    sibling:
      'For school.example its server is ns.school.example, so the address {siblingHost} came along.',
  },
  'serve/authority': AUTHORITY,
  'serve/lasts': {
    look: 'Look at the column TTL of your zone.',
    rule: 'Here TTL is a time in seconds that whoever keeps the zone has chosen. It has nothing to do with the hops of a packet.',
    sibling: 'The zone said 7200 s for an address: for two hours nobody had to ask again.',
  },
  'resolve/from-root': WHOM,
  'resolve/from-nearer': WHOM,
  'resolve/remembered': WHOM,
  'resolve/denied': WHOM,
  'resolve/waits': WHOM,
  'resolve/number': NUMBER,
  'resolve/port': PORT,
  'resolve/remaining': {
    look: 'Look at what is left of that row in your cache.',
    rule: 'A record may be kept for so many seconds in all. Who passes it on passes on what is left.',
    sibling: 'Of 7200 s a row had lain there for 200 s: the client was told 7000 s.',
  },
  'reply/go-on': REPLY,
  'reply/alias': REPLY,
  'reply/answer': REPLY,
  'reply/denial': REPLY,
  'reply/not-mine': REPLY,
  'reply/keep': {
    look: 'Which zone was that server asked for, and which names are in its message?',
    rule: 'A server has a say in its own zone and below. What it says of other names is not kept, however helpful it looks.',
    sibling:
      'Asked for www.school.example, a server also told an address of bank.example. That was thrown away.',
  },
  'reply/number': NUMBER,
  'reply/port': PORT,
  'reply/say': {
    look: 'Did you keep that zone, or were you told?',
    rule: 'Only who keeps the zone has authority. A resolver passes on what it was told, and says so.',
    sibling: 'nslookup writes "non-authoritative answer" below what a resolver says.',
  },
} as const;
