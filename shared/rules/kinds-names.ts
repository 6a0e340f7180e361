/** Sorts of decision of name servers and resolvers. */
export const NAME_KIND_IDS = [
  // a name server and a question
  'serve/answer',
  'serve/alias',
  'serve/refer',
  'serve/missing',
  'serve/no-data',
  'serve/refuse',
  'serve/records',
  'serve/pointers',
  'serve/glue',
  'serve/authority',
  'serve/lasts',
  // a resolver and a client's question
  'resolve/from-root',
  'resolve/from-nearer',
  'resolve/remembered',
  'resolve/denied',
  'resolve/waits',
  'resolve/number',
  'resolve/port',
  'resolve/remaining',
  // a resolver and a server's reply
  'reply/go-on',
  'reply/alias',
  'reply/answer',
  'reply/denial',
  'reply/not-mine',
  'reply/keep',
  'reply/number',
  'reply/port',
  'reply/say',
] as const;
