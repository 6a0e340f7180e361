import { row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { flag, LANGUAGE, REST, TEXT } from './parts.ts';

const REQUEST = 'RFC 4252 §5';

/** Messages of the login by number, RFC 4252 §6. */
export const LOGIN = {
  50: row(
    'loginRequest',
    struct(
      row('user', TEXT, { label: 'User', about: 'Who wants to come in.', rfc: REQUEST }),
      row('service', TEXT, { label: 'Service', about: 'What for.', rfc: REQUEST }),
      row('method', TEXT, {
        label: 'Method',
        about: 'How the user is going to prove who it is.',
        rfc: REQUEST,
      }),
      row('proof', REST, {
        label: 'Proof',
        about: 'What the method needs: for `password` a "no" and the password.',
        rfc: 'RFC 4252 §8',
      }),
    ),
    {
      label: 'Login request',
      about: 'A user asks to come in.',
      rfc: REQUEST,
    },
  ),
  51: row(
    'loginFailure',
    struct(
      row('methods', TEXT, {
        label: 'Methods that can go on',
        about: 'Ways that may still work.',
        rfc: 'RFC 4252 §5.1',
      }),
      flag(
        'partial',
        'Partial success',
        'Whether this one worked, but more is needed.',
        'RFC 4252 §5.1',
      ),
    ),
    {
      label: 'Login failure',
      about: 'Not like this.',
      rfc: 'RFC 4252 §5.1',
    },
  ),
  52: row('loginSuccess', struct(), {
    label: 'Login success',
    about: 'The user is in.',
    rfc: 'RFC 4252 §5.1',
  }),
  53: row(
    'banner',
    struct(
      row('message', TEXT, {
        label: 'Text',
        about: 'Shown before the login.',
        rfc: 'RFC 4252 §5.4',
      }),
      LANGUAGE,
    ),
    {
      label: 'Banner',
      about: 'A word from the server before the login.',
      rfc: 'RFC 4252 §5.4',
    },
  ),
} as const;
