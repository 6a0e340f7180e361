import { describe, expect, test } from 'vitest';
import { smtpClientProgram } from '../../../../shared/network/programs/smtp-client.ts';
import { smtpServerProgram } from '../../../../shared/network/programs/smtp-server.ts';
import {
  authorityCertificate,
  identityFromSeed,
} from '../../../../shared/network/programs/tls/seeded-identity.ts';
import { tlsWhenAsked } from '../../../../shared/network/programs/tls/tls-program.ts';
import { charactersOf } from '../../../../shared/protocols/text.ts';
import { converse } from './pair.ts';

const NAME = 'mx.post.example';
const identity = identityFromSeed('post', NAME, []);
const belief = { trusted: [authorityCertificate('post')] };

const serving = (offersTls: boolean) =>
  tlsWhenAsked(
    smtpServerProgram({
      hostName: NAME,
      port: 25,
      mailboxes: ['bob@post.example'],
      relays: false,
      offersTls,
      maximumMailBytes: 10_000,
    }),
    identity,
    belief,
  );

const sending = (use: 'never' | 'if-offered' | 'always', serverName = NAME) =>
  tlsWhenAsked(
    smtpClientProgram({
      server: { address: 0x0a000001, port: 25 },
      hostName: 'client.game.example',
      mail: {
        from: 'ada@game.example',
        to: ['bob@post.example'],
        lines: ['Subject: prices', '', 'All prices are in crowns.'],
      },
      tls: { use, serverName },
    }),
    identity,
    belief,
  );

const talk = (client: ReturnType<typeof sending>, offersTls = true, seed = 'starttls') => {
  const { sent, done } = converse(client, serving(offersTls), seed);
  const said = sent.map(({ bytes }) => charactersOf(bytes, 0, bytes.length)).join('');
  return { done, said };
};

describe('a mail with STARTTLS, RFC 3207', () => {
  test.each(['one', 'two', 'three'])('goes on encrypted, whatever pieces come (%s)', seed => {
    const { done, said } = talk(sending('always'), true, seed);
    expect(done).toEqual([{ by: 'client', met: true, result: '250' }]);
    expect(said).toContain('STARTTLS\r\n220 Go on with TLS\r\n');
    expect(said).not.toMatch(/crowns|MAIL FROM/);
    expect(said.match(/EHLO/g)).toHaveLength(1);
  });

  test.each([
    ['it is not wanted', 'never', true],
    ['it is wanted, but not offered', 'if-offered', false],
  ] as const)('goes in the clear where %s', (_fact, use, offersTls) => {
    const { done, said } = talk(sending(use), offersTls);
    expect(done).toEqual([{ by: 'client', met: true, result: '250' }]);
    expect(said).toContain('crowns');
  });

  test('is not sent where it must be encrypted and cannot', () => {
    const { done, said } = talk(sending('always'), false);
    expect(done).toEqual([{ by: 'client', met: false, result: '530' }]);
    expect(said).not.toContain('MAIL FROM');
  });

  test('is not sent to a server of another name', () => {
    const { done, said } = talk(sending('if-offered', 'mx.bank.example'));
    expect(done).toEqual([{ by: 'client', met: false, result: 'closed' }]);
    expect(said).not.toContain('crowns');
  });
});
