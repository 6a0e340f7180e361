import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameServer } from '../../shared/network/programs/name-server-program.ts';
import { zoneRecords } from '../shared/network/programs/resolver/small-internet.ts';
import { dig } from './dig.ts';
import { LoopbackHost, whyNoPort53 } from './loopback-host.ts';
import { needing } from './outside.ts';
import { zonesOn } from './zones.ts';

const NET = '127.53.2';
const GAME = `${NET}.3`;
const reason = whyNoPort53() || needing('dig', 'dig', ['-v']).reason;

describe.skipIf(reason !== '')(`dig asks our name server${reason}`, () => {
  let server: LoopbackHost<unknown> | undefined;

  beforeAll(async () => {
    const lines = zonesOn(NET)[GAME] ?? '';
    server = await LoopbackHost.start<unknown>(GAME, nameServer(zoneRecords(lines)));
  });

  afterAll(() => server?.close());

  test.each<[string, readonly string[], string, number, boolean]>([
    ['an address, with authority', ['www.game.example', 'A'], 'NOERROR', 2, true],
    ['without EDNS', ['+noedns', 'www.game.example', 'AAAA'], 'NOERROR', 1, true],
    ['over TCP', ['+tcp', 'www.game.example', 'A'], 'NOERROR', 2, true],
    ['a referral, without authority', ['host.handed.game.example', 'A'], 'NOERROR', 0, false],
    ['no such name', ['no.game.example', 'A'], 'NXDOMAIN', 0, true],
    ['no such type', ['www.game.example', 'TXT'], 'NOERROR', 0, true],
    ['a name of nobody here', ['www.other.example', 'A'], 'REFUSED', 0, false],
    ['another class', ['www.game.example', 'CH', 'A'], 'REFUSED', 0, false],
    ['everything', ['www.game.example', 'ANY'], 'NOERROR', 3, true],
    [
      'another version of EDNS',
      ['+edns=1', '+noednsneg', 'www.game.example', 'A'],
      'BADVERS',
      0,
      false,
    ],
    ['another operation', ['+opcode=2', 'www.game.example', 'A'], 'NOTIMP', 0, false],
    ['a name backwards', ['-x', GAME], 'NOERROR', 1, true],
  ])('%s', async (_fact, question, status, answers, isAuthority) => {
    const dug = await dig(GAME, '+norecurse', ...question);
    expect(dug.status).toBe(status);
    expect(dug.answers).toHaveLength(answers);
    expect(dug.flags.includes('aa')).toBe(isAuthority);
    expect(dug.text).not.toMatch(/WARNING|malformed|bad packet|extra bytes|mismatch/i);
  });

  test.each([
    ['+noedns', 'long.game.example', 'TXT', 12],
    ['+bufsize=1232', 'many.game.example', 'A', 300],
  ])('%s %s is cut, then whole over TCP', async (option, name, type, count) => {
    const cut = await dig(GAME, '+norecurse', '+ignore', option, name, type);
    expect(cut.flags).toContain('tc');
    expect(cut.answers).toHaveLength(0);
    const whole = await dig(GAME, '+norecurse', option, name, type);
    expect(whole.isTruncatedThenStream).toBe(true);
    expect(whole.answers).toHaveLength(count);
  });

  test('letters come back as they were sent', async () => {
    const { text } = await dig(GAME, '+norecurse', 'wWw.gAme.eXample', 'A');
    expect(text).toMatch(/^;wWw\.gAme\.eXample\.\s+IN\s+A$/m);
  });
});
