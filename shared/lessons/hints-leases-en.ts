const ANSWER = {
  look: 'Look at the leases, at the pool, and at the server that the message names.',
  rule: 'DISCOVER is answered with an offer, as long as a free address is left. REQUEST gets the lease if it is for this server and the address is the one offered; a refusal if that address cannot be; silence if it is for another server or from a client that is not known here. RELEASE is only noted, and so is DECLINE: that address is kept from everybody for a while.',
  sibling:
    'A server had offered {siblingHost}. A REQUEST named another server: it crossed the offer out and said nothing.',
} as const;

const TO = {
  look: 'Whom do you know already, and who else has to hear it?',
  rule: 'As long as a host has no lease it speaks to everybody on the LAN: it knows no server for sure, and all servers shall hear which one was chosen. Once it has a lease it speaks to the lender alone.',
  sibling:
    'A host with a lease on {siblingHost} asked its lender for more time, and nobody else heard of it.',
} as const;

const FROM = {
  look: 'Which address does this host have at this very moment?',
  rule: 'An address that has only been offered is not the own one yet. Whoever has none says so: one address means "none". Whoever renews has one, and uses it.',
  sibling:
    'A host that had been offered {siblingHost} did not speak under it until the lease had come.',
} as const;

const SAY = {
  look: 'Has anything been offered yet?',
  rule: 'Four messages make a lease: DISCOVER by the client, OFFER by servers, REQUEST by the client, ACK by the server that it chose.',
  sibling: 'Two servers had made an offer. The host asked for one of them, by name.',
} as const;

const CHECKED = {
  look: 'Has anybody answered the question who has this address?',
  rule: 'A lease says that the server has lent the address to nobody else. Whether somebody took it without asking shows on the LAN alone: if a card answers, the address is left to it, and the server is told, so that it keeps it back and offers another one.',
  sibling: 'A host was granted {siblingHost}, heard a printer answer for it, and told the server.',
} as const;

const HEARD = {
  look: 'Compare number and card with your own; then look at what sort of message it is.',
  rule: 'A message for another number or card is none of yours, and nor is one that answers nothing you asked. An offer is only an offer: the address may be used when the ACK has come. After a NAK all begins anew.',
  sibling: 'A host that had asked for {siblingHost} got a NAK, and called everybody again.',
} as const;

/** Hints for DHCP servers and clients. */
export const LEASE_HINTS = {
  'lease/offer': ANSWER,
  'lease/acknowledge': ANSWER,
  'lease/renewed': ANSWER,
  'lease/refuse': ANSWER,
  'lease/pool-full': ANSWER,
  'lease/other-server': ANSWER,
  'lease/unknown': ANSWER,
  'lease/returned': ANSWER,
  'lease/declined': ANSWER,
  'lease/address': {
    look: 'Look at first and last address of the pool, then cross out what stands among the leases.',
    rule: 'Any address of the pool will do that nobody holds. A client that has had one before gets the same again.',
    sibling: 'In a pool from {siblingGateway} on, the first free one was {siblingHost}.',
  },
  'lease/router': {
    look: 'Hold the routers against address and mask of this LAN.',
    rule: 'A router has to be reachable without a router: it lies on the same LAN as the client.',
    sibling:
      'In {siblingNetwork} the router {siblingGateway} was told of, not its other address {siblingFar}.',
  },
  'lease/way': {
    look: 'Does the client have an address, and how can it hear?',
    rule: 'A client that has an address is answered there. One without hears what is for everybody; or, if it says that it can, what is for its card under the address it is given. A refusal always goes to everybody.',
    sibling:
      'A client without an address had set the broadcast bit: the answer went to all on the LAN.',
  },
  'lease/mask': {
    look: 'Look at the prefix of this LAN: how many bits name it?',
    rule: 'As many ones from the left as the prefix has bits, then zeros.',
    sibling: 'A LAN of 28 bits goes with the mask 255.255.255.240.',
  },
  'lease/names': {
    look: 'Look at the row of the pool.',
    rule: 'Without a name server a host can reach addresses only. Which one it asks is told with the lease; it may be on another network.',
    sibling: 'On a LAN with the router {siblingGateway} names were looked up at {siblingFar}.',
  },
  'lease/duration': {
    look: 'Look at the row of the pool.',
    rule: 'A lease is a time in seconds that the owner of the LAN has chosen. It has nothing to do with the hops of a packet.',
    sibling: 'For guests who stay an hour a lease of 3600 s was chosen.',
  },
  'join/discover': SAY,
  'join/request': SAY,
  'join/discover-to': TO,
  'join/request-to': TO,
  'join/renew-to': TO,
  'join/release-to': TO,
  'join/discover-from': FROM,
  'join/request-from': FROM,
  'join/renew-from': FROM,
  'join/choose': {
    look: 'Look at the offers: who has made them?',
    rule: 'Any offer may be taken. The REQUEST names the server, so that the others know that theirs was not.',
    sibling: 'Of two servers the second one was named; the first crossed its offer out.',
  },
  'join/wish': {
    look: 'Look at the offer of the server that you name.',
    rule: 'The address asked for is the one that this server has offered, no other.',
    sibling: 'A server had offered {siblingHost}; so {siblingHost} was asked for.',
  },
  'join/checked-free': CHECKED,
  'join/checked-taken': CHECKED,
  'join/offer': HEARD,
  'join/lease': HEARD,
  'join/refused': HEARD,
  'join/not-mine': HEARD,
  'join/unasked': HEARD,
  'join/router': {
    look: 'Look for the option "Router" in the message.',
    rule: 'Server, router and name server may be three machines. Each has an option of its own.',
    sibling: 'A lease from {siblingHost} named the router {siblingGateway}.',
  },
  'join/names': {
    look: 'Look for the option "Domain name server" in the message.',
    rule: 'Server, router and name server may be three machines. Each has an option of its own.',
    sibling: 'A lease named the router {siblingGateway} and the name server {siblingFar}.',
  },
  'join/renew-time': {
    look: 'Look for the option "Lease time" in the message.',
    rule: 'At half of the time a client asks its lender for more, while there is still room to try again.',
    sibling: 'With a lease of 7000 s a host asked for more after 3500 s.',
  },
} as const;
