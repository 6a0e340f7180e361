const TYPE = {
  look: 'Look at what the user wants to know about {about}.',
  rule: 'A gives an address, PTR the name of an address, MX who takes the mail, CNAME what an alias stands for.',
  sibling: 'Somebody wanted the text kept for a name and asked for type TXT, 16.',
} as const;

const ANSWER = {
  look: 'Look at the identifier and the question, then at the response code, then at the records.',
  rule: 'It is ours if number and question are ours. Code 3 says that the name does not exist. An alias leads to another name; of mail servers the lowest preference counts.',
  sibling:
    'Asked: the address of www.school.example. Answered: it is an alias of host.school.example, which has {siblingHost}. The answer is {siblingHost}.',
} as const;

const STATUS = {
  look: 'Look at the path in the request line, and at your files.',
  rule: '200 with the file if it is there; 404 if the path names no file; 400 if it is no proper request.',
  sibling: 'GET /map.html came to a server that has only /index.html: it answered 404.',
} as const;

const PAGE = {
  look: 'Look at the three digits in the first line.',
  rule: 'The first digit tells how it went: 2 it worked and what was asked for follows, 4 the request could not be met.',
  sibling: '"HTTP/1.1 410 Gone" begins with 4: the user was told that there is no page.',
} as const;

const WRITE = {
  look: 'Look at the words of the user, sign by sign.',
  rule: 'Every sign becomes one byte, digits and full stops too. Nothing is added and nothing left out.',
  sibling: '"Hi." became three bytes: 48 69 2e.',
} as const;

const READ = {
  look: 'Look at the bytes, and at the signs beside them.',
  rule: 'Every byte is one sign: 0x41 to 0x5a are capital letters, 0x61 to 0x7a small ones, 0x30 to 0x39 digits, 0x20 is a space.',
  sibling: 'The bytes 48 69 2e were read as "Hi.".',
} as const;

/** Hints for the application layer. */
export const APPLICATION_HINTS = {
  'query/a': {
    look: 'Look at the name server that is configured on this host.',
    rule: 'A name says nothing about the way. A name server is asked first, under its address; only its answer tells where the host is.',
    sibling:
      'A host with the name server {siblingGateway} wanted to reach www.school.example and asked {siblingGateway}.',
  },
  'query/ptr': {
    look: 'Look at the four numbers of {about}.',
    rule: 'Names are read from the right, largest part last. So the numbers are turned round, and in-addr.arpa is put behind them.',
    sibling: 'The name of 192.0.2.7 was asked for as 7.2.0.192.in-addr.arpa.',
  },
  'query/mx': TYPE,
  'query/alias': TYPE,
  'query/other': TYPE,
  'query/serve': {
    look: 'Look at the zone.',
    rule: 'The records with the name and the type of the question answer it.',
    sibling: 'Asked for the mail servers of a name, a server answered with its MX records.',
  },
  'program/converse': {
    look: 'Look at what the other program has said last.',
    rule: 'A protocol is an agreed dialogue: each side knows what may come next.',
    sibling: 'Greeted by a mail server, a client said its own name before anything else.',
  },
  'answer/address': ANSWER,
  'answer/alias': ANSWER,
  'answer/mail': ANSWER,
  'answer/name': ANSWER,
  'answer/none': ANSWER,
  'answer/not-mine': ANSWER,
  'request/page': {
    look: 'Look at the address that the user typed: {address}.',
    rule: 'The request line has the path, from the first slash behind the host on. The host has a line of its own.',
    sibling: 'For http://www.school.example/map.html the line said GET /map.html HTTP/1.1.',
  },
  'request/host': {
    look: 'Look at the address that the user typed: {address}.',
    rule: 'The Host line has the name as the user typed it, without path: one server may hold many sites.',
    sibling: 'For http://www.school.example/map.html the line said Host: www.school.example.',
  },
  'response/found': STATUS,
  'response/missing': STATUS,
  'response/bad-request': STATUS,
  'page/shown': PAGE,
  'page/missing': PAGE,
  'text/write': WRITE,
  'text/write-numbers': WRITE,
  'text/answer': WRITE,
  'text/read': READ,
  'text/read-numbers': READ,
  'text/read-answer': READ,
} as const;
