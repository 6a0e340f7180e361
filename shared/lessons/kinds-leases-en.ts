const ANSWER = {
  title: 'A message from a DHCP client',
  question: 'Do you answer, and with what?',
  sentence:
    'The card {client} has {has} and says {says}: it {wanted}, and names {named}. I answer with ___.',
} as const;

const TO = {
  title: 'Something to say to a DHCP server',
  question: 'To which address does it go?',
  sentence: 'This host has {has}. It says {says}, and that goes to ___.',
} as const;

const FROM = {
  title: 'Something to say to a DHCP server',
  question: 'Under which address does it leave?',
  sentence: 'This host has {has}. It says {says}, and as sender stands ___.',
} as const;

const SAY = {
  title: 'A host that needs an address',
  question: 'What does it say next?',
  sentence: 'This host has {has}, and {offered} has been offered to it. Next it says ___.',
} as const;

const CHECKED = {
  title: 'A new address, and a question on the LAN',
  question: 'May this host use the address?',
  sentence:
    'This host was granted {yours} and has asked the whole LAN who has it: {answered}. Now I ___.',
} as const;

const HEARD = {
  title: 'A message from a DHCP server',
  question: 'Is it for you, and what then?',
  sentence:
    'A {says} has come with {yours}, for the card {card}, number {number}. This host asks under {ownNumber}. What now? I ___.',
} as const;

/** Kinds of DHCP servers and clients. */
export const LEASE_KINDS = {
  'lease/offer': { ...ANSWER, name: 'Offer an address' },
  'lease/acknowledge': { ...ANSWER, name: 'Grant what was offered' },
  'lease/renewed': { ...ANSWER, name: 'Give more time' },
  'lease/refuse': { ...ANSWER, name: 'Refuse an address' },
  'lease/pool-full': { ...ANSWER, name: 'Have nothing left to offer' },
  'lease/other-server': { ...ANSWER, name: 'Leave a client to another server' },
  'lease/unknown': { ...ANSWER, name: 'Say nothing about a stranger' },
  'lease/returned': { ...ANSWER, name: 'Take an address back' },
  'lease/declined': { ...ANSWER, name: 'Keep back an address that somebody took' },
  'lease/address': {
    title: 'An offer to fill in',
    question: 'Which address do you offer?',
    sentence: 'The card {client} {wanted}. I offer it ___.',
    name: 'Choose an address to offer',
  },
  'lease/router': {
    title: 'A lease to fill in',
    question: 'Which router do you tell it of?',
    sentence: 'Whoever gets an address here leaves this LAN by the router ___.',
    name: 'Tell of the router',
  },
  'lease/way': {
    title: 'An answer to send',
    question: 'To which address does the answer go?',
    sentence: 'The client has {has} and hears {hears}. My answer goes to ___.',
    name: 'Find the way back to a client',
  },
  'lease/mask': {
    title: 'An offer to fill in',
    question: 'Which mask do you tell it of?',
    sentence: 'On this LAN the mask that goes with an address is ___.',
    name: 'Tell of the mask',
  },
  'lease/names': {
    title: 'A lease to fill in',
    question: 'Which name server do you tell it of?',
    sentence: 'Whoever gets an address here asks about names at ___.',
    name: 'Tell of the name server',
  },
  'lease/duration': {
    title: 'A lease to fill in',
    question: 'For how many seconds does it hold?',
    sentence: 'The card {client} may use the address for ___ seconds.',
    name: 'Say how long a lease holds',
  },
  'join/discover': { ...SAY, name: 'Look for a server' },
  'join/request': { ...SAY, name: 'Ask for what was offered' },
  'join/discover-to': { ...TO, name: 'Call everybody who may be a server' },
  'join/request-to': { ...TO, name: 'Let all servers hear the choice' },
  'join/renew-to': { ...TO, name: 'Ask the lender for more time' },
  'join/release-to': { ...TO, name: 'Give an address back' },
  'join/discover-from': { ...FROM, name: 'Speak without an address' },
  'join/request-from': { ...FROM, name: 'Speak without an address yet' },
  'join/renew-from': { ...FROM, name: 'Speak under the leased address' },
  'join/choose': {
    title: 'Offers to choose from',
    question: 'Whose offer do you take?',
    sentence: '{offered}: I name the server ___.',
    name: 'Choose among offers',
  },
  'join/wish': {
    title: 'An address to ask for',
    question: 'Which address do you ask for?',
    sentence: 'These have been offered: {offered}. I ask for ___.',
    name: 'Ask for the address on offer',
  },
  'join/checked-free': { ...CHECKED, name: 'Use an address that nobody has' },
  'join/checked-taken': { ...CHECKED, name: 'Decline an address that somebody has' },
  'join/offer': { ...HEARD, name: 'Keep an offer in mind' },
  'join/lease': { ...HEARD, name: 'Take a lease' },
  'join/refused': { ...HEARD, name: 'Begin anew after a refusal' },
  'join/not-mine': { ...HEARD, name: 'Drop what is for another client' },
  'join/unasked': { ...HEARD, name: 'Drop what was not asked for' },
  'join/router': {
    title: 'A lease to write down',
    question: 'Which address is the router?',
    sentence: 'The lease of {yours} has come. What goes to other networks will go to ___.',
    name: 'Find the router in a lease',
  },
  'join/names': {
    title: 'A lease to write down',
    question: 'Which address is the name server?',
    sentence: 'The lease of {yours} has come. Questions about names will go to ___.',
    name: 'Find the name server in a lease',
  },
  'join/renew-time': {
    title: 'A lease to write down',
    question: 'After how many seconds do you ask for more time?',
    sentence: 'The lease of {yours} has come. I ask its lender for more time after ___ seconds.',
    name: 'Know when to renew',
  },
} as const;
