import { describe, expect, test } from 'vitest';
import { createWorld } from '../../../shared/network/world.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { PLACES } from '../../shared/network/internet.ts';
import { ip } from '../../shared/network/networks.ts';
import { deliveries, losses, outcomeOf, story } from '../../shared/network/play.ts';
import { objections, once } from '../services/carried.ts';
import { fetchPage, headersFrom, narrow, sendText } from './narrow.ts';

describe('a page over a link that carries 576 bytes', () => {
  const play = () => {
    const world = createWorld(narrow(576), 'narrow');
    return { world, happenings: fetchPage(world, 1) };
  };
  const played = once(play);

  test('gets there, in smaller segments after a router has told the size', () => {
    const { world, happenings } = played();
    expect(outcomeOf(happenings)).toBe('done');
    expect(deliveries(happenings)).toEqual(['answer', 'established', 'page', 'closed']);
    expect(losses(happenings)).toEqual([]);
    expect(story(happenings)).toContain('r2 forward-packet answer fragmentation-needed');
    const narrowed = headersFrom(world, 'r2.eth0').filter(({ protocol }) => protocol === 6);
    expect(Math.max(...narrowed.map(({ totalLength }) => totalLength))).toBe(576);
    expect(narrowed.every(({ dontFragment }) => dontFragment === 1)).toBe(true);
    expect(world.nodes.get('server')?.pathMtus.get(ip(PLACES.client))?.mtuBytes).toBe(576);
  });

  test.skipIf(skipsTshark)(
    `tshark objects to nothing but that the server says again, smaller, what did not get through${TSHARK_REASON}`,
    () => {
      const { world } = played();
      const again = /^This frame is a \(suspected\) (retransmission|out-of-order segment)$/;
      expect(objections(world, [], [again])).toEqual([]);
      // Only between the server and the router before the narrow link both sizes are seen.
      const places = objections(world).map(line => line.split(':')[0]);
      expect(places).toEqual(['r2.eth1', 'sw2.p2']);
    },
  );

  test('the next page comes in small segments from the start', () => {
    const { world } = play();
    const happenings = fetchPage(world, 2);
    expect(outcomeOf(happenings)).toBe('done');
    expect(story(happenings)).not.toContain('r2 forward-packet answer fragmentation-needed');
  });
});

describe('a datagram over a link that carries 576 bytes', () => {
  const play = once(() => {
    const world = createWorld(narrow(576, { dontFragment: ['tcp'] }), 'narrow');
    return { world, happenings: sendText(world, 1, 1400) };
  });

  test('is cut by the router and made whole again by the host', () => {
    const { world, happenings } = play();
    expect(outcomeOf(happenings)).toBe('done');
    expect(deliveries(happenings)).toEqual(['text']);
    const pieces = headersFrom(world, 'r1.eth1').filter(({ protocol }) => protocol === 17);
    expect(
      pieces.map(({ fragmentOffset, totalLength, moreFragments }) => [
        fragmentOffset,
        totalLength,
        moreFragments,
      ]),
    ).toEqual([
      [0, 572, 1],
      [69, 572, 1],
      [138, 324, 0],
    ]);
    expect(new Set(pieces.map(({ identification }) => identification)).size).toBe(1);
    expect(world.nodes.get('server')?.gatherings.size).toBe(0);
  });

  test('that must not be cut is told of, and the next one is cut where it begins', () => {
    const world = createWorld(narrow(576), 'narrow');
    expect(story(sendText(world, 1, 1400))).toContain(
      'r1 forward-packet answer fragmentation-needed',
    );
    expect(outcomeOf(sendText(world, 2, 1400))).toBe('done');
    const pieces = headersFrom(world, 'client.eth0').filter(({ protocol }) => protocol === 17);
    expect(pieces.map(({ totalLength }) => totalLength)).toEqual([1428, 572, 572, 324]);
  });

  test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
    expect(objections(play().world)).toEqual([]);
  });
});
