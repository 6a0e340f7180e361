const PORT_OUT = {
  look: 'Look at the row of {process} in your socket table.',
  rule: 'The destination port names the process at the far end: the port in the remote end of the socket. It is no protocol number, and it need not be a usual one.',
  sibling:
    'A socket had the remote end {siblingFar}:{siblingPort}. Its segments went to port {siblingPort}.',
} as const;

const SOCKET_IN = {
  look: 'Look at the ports and the checksum of what came in, then at your sockets.',
  rule: 'The destination port is our local port. If a socket has both ends as they are here, it is that one; else one that listens on the port; else nobody, and the sender is told.',
  sibling:
    'Something came for port {siblingPort}. A socket with the local port {siblingPort} was there, and its process got it.',
} as const;

const FLAGS = {
  look: 'Look at the state of the connection, and at why this segment is sent: {purpose}.',
  rule: 'Each flag says one thing. SYN: let us begin, this is my first number. ACK: this is what I have heard. PSH: data, hand it up. FIN: I have said all. RST: no. One segment may say several at once, and after the very first one each says what has been heard.',
  sibling:
    'A dialogue by radio: "calling you, over", "heard you, calling back, over", "heard you".',
} as const;

const NUMBERS = {
  look: 'Look at the numbers of this connection in your socket table.',
  rule: 'The sequence number is that of the first byte sent. The acknowledgment is that of the next byte expected. SYN and FIN count one each.',
  sibling: 'Bytes 1000 on came in, {siblingBytes} of them. The acknowledgment was {siblingNext}.',
} as const;

/** Hints for the transport layer. */
export const TRANSPORT_HINTS = {
  'datagram/wrap-query': PORT_OUT,
  'datagram/wrap-reply': {
    look: 'Look at where the question came from.',
    rule: 'An answer goes back to the port that the question came from. That is the port of one socket of the client, and no usual number.',
    sibling: 'A question came from port {siblingPort}. The answer went to port {siblingPort}.',
  },
  'datagram/choose-source': {
    look: 'Look at the local ends in your socket table.',
    rule: 'A client takes any free port from 1024 up; systems mostly hand out numbers from 49152 up. The answer comes back to it.',
    sibling: 'Ports 50001 and 50002 were taken, so a third client got {siblingPort}.',
  },
  'datagram/measure': {
    look: 'Look at how many bytes were handed to you.',
    rule: 'The length counts the header of eight bytes and the message.',
    sibling: 'A message of {siblingBytes} bytes made a datagram of {siblingSum}.',
  },
  'datagram/deliver': SOCKET_IN,
  'datagram/closed-port': SOCKET_IN,
  'datagram/unwanted': SOCKET_IN,
  'datagram/bad-sum': SOCKET_IN,
  'segment/open': PORT_OUT,
  'segment/accept': FLAGS,
  'segment/acknowledge': NUMBERS,
  'segment/data': PORT_OUT,
  'segment/close': FLAGS,
  'segment/reset': FLAGS,
  'segment/again': NUMBERS,
  'segment/deliver-open': SOCKET_IN,
  'segment/deliver-accept': SOCKET_IN,
  'segment/deliver-acknowledgment': SOCKET_IN,
  'segment/deliver-data': SOCKET_IN,
  'segment/deliver-close': SOCKET_IN,
  'segment/deliver-reset': SOCKET_IN,
  'segment/closed-port': SOCKET_IN,
  'segment/already-received': SOCKET_IN,
  'segment/bad-sum': SOCKET_IN,
} as const;
