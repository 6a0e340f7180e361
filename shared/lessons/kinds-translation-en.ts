const NUMBER_OUT = {
  title: 'A packet from inside that leaves',
  question: '{protocolName}, {source} to {destination}: under which port does it leave?',
  sentence: '{protocolName}, {source} to {destination}: it leaves as {shared} port ___.',
} as const;

const COMES_IN = {
  title: 'A packet for the shared address',
  question:
    '{protocolName}, {source} to {destination} ({about}): who behind you gets it, if anybody?',
  sentence:
    '{protocolName}, {source} to {destination} ({about}). If it is for somebody behind me, it goes to ___.',
} as const;

/** Kinds of address translators. */
export const TRANSLATION_KINDS = {
  'nat/new-flow': { ...NUMBER_OUT, name: 'Find a port for a new conversation' },
  'nat/known-flow': { ...NUMBER_OUT, name: 'Keep the port of a conversation' },
  'nat/echo': { ...COMES_IN, name: 'Bring an echo to who asked' },
  'nat/source': {
    title: 'A packet from inside on the doorstep',
    question: '{source} to {destination}: which source address does it bear outside?',
    sentence: 'On its way to {destination}, the packet says that it comes from ___.',
    name: 'Lend out the shared address',
  },
  'nat/far-end': {
    title: 'A packet between inside and outside',
    question: '{source} to {destination}: which address does the far end have when it goes on?',
    sentence:
      'Where the packet from {source} to {destination} goes on, the host at the far end is ___.',
    name: 'Leave the far end as it is',
  },
  'nat/sums': {
    title: 'A packet that is written anew',
    question: '{protocolName}, {source} to {destination}: what do you write in it?',
    sentence: '{protocolName}, {source} to {destination}: in it I write ___.',
    name: 'Bring the checksums along',
  },
  'nat/header-sum': {
    title: 'A header with another address',
    question: '{source} to {destination} gets another address: which header checksum fits then?',
    sentence: 'With its new address, the header of the packet from {source} has the checksum ___.',
    name: 'Carry a change into the header checksum',
  },
  'nat/inside': { ...COMES_IN, name: 'Find who is behind a port' },
  'nat/unasked': { ...COMES_IN, name: 'Let in nobody who was not asked' },
  'nat/too-old': { ...COMES_IN, name: 'Notice that a row is too old' },
  'nat/damaged': { ...COMES_IN, name: 'A damaged header at a translator' },
  'nat/inside-port': {
    title: 'A packet that goes back inside',
    question:
      '{protocolName}, {source} to {destination} ({about}): which {number} does it bear inside?',
    sentence:
      '{protocolName}, {source} to {destination} ({about}): inside it bears the {number} ___.',
    name: 'Turn a port back',
  },
  'nat/news': {
    title: 'News about a packet that left',
    question: '{source} sends {about}. Who behind you gets it?',
    sentence: '{source} sends {about}. It goes to ___.',
    name: 'Bring news to who sent the packet',
  },
  'nat/quote': {
    title: 'News that quotes a packet',
    question: '{source} sends {about}. What do you write in it?',
    sentence: '{source} sends {about}. In it I write ___.',
    name: 'Turn a quoted packet back',
  },
} as const;
