import { expect, test } from 'vitest';
import {
  addressOption,
  hardwareField,
  typeOption,
  writeDhcp,
} from '../../../../shared/network/programs/dhcp/message.ts';
import { startExchange } from '../../../../shared/network/simulator.ts';
import { createWorld } from '../../../../shared/network/world.ts';
import { DHCP_OPTION } from '../../../../shared/protocols/dhcp-option-table.ts';
import { moveOf } from '../../../../shared/rules/moves/registry.ts';
import { sceneOf } from '../../../../shared/rules/scene.ts';
import { lan } from '../../network/leasing/lan.ts';
import { ip } from '../places.ts';

const CARD_OF_CLIENT = hardwareField(0x0200_0000_0a01);

/** What a server is told of a message of that type, from a client that has or names that address. */
const wantedIn = (type: number, has: string | null, named: string | null): string | undefined => {
  const world = createWorld(lan(), 'words');
  let told: string | undefined;
  startExchange(world, { type: 'configure', node: 'client' }, 1, task => {
    if (task.situation.type !== 'serve-lease' || told !== undefined) return 'automaton';
    const header = {
      operation: 1,
      transactionId: 7,
      clientAddress: has === null ? 0 : ip(has),
      clientHardwareAddress: CARD_OF_CLIENT,
    };
    const options = named === null ? [] : [addressOption(DHCP_OPTION.requestedAddress, ip(named))];
    const unit = writeDhcp(header, [typeOption(type), ...options]);
    told = moveOf('serve-lease').facts(sceneOf(world, { ...task, id: 9_999, unit }))['wanted'];
    return 'automaton';
  });
  return told;
};

const ADDRESS = '192.0.2.10';

test.each([
  ['DISCOVER of a stranger', 1, null, null, 'would like any address'],
  ['DISCOVER with a wish', 1, null, ADDRESS, `would like ${ADDRESS}`],
  ['REQUEST of what was offered', 3, null, ADDRESS, `wants ${ADDRESS}`],
  ['REQUEST for more time', 3, ADDRESS, null, `wants to keep ${ADDRESS}`],
  ['DECLINE', 4, null, ADDRESS, `turns down ${ADDRESS}, which somebody else has`],
  ['RELEASE', 7, ADDRESS, null, `gives back ${ADDRESS}`],
  ['INFORM', 8, ADDRESS, null, 'wants to know the rest, and no address'],
  ['OFFER, which no client says', 2, null, null, 'says what no client says'],
  ['ACK, which no client says', 5, null, null, 'says what no client says'],
  ['NAK, which no client says', 6, null, null, 'says what no client says'],
])('a server is told what the client is after: %s', (_fact, type, has, named, wanted) => {
  expect(wantedIn(type, has, named)).toBe(wanted);
});
