import type { FindingWords } from './finding-words.ts';

const LEASES = 'Look at the leases, and at the server that the message names.';
const POOL = 'Look at the row of the pool.';

/** Findings about DHCP servers. */
export const LEASE_FINDINGS_WORDS = {
  'lease/ack-unasked': {
    happened: 'The client threw the lease away: it had not asked for any yet.',
    why: 'A client that looks for a server wants offers. Several servers may make one; only what it then asks for is granted.',
    look: 'Which of the four messages has come?',
  },
  'lease/refused-discover': {
    happened: 'The client was refused something that it had not asked for.',
    why: 'A refusal answers a REQUEST. Whoever has nothing to offer keeps silent, and another server may be there.',
    look: 'Which of the four messages has come?',
  },
  'lease/offered-again': {
    happened: 'The client got an offer where it waits for a yes or a no.',
    why: 'After a REQUEST the server has to decide. An offer at that point means nothing to the client.',
    look: 'Which of the four messages has come?',
  },
  'lease/offered-in-use': {
    happened: 'An address was offered that somebody has already.',
    why: 'Every address of the pool is taken. Two hosts with one address cannot both be reached.',
    look: 'Count the addresses of the pool, and the leases.',
  },
  'lease/refused-own': {
    happened: 'The client was refused what it had just been offered, and began anew.',
    why: 'It named this server and asks for the address that was kept for it. That is granted.',
    look: LEASES,
  },
  'lease/granted-others': {
    happened: 'The client believes that it has an address that cannot be its own here.',
    why: 'The address belongs to somebody else or to another network. Unless it is told no, the client uses it and is not reached.',
    look: 'Hold the wanted address against the leases and the prefix of this LAN.',
  },
  'lease/answered-for-other': {
    happened: 'The client heard two servers about a choice that was only for one.',
    why: 'The REQUEST names another server. To the others it says: not you. They free what they had kept, and are silent.',
    look: 'Whom does the message name?',
  },
  'lease/answered-unknown': {
    happened: 'A server spoke about a lease of which it knows nothing.',
    why: 'Another server may have given that address. Whoever has no record of the client has to keep silent.',
    look: 'Is there a row for that card among the leases?',
  },
  'lease/answered-return': {
    happened:
      'The client that gave its address back got an answer, and has no address to hear it at.',
    why: 'A RELEASE is the last word of a client. The server notes it, and says nothing.',
    look: 'What sort of message has come?',
  },
  'lease/silent': {
    happened: 'The client waited, and called again.',
    why: 'The message is for this server, and there is something to say to it.',
    look: LEASES,
  },
  'lease/answered-decline': {
    happened:
      'The client does not hear it: it has given the address up, and starts anew in a while.',
    why: 'A DECLINE tells that somebody on the LAN answered for the address. There is nothing to say to that, only to note it.',
    look: 'What sort of message has come?',
  },
  'lease/forgot-decline': {
    happened: 'The same address is offered to the next client, and somebody has it already.',
    why: 'A server cannot see who has given itself an address. Whoever was granted it has asked on the LAN, and tells what it heard.',
    look: 'What sort of message has come?',
  },
  'lease/forgot-return': {
    happened: 'An address came back, and the server still keeps it for the one who left.',
    why: 'A released address is free for the next. If it is not noted it stays locked until its time is over.',
    look: 'What sort of message has come?',
  },
  'lease/wrong-reason': {
    happened: 'It ends here, but for another reason.',
    why: 'The pool may be empty, the choice may have fallen on another server, or the client may be unknown here. Each is silence, and each tells something else.',
    look: LEASES,
  },
  'lease/no-address': {
    happened: 'The offer came without an address.',
    why: 'That is what the client has come for. 0.0.0.0 means none.',
    look: POOL,
  },
  'lease/address-in-use': {
    happened: '{given} was offered, and somebody has it.',
    why: 'Two hosts with one address: what is for one goes to the other, just as ARP happens to be answered.',
    look: 'Cross out of the pool what stands among the leases.',
  },
  'lease/address-outside': {
    happened: '{given} belongs to another network.',
    why: 'A host with an address from elsewhere takes its neighbours for far away, and nobody sends it anything here.',
    look: 'Hold the address against the prefix of this LAN.',
  },
  'lease/address-not-in-pool': {
    happened: '{given} is on this LAN, but not for this server to give.',
    why: 'Between first and last lies what the server gives. The rest was kept for machines that are set up by hand.',
    look: POOL,
  },
  'lease/other-than-had': {
    happened: 'Unusual, works: the client gets another address than it had.',
    why: 'A client that comes back is given the same address, as long as that is free.',
    look: 'Is there a row for that card among the leases?',
  },
  'lease/other-address': {
    happened: 'Another address was granted than the one asked for.',
    why: 'The offer was about one address, and so is the lease.',
    look: LEASES,
  },
  'lease/address-in-refusal': {
    happened: 'A refusal came with an address in it.',
    why: 'A refusal gives nothing: that field is 0.0.0.0.',
    look: 'What sort of message do you send?',
  },
  'lease/mask-wrong': {
    happened: 'The host got {given} as mask and takes the wrong addresses for its neighbours.',
    why: 'Address AND mask says who is on the same LAN. With too few ones far hosts look near, with too many near ones look far.',
    look: 'How many bits name this LAN?',
  },
  'lease/router-missing': {
    happened: 'The host got no router, and talks to its neighbours only.',
    why: 'Whatever is not on the LAN goes to a router. Without one there is no way out.',
    look: POOL,
  },
  'lease/router-outside': {
    happened:
      'The host was told of the router {given}, which it cannot reach, and talks to its neighbours only.',
    why: 'Can this host get to that router without a router? It has to lie on the same LAN, by address and mask.',
    look: 'Hold the routers against the prefix of this LAN.',
  },
  'lease/router-is-none': {
    happened: 'The host sends to {given} what is for other networks, and there it ends.',
    why: 'That machine is on the LAN, but it passes nothing on.',
    look: POOL,
  },
  'lease/names-missing': {
    happened: 'The host knows nobody whom it could ask about names.',
    why: 'It has an address and a way out, but every name stays a riddle.',
    look: POOL,
  },
  'lease/names-wrong': {
    happened: 'The host asks {given} about names, and nobody there answers.',
    why: 'Router, DHCP server and name server may be three machines.',
    look: POOL,
  },
  'lease/no-time': {
    happened: 'The lease was over as it began.',
    why: 'The time counts from the request on. With 0 seconds the client has to give the address up at once.',
    look: POOL,
  },
  'lease/time-is-hops': {
    happened: 'The lease holds {given} seconds, as if it were a count of hops.',
    why: 'A lease is a span of time that people have chosen. Numbers of that sort stand in the header of packets, for routers.',
    look: POOL,
  },
  'lease/too-long': {
    happened: 'The address stays locked long after its user has gone.',
    why: 'Whoever owns the LAN has chosen the time, so that addresses come back before the pool is empty.',
    look: POOL,
  },
  'lease/short': {
    happened: 'Unusual, works: the client has to ask for more time soon.',
    why: 'A shorter lease is more talk for the same address.',
    look: POOL,
  },
  'lease/unsigned': {
    happened: 'The client cannot say whose offer it takes.',
    why: 'Each server signs with its own address. The client repeats it in its request, so that the others know.',
    look: 'Which address does this server have?',
  },
  'lease/signed-for-other': {
    happened: 'The client takes {given} for the server, and asks there.',
    why: 'That option says who speaks. The client will ask for more time at that address.',
    look: 'Which address does this server have?',
  },
  'lease/other-number': {
    happened: 'The client threw the answer away: it bears another number than its question.',
    why: 'Many clients may ask at the same time, all without an address. By the number each one finds its own answer.',
    look: 'Look at the number in the message that came.',
  },
  'lease/unicast-to-nobody': {
    happened: 'The answer went to an address that the client does not have yet.',
    why: 'It has said that it hears broadcasts only. Until the lease is there nobody answers at that address.',
    look: 'Look at the broadcast bit of the message that came.',
  },
  'lease/answers-zero': {
    happened: 'The answer went to 0.0.0.0, and that is nobody.',
    why: 'As a sender that address means: I have none. As a receiver it means nothing.',
    look: 'Does the client have an address, and how can it hear?',
  },
  'lease/answers-elsewhere': {
    happened: 'The answer went to {given}, where the client is not.',
    why: 'A client with an address is answered there; one without hears what is for everybody, or what comes to its card.',
    look: 'Does the client have an address, and how can it hear?',
  },
  'lease/broadcast-unneeded': {
    happened: 'Unusual, works: everybody on the LAN had to look at it.',
    why: 'The client can hear what is sent to it alone.',
    look: 'Does the client have an address, and how can it hear?',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
