import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bridgeOptions } from '../../../server/tools/bridge/bridge-options.ts';
import { labNetwork } from '../../../server/tools/bridge/lab-network.ts';

const PROJECT = join(import.meta.dirname, '..', '..', '..');

const problemOf = (typed: string): string => {
  const options = bridgeOptions(typed.split(' ').filter(word => word !== ''));
  if (!options.ok) return options.error;
  const network = labNetwork(options.value);
  return network.ok ? '' : network.error;
};

describe('npm run bridge', () => {
  test.each([
    ['nothing at all', '', 'Say which network and which device'],
    ['no device', '09-get-prices', 'Say which network and which device'],
    [
      'an unknown mission',
      '99-nowhere --tap tap0',
      'There is no mission 99-nowhere; there are 02-',
    ],
    ['an unknown option', '09-get-prices --tap tap0 --speed 9', 'There is no option --speed'],
    ['a name no device can have', '09-get-prices --tap tap/0', 'is no name of a device'],
    ['a loss of everything', '09-get-prices --tap tap0 --loss 100', 'a share in percent'],
    ['a loss that is no number', '09-get-prices --tap tap0 --loss much', 'a share in percent'],
    ['an address without prefix', '09-get-prices --tap tap0 --address 10.0.0.9', 'is no address'],
    ['a loss in a session', '123456 --tap tap0 --loss 5', 'a session has its network already'],
    ['a server that is none', '123456 --tap tap0 --server here', '--server here is no address'],
    ['a crew that is none', '123456 --tap tap0 --crew 0', 'the number of a crew, from 1'],
    ['a crew and no session', '09-get-prices --tap tap0 --crew 1', 'the six digits of a session'],
    [
      'an edge nowhere',
      '09-get-prices --tap tap0 --edge moon',
      'no edge at moon; there are switch',
    ],
    ['a file that is not there', '/nowhere/net.json --tap tap0', 'cannot be read'],
    ['a file that is no network', 'package.json --tap tap0', 'is no network: nodes'],
    ['a page that is not there', '09-get-prices --tap tap0 --page /nowhere/x', 'cannot be read'],
  ])('says what is wrong with %s', (_fact, typed, sentence) => {
    expect(problemOf(typed)).toContain(sentence);
  });

  test.each([
    ['the first switch', '--seed 1', 'switch-a.outside'],
    ['a switch that is named', '--edge switch-c', 'switch-c.outside'],
    ['the place of a host', '--edge host-c.eth0', 'switch-c.p2'],
  ])('plugs in at %s', (_fact, edge, inside) => {
    const options = bridgeOptions(`07-next-hop --tap tap0 ${edge}`.trim().split(' '));
    const network = options.ok ? labNetwork(options.value) : options;
    expect(network).toMatchObject({ ok: true, value: { inside } });
  });

  test('ends with a sentence where the device cannot be opened', async () => {
    const { code, said } = await new Promise<{ code: number | null; said: string }>(resolve => {
      // The loopback interface is there everywhere and is no TAP device.
      const child = execFile(
        process.execPath,
        ['server/tools/bridge.ts', '09-get-prices', '--tap', 'lo'],
        { cwd: PROJECT },
        (_problem, output, complaints) =>
          resolve({ code: child.exitCode, said: output + complaints }),
      );
    });
    expect(code).toBe(1);
    expect(said).toMatch(/lo is there already|Only root|has no \/dev\/net\/tun|needs python3/);
  }, 30_000);
});
