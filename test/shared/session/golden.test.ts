import { expect, test } from 'vitest';
import { sessionDigest } from '../../../shared/session/digest.ts';
import { ENGINE_VERSION, type SessionEvent } from '../../../shared/session/events.ts';
import { foldLog } from '../../../shared/session/fold.ts';
import log from './golden-log.json' with { type: 'json' };

/** By engine version: a change that alters the digest of the log must raise ENGINE_VERSION and add its line here. */
const DIGESTS: Readonly<Record<number, string>> = {
  1: 'bbcca335069ebc2fdf6a38ba36e866778991959a6737b3e08b1ae31e4ae472be',
  2: 'cd08bed56ac478f788907e1252d541a625ca26b462e1a07592a624830f1bd5c6',
  // As before; missions and side work that are not in the log fold otherwise.
  3: 'cd08bed56ac478f788907e1252d541a625ca26b462e1a07592a624830f1bd5c6',
  // The luck of a task follows from that of its cause by numbers, no longer by texts: other draws.
  4: '8d0df80ecec1b4c7798c4147b4a957046c4dd5a724f85386500a727b5c6ce059',
  // As before; what an all-hands message promises, and whether it counts, is not in the log.
  5: '8d0df80ecec1b4c7798c4147b4a957046c4dd5a724f85386500a727b5c6ce059',
  // As before; messages of hosts without a lease are rehearsed otherwise.
  6: '8d0df80ecec1b4c7798c4147b4a957046c4dd5a724f85386500a727b5c6ce059',
  // The number of a step is made of those of its place and its sort: other draws again.
  7: '4ddb93dcef5ecdf54f15a80fee4442f11676ba52eecabc758d3f5e334e4e6c93',
};

test('the golden log folds to the digest of this engine version', () => {
  const folded = foldLog(log as SessionEvent[]);
  expect(folded.ok).toBe(true);
  if (folded.ok) expect(sessionDigest(folded.value)).toBe(DIGESTS[ENGINE_VERSION]);
});
