import { describe, expect, test } from 'vitest';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { carried, objections } from './carried.ts';

const NAME = 'www.game.example';
const LONG = 'All prices are in crowns.\n'.repeat(400);
const FILES = { '/index.html': '<p>Welcome</p>', '/long.txt': LONG };
const account = { server: PLACES.server, name: NAME };

const play = (chunkBytes: number) =>
  carried(
    internet({
      client: [service('browser', 900, account, 'http-client')],
      server: [service('httpd', 80, { files: FILES, chunkBytes }, 'http-server')],
    }),
    [
      { program: 'browser', settings: { targets: ['/', '/long.txt'] } },
      { program: 'browser', settings: { targets: ['/none'] } },
      { program: 'browser', settings: { targets: ['/'], method: 'POST', content: 'a=1' } },
    ],
  );

describe.each([
  ['with their length', 0],
  ['in chunks', 1000],
])('pages %s', (_fact, chunkBytes) => {
  const { world, results } = play(chunkBytes);

  test('come over routers and switches', () => {
    expect(results[0]).toBe(`200 <p>Welcome</p>\n200 ${LONG}`);
    expect(results[1]).toMatch(/^404 /);
    expect(results[2]).toMatch(/^501 /);
  });

  test('are opened by an onlooker, who objects to nothing', () => {
    const explained = world.capture.map(({ bytes }) => explain(bytes, ethernet));
    const messages = explained.flatMap(({ layers }) => layers.filter(({ id }) => id === 'http'));
    const starts = messages.map(({ header }) => {
      const { method, status } = header as { readonly method?: string; readonly status?: number };
      return method ?? status;
    });
    expect(new Set(starts)).toEqual(new Set(['GET', 200, 404, 'POST', 501]));
    const issues = explained.flatMap(one =>
      one.issues.filter(({ severity }) => severity !== 'note'),
    );
    expect(issues).toEqual([]);
  });

  test.skipIf(skipsTshark)(`are no reason for tshark to object${TSHARK_REASON}`, () => {
    expect(objections(world)).toEqual([]);
  });
});
