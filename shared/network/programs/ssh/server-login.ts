import { text } from '../../../base/bytes.ts';
import { stringAt } from '../../../protocols/ssh/strings.ts';
import { hangUp, type Message, REASON, say, type Turn } from './connection.ts';
import type { ServerSession, SshServerSpec } from './server-session.ts';

type LoginRequest = Extract<Message['body'], { readonly is: 'loginRequest' }>['value'];

const MOST_ATTEMPTS = 6;

/** The password in a request, RFC 4252 §8; undefined where it is none, or one that is to be changed. */
const passwordIn = ({ method, proof }: LoginRequest): string | undefined => {
  if (method !== 'password' || proof[0] !== 0) return undefined;
  const found = stringAt(proof, 1);
  return found === undefined ? undefined : text(found);
};

const takeRequest = (
  turn: Turn<ServerSession>,
  { users }: SshServerSpec,
  request: LoginRequest,
) => {
  const { user, service, method } = request;
  const password = passwordIn(request);
  const isKnown = Object.hasOwn(users, user) && password === users[user];
  if (isKnown && service === 'ssh-connection') {
    turn.session = { ...turn.session, user };
    return say(turn, { is: 'loginSuccess', value: {} });
  }
  // To ask with 'none' which methods there are is no attempt, RFC 4252 §5.2.
  const attempts = turn.session.attempts + (method === 'none' ? 0 : 1);
  turn.session = { ...turn.session, attempts };
  if (attempts >= MOST_ATTEMPTS) return hangUp(turn, REASON.noMoreMethods, 'too many attempts');
  say(turn, { is: 'loginFailure', value: { methods: 'password', partial: 0 } });
};

/** Until a user is in: the login service is asked for, then names and passwords are tried, RFC 4252 §5. */
export const logIn = (turn: Turn<ServerSession>, spec: SshServerSpec, { body }: Message) => {
  if (body.is === 'serviceRequest') {
    const { service } = body.value;
    if (service !== 'ssh-userauth') {
      return hangUp(turn, REASON.serviceNotAvailable, 'no such service');
    }
    turn.session = { ...turn.session, isAsking: true };
    return say(turn, { is: 'serviceAccept', value: { service } });
  }
  if (body.is === 'loginRequest' && turn.session.isAsking) {
    return takeRequest(turn, spec, body.value);
  }
  hangUp(turn, REASON.protocolError, 'not before the login');
};
