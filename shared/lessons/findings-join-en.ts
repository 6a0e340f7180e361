import type { FindingWords } from './finding-words.ts';

const OFFERS = 'Look at the offers that have come.';
const OWN = 'Which address does this host have at this very moment?';
const ASKED = 'Has anybody answered the question who has this address?';
const NUMBER = 'Compare number and card with your own.';

/** Findings about DHCP clients. */
export const JOIN_FINDINGS_WORDS = {
  'join/asks-before-offer': {
    happened: 'No server knew what was meant: none had offered anything.',
    why: 'A REQUEST takes an offer. First a client asks who there is.',
    look: OFFERS,
  },
  'join/discovers-again': {
    happened: 'The servers made their offers anew, and nothing had been taken.',
    why: 'There is an offer on the table. As long as nobody asks for it, it leads to no lease.',
    look: OFFERS,
  },
  'join/says-other': {
    happened: 'The servers noted it, and the host still has no lease.',
    why: 'A host that wants an address looks for servers first and then asks for what one of them offers.',
    look: OFFERS,
  },
  'join/discover-unicast': {
    happened:
      'The message could not leave: to send to one host takes an address, and ARP, and this host has neither.',
    why: 'A host on its first day knows no server. It calls everybody on the LAN; whoever gives addresses will answer.',
    look: 'Whom do you know already?',
  },
  'join/request-unicast': {
    happened: 'Only one was to hear it, and the host has no address yet to speak under.',
    why: 'All servers that made an offer shall hear whom the host has chosen; so the REQUEST goes to everybody, and names one.',
    look: 'Who else has to hear it?',
  },
  'join/renew-broadcast': {
    happened: 'Unusual, works: every server on the LAN had to look at it.',
    why: 'There is one lender, and the host knows its address. Only when that does not answer are the others asked.',
    look: 'Who has lent the address?',
  },
  'join/to-other': {
    happened: '{given} got it, and knows nothing of this lease.',
    why: 'The lender is asked for more time, or told that the address comes back.',
    look: 'Who has lent the address?',
  },
  'join/to-network': {
    happened: 'It went to 0.0.0.0, and that is nobody.',
    why: 'As a sender that address means: I have none. As a receiver it means nothing.',
    look: 'Whom do you know already?',
  },
  'join/wish-as-source': {
    happened: 'The host spoke under {given}, which nobody has given it yet.',
    why: 'An offer is no lease. Nobody checks what stands there as sender, so it is up to the host to say the truth: 0.0.0.0, none.',
    look: OWN,
  },
  'join/source-not-own': {
    happened: 'The host spoke under {given}, which belongs to another machine.',
    why: 'Nobody checks what stands there as sender. Answers and errors go to whoever has that address.',
    look: OWN,
  },
  'join/zero-as-source': {
    happened: 'The host said that it has no address, though it has one.',
    why: 'Whoever renews is reached at the leased address, and the server sees by it which lease is meant.',
    look: OWN,
  },
  'join/names-no-server': {
    happened: 'No server could tell whether it was chosen.',
    why: 'The REQUEST is heard by all. Only the name in it says whose offer is taken, and sets the others free.',
    look: OFFERS,
  },
  'join/names-no-offerer': {
    happened:
      'The host chose {given}, which has not offered anything; all servers took their offers back.',
    why: 'Chosen is one of those who have made an offer.',
    look: OFFERS,
  },
  'join/names-server-again': {
    happened: 'The server took it for the choice among offers.',
    why: 'Whoever has a lease already names no server any more: by that servers tell a renewal from a choice.',
    look: 'Does this host have a lease?',
  },
  'join/asks-no-address': {
    happened: 'The server did not find out which address is wanted.',
    why: 'The REQUEST repeats the address from the offer; the client has no other way to point at it.',
    look: OFFERS,
  },
  'join/asks-other-address': {
    happened: 'The server was asked for {given}, which it has not offered, and refused.',
    why: 'Each server keeps the address that it has offered for a while, and grants that one.',
    look: OFFERS,
  },
  'join/asks-address-again': {
    happened: 'The server took it for a new wish.',
    why: 'In a renewal the address stands where the client says which one it has, and nowhere else.',
    look: 'Does this host have a lease?',
  },
  'join/claims-address': {
    happened: 'The host claims to be reached at {given}, and is not.',
    why: 'That field is for an address that the client already answers at.',
    look: OWN,
  },
  'join/hides-address': {
    happened: 'The server could not tell which lease is meant.',
    why: 'Whoever renews says which address it has.',
    look: OWN,
  },
  'join/used-offer': {
    happened: 'The host uses an address that is still only offered.',
    why: 'Several servers may have made offers. An address is the own one when the server that was asked has said yes.',
    look: 'What sort of message has come?',
  },
  'join/gave-up-offer': {
    happened: 'The host threw a good offer away and has to call again.',
    why: 'It asked for offers, and this is one.',
    look: 'What sort of message has come?',
  },
  'join/kept-lease': {
    happened: 'The address was granted, and the host did not take it.',
    why: 'An ACK is the yes to its request: from now on the address is its own.',
    look: 'What sort of message has come?',
  },
  'join/gave-up-lease': {
    happened: 'The host threw its lease away, and the server keeps it locked.',
    why: 'An ACK is the yes to its request.',
    look: 'What sort of message has come?',
  },
  'join/used-refused': {
    happened: 'The host uses an address that was refused to it.',
    why: 'A NAK says that this address cannot be: it may be somebody else’s, or of another network. Two hosts with one address get each other’s packets.',
    look: 'What sort of message has come?',
  },
  'join/kept-refused': {
    happened: 'The host waits for something that will not come.',
    why: 'A NAK is a no, and no offer. All begins anew with a call to everybody.',
    look: 'What sort of message has come?',
  },
  'join/took-others': {
    happened: 'The host took over what was meant for another one.',
    why: 'Answers without an address to go to are heard by everybody. Nobody sorts them for you: number and card say for whom they are.',
    look: NUMBER,
  },
  'join/took-unasked': {
    happened: 'The host believed a message that answers nothing it had asked.',
    why: 'Anybody on the LAN can send such a message. It counts if it answers the own request, and only then.',
    look: 'What has this host asked for so far?',
  },
  'join/dropped-mine': {
    happened: 'The answer was thrown away, and the host waits on.',
    why: 'Number and card are those of this host, and it is waiting for such an answer.',
    look: NUMBER,
  },
  'join/wrong-reason': {
    happened: 'It ends here, but for another reason.',
    why: 'Either it is for another client, by number or card, or it is for this one, which has asked nothing like it.',
    look: NUMBER,
  },
  'join/used-taken': {
    happened: 'Two hosts now answer to {yours}: each gets packets that were meant for the other.',
    why: 'A server cannot know of everybody who has given itself an address. Whoever is about to use one asks on the LAN first, and leaves it to whoever answers.',
    look: ASKED,
  },
  'join/kept-quiet': {
    happened: 'The server still thinks that all is well, and offers {yours} again.',
    why: 'Only the client has heard who answered. As long as it does not tell, the server cannot keep the address back.',
    look: ASKED,
  },
  'join/declined-free': {
    happened: 'The server keeps {yours} from everybody, and nobody uses it.',
    why: 'Three questions and no answer: nobody on this LAN has the address.',
    look: ASKED,
  },
  'join/gave-up-free': {
    happened: 'The host gave away what was its own, and has to call again.',
    why: 'The lease has come, and nobody on this LAN has the address.',
    look: ASKED,
  },
  'join/misread-address': {
    happened: 'The host took {given} for its own address.',
    why: 'Several addresses stand in a lease: the own one, the server’s, the router’s, the name server’s.',
    look: 'Look for "Your address" in the message.',
  },
  'join/misread-router': {
    happened: 'The host sends to {given} what is for other networks, and there it ends.',
    why: 'Who lends addresses does not have to pass packets on. The router has an option of its own.',
    look: 'Look for the option "Router" in the message.',
  },
  'join/router-is-name-server': {
    happened: 'The host sends to the name server what is for other networks.',
    why: 'A name server says where something is; it carries nothing there. The way out is the router’s.',
    look: 'Look for the option "Router" in the message.',
  },
  'join/misread-names': {
    happened: 'The host asks {given} about names, and nobody there answers.',
    why: 'Router, DHCP server and name server may be three machines.',
    look: 'Look for the option "Domain name server" in the message.',
  },
  'join/renews-late': {
    happened: 'The host asks for more time when there is hardly any left, or none.',
    why: 'At half of the time it asks its lender; if that is silent there is still time to try again, and to ask others.',
    look: 'Look for the option "Lease time" in the message.',
  },
  'join/renews-early': {
    happened: 'Unusual, works: the host asks sooner than it needs to.',
    why: 'Half of the time is early enough to try again.',
    look: 'Look for the option "Lease time" in the message.',
  },
  'join/time-is-hops': {
    happened: 'The host asks for more time after {given} seconds, as if it were a count of hops.',
    why: 'A lease is a span of time; hop counts stand in the header of packets, for routers.',
    look: 'Look for the option "Lease time" in the message.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
