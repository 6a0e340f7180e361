/** Idle-time work: title, and the question by what is asked. */
export const SIDE_WORDS: Readonly<
  Record<string, { readonly title: string; readonly question: string }>
> = {
  ethernet: {
    title: 'Is this header right?',
    question:
      'A frame from {ownMac} to the next hop {nextHop}, card {nextMac}, carrying {carries}. Which field is wrong, if any?',
  },
  ipv4: {
    title: 'Is this header right?',
    question:
      'A packet from {ownAddress} to {destination}, carrying {protocolName}. Which field is wrong, if any?',
  },
  udp: {
    title: 'Is this header right?',
    question:
      'A datagram with {bytes} bytes of message for {program} on {host}, which listens on port {port}. Which field is wrong, if any?',
  },
  'next-hop': {
    title: 'Where to next?',
    question: '{node} has a packet for {destination}. Who gets it next?',
  },
  'guard-rule': {
    title: 'Which rule would have caught it?',
    question: 'To {program} on {node} came: {input}. Which rule catches it, and no good message?',
  },
  'switch-way': {
    title: 'Which way out?',
    question: 'At {node} a frame for {card} comes in by {entry}. By which ports does it leave?',
  },
  'nat-behind': {
    title: 'Who is behind it?',
    question:
      'At {node} something of {protocolName} comes from outside for port {port}. Who behind it gets that?',
  },
  'expires-next': {
    title: 'What is forgotten next?',
    question: 'Of these rows in the cache of {node}, which one expires first?',
  },
  'zone-cut': {
    title: 'Whose name is it?',
    question: '{node} is asked for the address of {name}. What does it say?',
  },
  'idle-line': {
    title: 'Which line does nothing?',
    question:
      'A list like that of {node} is read from above, and the first line that fits decides. Which of these lines never gets to decide?',
  },
  'log-line': {
    title: 'What is worth a line?',
    question:
      'At {time} {protocolName} from {source} to {destination} came by at {node}. Weeks later somebody asks who that was. Which line of a log lets one find out?',
  },
  'free-addresses': {
    title: 'How many are left?',
    question:
      '{node} lends {first} to {last}, and its list says: {leases}. How many addresses could a new host get?',
  },
  'double-lease': {
    title: 'Which one is lent twice?',
    question: 'A list like that of {node} says: {leases}. Which address do two hosts hold at once?',
  },
  'forger-odds': {
    title: 'What are the odds?',
    question:
      'A forger like {node} knows {knows} of a question, and gets in {tries}. How likely is it that one fits?',
  },
  'next-syn': {
    title: 'What comes next?',
    question: 'A SYN for port {port} of {host} went by. What does the next frame of it carry?',
  },
  'next-syn-ack': {
    title: 'What comes next?',
    question:
      'A SYN and ACK from port {port} of {host} went by. What does the next frame of this connection carry?',
  },
  'next-dns-question': {
    title: 'What comes next?',
    question: 'A question for {host}, port {port}, went by. What comes back?',
  },
  'next-arp-request': {
    title: 'What comes next?',
    question: 'A broadcast asked whose card has the address of {host}. What comes back?',
  },
  port: { title: 'Which port?', question: 'On which port does {program} listen on {node}?' },
  bit: {
    title: 'Which bit?',
    question: 'Ethernet sends {byte}. Which bit goes on the wire at place {place}?',
  },
};
