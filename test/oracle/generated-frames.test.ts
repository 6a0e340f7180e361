import { describe, expect, test } from 'vitest';
import { dns } from '../../shared/protocols/dns.ts';
import { generateFrame } from '../shared/protocols/generate-frame.ts';
import { seeded } from '../shared/protocols/seeded.ts';
import { captureOf } from './capture-of.ts';
import { checkDns, DNSPYTHON_REASON, skipsDnspython } from './dnspython.ts';
import { gate, skipsTshark, TSHARK_REASON } from './tshark.ts';

const FRAMES = 5000;
const MESSAGES = 500;

test.skipIf(skipsTshark)(
  `tshark has no complaint about ${FRAMES} generated frames${TSHARK_REASON}`,
  () => {
    const random = seeded('oracle');
    const frames = Array.from({ length: FRAMES }, () => generateFrame(random));
    const { frames: read, complaints } = gate(captureOf(frames));
    expect(complaints).toEqual([]);
    expect(read).toBe(FRAMES);
  },
  60_000,
);

test.skipIf(skipsDnspython)(
  `dnspython reads ${MESSAGES} generated messages${DNSPYTHON_REASON}`,
  () => {
    const random = seeded('dnspython');
    const messages = Array.from({ length: MESSAGES }, () => dns.encode(dns.generate(random)));
    expect(checkDns(messages).filter(line => line !== 'ok')).toEqual([]);
    expect(checkDns(messages).length).toBe(MESSAGES);
  },
  60_000,
);

describe.skipIf(skipsDnspython)(`dnspython refuses${DNSPYTHON_REASON}`, () => {
  const answer = { name: 'a', type: 1, class: 1, ttl: 0, data: { kind: 'A', address: 1 } } as const;
  const good = dns.encode({ qr: 1, answers: [answer] });

  test.each([
    ['a wrong data length', dns.encode({ qr: 1, answers: [{ ...answer, dataLength: 3 }] })],
    ['a count that is too high', dns.encode({ qr: 1, answers: [answer], answerCount: 2 })],
    ['a pointer to itself', good.with(12, 0xc0).with(13, 12)],
    ['a label of a kind not in use', good.with(12, 0x80)],
    ['bytes behind the message', dns.encode({ qr: 1, answers: [answer] }, Uint8Array.of(0))],
  ])('%s', (_fault, message) => {
    expect(checkDns([good, message])).toEqual(['ok', expect.not.stringMatching(/^ok$/)]);
  });
});
