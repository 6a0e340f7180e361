import { describe, expect, test } from 'vitest';
import { dns } from '../../../shared/protocols/dns.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { hexBytes } from './hex-bytes.ts';
import { expectTiled } from './tiling.ts';

const HEADER = '1234 8100 0001 0000 0000 0000';
const ANSWER_HEADER = '1234 8100 0000 0001 0000 0000';
const CHAIN = Array.from({ length: 5 }, () => `3f${'61'.repeat(63)}`).join('');

describe('what is broken is said and never followed', () => {
  test.each([
    ['eleven bytes', '00'.repeat(11), 'header/truncated'],
    ['a pointer to itself', `${HEADER} c00c 0001 0001`, 'dns/name-pointer-loop'],
    ['a pointer forwards', `${HEADER} c00e 0001 0001`, 'dns/name-pointer-loop'],
    ['two pointers in a circle', `${HEADER} 0161 c00c 0001 0001`, 'dns/name-pointer-loop'],
    ['a pointer beyond the end', `${HEADER} ffff 0001 0001`, 'dns/name-pointer-outside'],
    ['half a pointer', `${HEADER} c0`, 'dns/name-overruns'],
    ['a label of a kind not in use', `${HEADER} 8061 00 0001 0001`, 'dns/name-bad-label'],
    ['a label that overruns', `${HEADER} 3f61`, 'dns/name-overruns'],
    ['a name without end', `${HEADER} 0161`, 'dns/name-overruns'],
    ['a name of more than 255 bytes', `${HEADER} ${CHAIN} 00 0001 0001`, 'dns/name-too-long'],
    ['a question cut off', `${HEADER} 00 0001 00`, 'header/truncated'],
    ['a question that is not there', HEADER, 'dns/count-too-high'],
    ['a record cut off', `${ANSWER_HEADER} 00 0001 0001 00000000 0004 0a00`, 'header/truncated'],
    [
      'an address of five bytes',
      `${ANSWER_HEADER} 00 0001 0001 00000000 0005 0a00000100`,
      'dns/data-length-mismatch',
    ],
    [
      'an address of three bytes',
      `${ANSWER_HEADER} 00 0001 0001 00000000 0003 0a0000`,
      'dns/data-length-mismatch',
    ],
    [
      'a loop in the data',
      `${ANSWER_HEADER} 00 0005 0001 00000000 0002 c017`,
      'dns/name-pointer-loop',
    ],
  ])('%s', (_fact, hex, code) => {
    const bytes = hexBytes(hex);
    const result = dns.decode(bytes);
    expect(result.ok).toBe(false);
    const { spans, issues } = explain(bytes, dns);
    expect(issues.map(issue => issue.code)).toEqual([code]);
    expectTiled(spans, 0, bytes.length * 8);
  });

  test('bytes behind the end of the message are not part of it', () => {
    const bytes = hexBytes(`${HEADER} 0461 626364 00 0001 0001`);
    expect(dns.decode(bytes).ok).toBe(true);
    expect(dns.decode(bytes, 0, 15)).toMatchObject({
      error: { code: 'dns/name-overruns', at: 12 },
    });
    expectTiled(explain(bytes, dns, { end: 15 }).spans, 0, 15 * 8);
  });

  test('decode and explanation name the same fault', () => {
    const bytes = hexBytes(`${HEADER} 8061 00 0001 0001`);
    expect(dns.decode(bytes)).toEqual({
      ok: false,
      error: { code: 'dns/name-bad-label', protocol: 'dns', at: 12 },
    });
  });

  test('after a bad pointer the rest is still read', () => {
    const { spans } = explain(hexBytes(`${HEADER} c00c 0001 0001`), dns);
    const question = spans[0]?.children?.find(span => span.path === 'dns.question.0');
    expect(question?.children?.map(span => [span.path, span.shown])).toEqual([
      ['dns.question.0.name', '. (root)'],
      ['dns.question.0.type', '1 (A)'],
      ['dns.question.0.class', '1 (IN)'],
    ]);
  });
});
