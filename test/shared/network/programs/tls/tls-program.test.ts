import { describe, expect, test } from 'vitest';
import { concat, text, utf8 } from '../../../../../shared/base/bytes.ts';
import { p256Secret } from '../../../../../shared/base/crypto.ts';
import type { Program } from '../../../../../shared/network/programs/program.ts';
import { tlsClient, tlsServer } from '../../../../../shared/network/programs/tls/tls-program.ts';
import { issueCertificate } from '../../../../../shared/protocols/x509/certificate.ts';
import { converse } from '../pair.ts';

const NAME = 'www.game.example';
const secret = (sign: string) => p256Secret(utf8(sign.repeat(48)));
const AUTHORITY = {
  subject: 'Authority',
  hostNames: [],
  secret: secret('a'),
  authority: true,
  serial: 1,
} as const;
const anchor = issueCertificate(AUTHORITY);
const certificate = issueCertificate({
  subject: NAME,
  hostNames: [NAME],
  secret: secret('s'),
  issuer: AUTHORITY,
  serial: 2,
});
const IDENTITY = { certificates: [certificate], secret: secret('s') };

/** Answers what it hears with the same in capitals, and closes. */
const shouter: Program<string> = {
  start: () => ({ state: '', effects: [{ type: 'listen', protocol: 'tcp', port: 443 }] }),
  step: (heard, event) => {
    if (event.type !== 'received') return { state: heard, effects: [] };
    const all = heard + text(event.bytes);
    if (!all.endsWith('\n')) return { state: all, effects: [] };
    const { connection } = event;
    return {
      state: '',
      effects: [
        { type: 'send', connection, bytes: utf8(all.toUpperCase()) },
        { type: 'finish', connection },
      ],
    };
  },
};

/** Says one line and is done when the other side has ended. */
const speaker: Program<string> = {
  start: () => ({
    state: '',
    effects: [{ type: 'connect', connection: -1, peer: { address: 0x0a000001, port: 443 } }],
  }),
  step: (heard, event) => {
    if (event.type === 'connected') {
      return {
        state: heard,
        effects: [{ type: 'send', connection: event.connection, bytes: utf8('secret word\n') }],
      };
    }
    if (event.type === 'received') return { state: heard + text(event.bytes), effects: [] };
    if (event.type === 'finished') {
      return { state: heard, effects: [{ type: 'done', met: true, result: heard }] };
    }
    return { state: heard, effects: [{ type: 'done', met: false, result: event.type }] };
  },
};

const talk = (seed: string, trusted = [anchor], serverName = NAME, identity = IDENTITY) =>
  converse(tlsClient(speaker, { serverName, trusted }), tlsServer(shouter, identity), seed);

describe('a client and a server over TLS', () => {
  test.each(['a', 'b', 'c', 'd', 'e'])('understand each other, whatever the pieces (%s)', seed => {
    const { done, sent } = talk(seed);
    expect(done).toEqual([{ by: 'client', met: true, result: 'SECRET WORD\n' }]);
    const wire = text(concat(...sent.map(({ bytes }) => bytes)));
    expect(wire.toLowerCase()).not.toContain('secret word');
    expect(wire).toContain(NAME);
  });

  test.each([
    ['nobody it trusts vouches for the server', [], NAME, IDENTITY],
    ['the certificate is for another name', [anchor], 'bank.example', IDENTITY],
    ['the server has not the key', [anchor], NAME, { ...IDENTITY, secret: secret('x') }],
  ])('do not where %s', (_fact, trusted, serverName, identity) => {
    const { done } = talk('refused', [...trusted], serverName, identity);
    expect(done).toEqual([{ by: 'client', met: false, result: 'broken' }]);
  });
});

describe('the dates of a certificate', () => {
  // The clock of these two stands at 1970.
  const dated = (notBefore: number, notAfter: number) =>
    issueCertificate({
      subject: NAME,
      hostNames: [NAME],
      secret: secret('s'),
      issuer: AUTHORITY,
      serial: 3,
      validity: { notBefore, notAfter },
    });
  const meet = (notBefore: number, notAfter: number, checks: boolean) => {
    const identity = { ...IDENTITY, certificates: [dated(notBefore, notAfter)] };
    const expectation = { serverName: NAME, trusted: [anchor] };
    const client = tlsClient(speaker, checks ? { ...expectation, checksDates: true } : expectation);
    return converse(client, tlsServer(shouter, identity), 'dates').done[0]?.met;
  };
  test.each([
    ['now', Date.UTC(1969, 0), Date.UTC(1971, 0), true],
    ['no more', Date.UTC(1968, 0), Date.UTC(1969, 0), false],
    ['not yet', Date.UTC(2020, 0), Date.UTC(2049, 0), false],
  ])('that holds %s', (_fact, from, to, met) => {
    expect(meet(from, to, true)).toBe(met);
    expect(meet(from, to, false)).toBe(true);
  });
});
