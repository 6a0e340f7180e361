import { describe, expect, test } from 'vitest';
import { setLink } from '../../../shared/network/link-state.ts';
import { ipRoute } from '../../../shared/network/views/route-views.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { complaints, framesOn } from '../../oracle/story.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { outcomeOf, story } from '../../shared/network/play.ts';
import { headersFrom } from './narrow.ts';
import { fetchRoads, twoParts } from './two-parts.ts';

/** How many packets left by each end of the roads. */
const traffic = (world: World) => ({
  outShort: headersFrom(world, 'w1.short').length,
  outLong: headersFrom(world, 'w2.long').length,
  backShort: headersFrom(world, 'e1.short').length,
  backLong: headersFrom(world, 'e2.long').length,
});

/** Of the segments with data that left `from`, in order. */
const sequenceNumbers = (world: World, from: string): readonly number[] =>
  world.capture
    .filter(frame => frame.from === from && frame.bytes.length > 200)
    .map(({ bytes }) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(38));

describe('two parts with two roads between them', () => {
  test('the way there and the way back need not be one way', () => {
    const world = createWorld(twoParts('long'), 'roads');
    expect(outcomeOf(fetchRoads(world, 1))).toBe('done');
    const { outShort, outLong, backShort, backLong } = traffic(world);
    expect(outShort).toBeGreaterThan(5);
    expect(backLong).toBeGreaterThan(5);
    expect([outLong, backShort]).toEqual([0, 0]);
  });

  test('packets of one page take different roads and overtake each other, and the page is whole', () => {
    const world = createWorld(twoParts('short', { up: false }), 'roads');
    const short = (up: boolean) => () => setLink(world, 'w1.short', up);
    const happenings = fetchRoads(world, 1, { 12: short(true), 16: short(false) });
    expect(outcomeOf(happenings)).toBe('done');
    const { backShort, backLong } = traffic(world);
    expect([backShort > 0, backLong > 5]).toEqual([true, true]);
    const leaving = sequenceNumbers(world, 'server.eth0');
    const arriving = sequenceNumbers(world, 'w1.lan');
    expect(leaving).toEqual(leaving.toSorted((a, b) => a - b));
    expect(arriving).not.toEqual(arriving.toSorted((a, b) => a - b));
  });

  test('a cut road is out of the table at both ends, and in it again when mended', () => {
    const world = createWorld(twoParts('short'), 'roads');
    const tables = () => ['w1', 'e1'].map(name => ipRoute(world.nodes.get(name) ?? never()));
    const before = tables();
    setLink(world, 'e1.short', false);
    expect(tables().join('')).not.toContain('dev short');
    expect(tables()[0]).toContain('203.0.113.0/24 via 10.60.0.2 dev within');
    setLink(world, 'w1.short', true);
    expect(tables()).toEqual(before);
  });

  test('a road that is cut from the start is not used', () => {
    const world = createWorld(twoParts('short', { up: false }), 'roads');
    expect(outcomeOf(fetchRoads(world, 1))).toBe('done');
    expect(traffic(world).outShort).toBe(0);
  });

  test('with no road left the router tells the client', () => {
    const world = createWorld(twoParts('short', { up: false }), 'roads');
    setLink(world, 'w1.within', false);
    const happenings = fetchRoads(world, 1);
    expect(outcomeOf(happenings)).toBe('failed');
    expect(story(happenings)).toContain('w1 forward-packet answer net-unreachable');
  });

  test('a road cut beyond the next router goes unnoticed here: what is sent by it dies there', () => {
    const world = createWorld(twoParts('short', { up: false }), 'roads');
    setLink(world, 'w2.long', false);
    const happenings = fetchRoads(world, 1);
    expect(outcomeOf(happenings)).toBe('failed');
    expect(story(happenings)).toContain('w2 forward-packet answer net-unreachable');
  });

  test.skipIf(skipsTshark)(`tshark has nothing to object to at the client${TSHARK_REASON}`, () => {
    const world = createWorld(twoParts('long'), 'roads');
    fetchRoads(world, 1);
    const [access] = world.topology.links;
    expect(access === undefined ? 'no link' : complaints(framesOn(world, access))).toBe('');
  });
});

const never = (): never => {
  throw new Error('no such router');
};
