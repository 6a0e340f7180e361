import { choice } from '../structure/choice.ts';
import { u8 } from '../structure/number.ts';
import { row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { structure } from '../structure/structure.ts';
import { CHANNEL } from './channel-messages.ts';
import { LOGIN } from './login-messages.ts';
import { MESSAGES } from './names.ts';
import { REST } from './parts.ts';
import { TRANSPORT } from './transport-messages.ts';

const RFC = 'RFC 4253 §6';

/** The payload of a packet, RFC 4250 §4.1: a number and what belongs to it. */
export const MESSAGE = struct(
  row('type', u8, {
    label: 'Message number',
    about: 'Which message this is.',
    rfc: 'RFC 4250 §4.1.2',
    names: MESSAGES,
  }),
  row(
    'body',
    choice(
      'type',
      { ...TRANSPORT, ...LOGIN, ...CHANNEL },
      {
        otherwise: row('opaque', REST, {
          label: 'Content',
          about: 'A message that is not taken apart here.',
          rfc: RFC,
        }),
      },
    ),
    { label: 'Message', about: 'What the packet says.', rfc: RFC },
  ),
);

/** A message as it is before encryption, RFC 4253 §6. */
export const sshMessage = structure({
  id: 'sshMessage',
  title: 'SSH message',
  about: 'One thing that a side says.',
  rfc: RFC,
  content: MESSAGE,
});
