import type { FindingWords } from './finding-words.ts';

const SOCKETS = 'Look at your sockets and their ends.';
const NUMBERS = 'Look at the numbers of this connection in your socket table.';
const ARRIVED_PORT = 'Look at the destination port of what came in, then at your sockets.';

/** Findings about ports, datagrams and segments. */
export const TRANSPORT_FINDINGS = {
  'port/destination-is-protocol': {
    happened: 'No process at the far end has port {given}.',
    why: '{given} is a number of the IP header, a field of the layer below. Your field names the process at the far end.',
    look: 'Look at the remote end of the socket.',
  },
  'port/destination-is-usual': {
    happened: 'At the far end nobody waits at port {given} for this.',
    why: 'A number is only a habit. A process may listen anywhere, and a client is given a free port of its own.',
    look: 'Look at the remote end of the socket, not at the name of the service.',
  },
  'port/destination-nobody': {
    happened: 'No process at the far end has port {given}.',
    why: 'The destination port names the process that shall get the message.',
    look: 'Look at the remote end of the socket.',
  },
  'port/destination-other-program': {
    happened: 'Another program at the far end got the message and cannot read it.',
    why: 'The destination port names the process, and each process speaks its own protocol.',
    look: 'Look at the remote end of the socket.',
  },
  'port/destination-is-own': {
    happened: 'The message knocks at our own port number, at the far end.',
    why: 'Each end has a port of its own. The destination is theirs.',
    look: 'Look at the remote end of the socket.',
  },
  'port/destination-not-peer': {
    happened: 'The segment belongs to no connection at the far end.',
    why: 'A connection is named by four numbers, and none of them changes while it lasts.',
    look: SOCKETS,
  },
  'port/source-taken': {
    happened: 'Two sockets would now have port {given}, and answers could not be told apart.',
    why: 'The port is how an answer finds its process, so each needs its own.',
    look: 'Look at the local ends in your socket table.',
  },
  'port/source-is-service': {
    happened: 'The question comes from the port on which services of that sort listen.',
    why: 'A client does not listen there. It takes any free port, and the server answers to that one.',
    look: 'Which ports does the system hand out by itself?',
  },
  'port/source-is-protocol': {
    happened: '{given} is the number of a protocol in the IP header.',
    why: 'The layer below writes that one. Your field says where the answer shall come back to.',
    look: SOCKETS,
  },
  'port/source-system': {
    happened: 'Port {given} is kept for services of the system.',
    why: 'Programs of users may not take ports below 1024; elsewhere any free one will do.',
    look: 'Choose a number the system hands out by itself.',
  },
  'port/source-zero': {
    happened: 'No answer can come back: port 0 is nobody.',
    why: 'The receiver answers to the source port.',
    look: 'Choose any free port.',
  },
  'port/source-not-socket': {
    happened: 'The far end does not know a conversation with port {given}.',
    why: 'The socket has a port already, and the other end expects it.',
    look: 'Look at the local end of the socket.',
  },
  'port/source-unusual': {
    happened: 'Unusual, works: source port {given}.',
    why: 'Any free port will do. Systems mostly hand out numbers from 49152 up, some begin lower.',
    look: 'Nothing to change.',
  },
  'port/wrong-socket': {
    happened: 'The message went to the wrong process.',
    why: 'Local port, remote port and both addresses together name the socket; a listening one takes what fits no other.',
    look: ARRIVED_PORT,
  },
  'port/closed-delivered': {
    happened: 'A message was handed to a process that does not have that port.',
    why: 'If no socket has the port, nobody here wants it, and the sender is told.',
    look: ARRIVED_PORT,
  },
  'port/closed-silent': {
    happened: 'The sender waits and learns nothing.',
    why: 'A host whose port is closed says so.',
    look: 'Look at the ways to answer.',
  },
  'port/open-refused': {
    happened: 'A message for a process of this host was turned away.',
    why: 'If a socket has the port, its process gets the message.',
    look: ARRIVED_PORT,
  },
  'datagram/length-wrong': {
    happened: 'The datagram says that it is {given} bytes long, and it is not.',
    why: 'The length counts the header and the message.',
    look: 'Add the eight bytes of the header to what was handed to you.',
  },
  'transport/bad-checksum-written': {
    happened: 'The sum does not fit, so the far end drops it.',
    why: 'The sum covers the header, the message and both addresses; the receiver does it again.',
    look: 'Let it be filled in after the last change.',
  },
  'transport/took-damaged': {
    happened: 'A damaged unit was believed.',
    why: 'If the sum does not fit, nobody knows which byte is wrong, not even the ports.',
    look: 'Look at the light beside the checksum.',
  },
  'transport/wrong-reason': {
    happened: 'It does end here, but for another reason.',
    why: 'First the sum, then the port, then what is inside.',
    look: ARRIVED_PORT,
  },
  'transport/wrong-answer': {
    happened: 'The sender was told something it cannot use.',
    why: 'TCP answers in its own words, by flags. UDP has none, so the network layer says it.',
    look: 'Is it a segment or a datagram?',
  },
  'segment/flags-wrong': {
    happened: 'The far end understood another step of the dialogue.',
    why: 'Flags are the words of TCP: let us begin, I heard you, here is data, I have said all.',
    look: 'Look at the state of the connection, and at why this segment is sent.',
  },
  'segment/flags-unusual': {
    happened: 'Unusual, works: the push flag.',
    why: 'It only asks the receiver to hand the data up at once.',
    look: 'Nothing to change.',
  },
  'segment/sequence-wrong': {
    happened: 'The far end cannot fit this segment into the stream.',
    why: 'Every byte has a number. The segment says which number its first byte has.',
    look: NUMBERS,
  },
  'segment/acknowledgment-is-last-byte': {
    happened: 'The far end thinks that something is still missing.',
    why: 'The acknowledgment names the byte that is expected next, not one that is here already. SYN and FIN count one each.',
    look: NUMBERS,
  },
  'segment/acknowledgment-wrong': {
    happened:
      'The far end was told of bytes that it did not send, or did not get news of those it sent.',
    why: 'The acknowledgment names the byte that is expected next.',
    look: NUMBERS,
  },
  'segment/offset-wrong': {
    happened: 'The far end looked for the data at the wrong place.',
    why: 'The data offset counts the header in words of four bytes.',
    look: 'Let it be filled in, or count the rows of the header.',
  },
  'segment/window-unusual': {
    happened: 'Unusual, works: a window of zero.',
    why: 'It tells the far end to stop until there is room again.',
    look: 'Nothing to change, if that is what you mean.',
  },
  'segment/old-delivered': {
    happened: 'The program got the same bytes twice.',
    why: 'What has come before is not handed up again. The far end sends again because it did not hear of it.',
    look: NUMBERS,
  },
  'segment/old-unanswered': {
    happened: 'The far end goes on sending the same bytes.',
    why: 'It sends again because it has not heard that they arrived.',
    look: 'Look at the ways to answer.',
  },
  'segment/new-as-old': {
    happened: 'New bytes were treated as if they had come before.',
    why: 'What begins at the next expected number is new.',
    look: NUMBERS,
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
