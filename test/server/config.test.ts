import { describe, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';

describe('server settings', () => {
  test('nothing set gives the defaults of the handbook', () => {
    expect(readConfig({}, '/house')).toEqual({
      config: {
        port: 2567,
        host: '0.0.0.0',
        dataDir: '/house/.data',
        hostKey: null,
        publicUrl: null,
        trustedProxies: 0,
        sessionDays: 30,
        clientDir: '/house/client/dist',
      },
    });
  });

  test.each([
    ['a port is read as a number', { PORT: '8080' }, { port: 8080 }],
    ['port 0 asks for a free one', { PORT: '0' }, { port: 0 }],
    [
      'an empty setting counts as left out',
      { PORT: '', HOST_KEY: '' },
      { port: 2567, hostKey: null },
    ],
    ['an absolute folder stays', { DATA_DIR: '/var/stack' }, { dataDir: '/var/stack' }],
    ['a host key is kept as it is', { HOST_KEY: 'k7-Æblegrød' }, { hostKey: 'k7-Æblegrød' }],
    ['an IPv6 address is a host', { HOST: '::1' }, { host: '::1' }],
    [
      'a slash at the end is dropped',
      { PUBLIC_URL: 'https://a.example/' },
      { publicUrl: 'https://a.example' },
    ],
    ['days are settable', { SESSION_DAYS: '7' }, { sessionDays: 7 }],
  ])('%s', (_fact, environment, expected) => {
    expect(readConfig(environment, '/house')).toMatchObject({ config: expected });
  });

  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['HOST', 'a b'],
    ['HOST', 'http://x'],
    ['DATA_DIR', '   '],
    ['HOST_KEY', 'short'],
    ['HOST_KEY', 'two words'],
    ['PUBLIC_URL', 'stack.example'],
    ['PUBLIC_URL', 'https://a.example/path'],
    ['PUBLIC_URL', 'ftp://a.example'],
    ['TRUSTED_PROXIES', '9'],
    ['SESSION_DAYS', '0'],
    ['SESSION_DAYS', 'a month'],
  ])('%s=%s is refused with one sentence that names it', (name, value) => {
    const read = readConfig({ [name]: value }, '/house');
    expect(read).toEqual({
      sentences: [expect.stringMatching(new RegExp(`^${name} must .*\\.$`))],
    });
  });

  test('each wrong setting has its own sentence', () => {
    const read = readConfig({ PORT: 'x', SESSION_DAYS: 'x', HOST_KEY: 'x' }, '/house');
    expect('sentences' in read && read.sentences.length).toBe(3);
  });
});
