import { describe, expect, test } from 'vitest';
import { text } from '../../../shared/base/bytes.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { objections } from './carried.ts';
import { overHttps } from './web-of-https.ts';

const wire = ({ world }: ReturnType<typeof overHttps>): string =>
  world.capture.map(({ bytes }) => text(bytes)).join('');

describe('pages over TLS', () => {
  test.each([0, 700])('come whole (chunks of %d), and nobody between can read them', chunkBytes => {
    const carriedPages = overHttps({ server: { chunkBytes } });
    expect(carriedPages.outcomes).toEqual(['done']);
    expect(carriedPages.results).toEqual([`200 <p>Welcome</p>\n200 ${'Apples 3\n'.repeat(2000)}`]);
    expect(wire(carriedPages)).not.toContain('Apples');
    expect(wire(carriedPages)).not.toContain('GET /');
    expect(wire(carriedPages)).toContain('www.game.example');
  });

  test.each([
    ['another authority vouches for the server', { seed: 'elsewhere' }],
    ['the server is called otherwise', { name: 'bank.example' }],
  ])('are not asked for where %s', (_fact, server) => {
    const refused = overHttps({ server });
    expect(refused.outcomes).not.toEqual(['done']);
    expect(refused.results).toEqual(['reset']);
  });

  test.skipIf(skipsTshark)(`are no reason for tshark to object${TSHARK_REASON}`, () => {
    expect(objections(overHttps().world)).toEqual([]);
  });
});
