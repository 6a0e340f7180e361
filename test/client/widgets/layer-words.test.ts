import { expect, test } from 'vitest';
import { placeWords, stationsWords } from '../../../client/widgets/layer-words.ts';

test.each([
  ['one station', ['pc.transport'], 'Transport of pc'],
  ['layers in the order of the stack', ['pc.link', 'pc.network'], 'Network and Data link of pc'],
  [
    'devices with the same layers stand together',
    ['laptop.application', 'tablet.application', 'phone.application'],
    'Application of laptop, tablet, phone',
  ],
  [
    'others stand behind them',
    ['dhcp-1.application', 'dhcp-1.transport', 'laptop.network'],
    'Application and Transport of dhcp-1; Network of laptop',
  ],
  [
    'a whole stack',
    ['r.application', 'r.transport', 'r.network', 'r.link', 'r.physical'],
    'All of r',
  ],
  [
    'the rest of a whole stack',
    ['r.transport', 'r.network', 'r.link', 'r.physical'],
    'Transport, Network, Data link and Physical of r',
  ],
])('%s', (_fact, stations, words) => expect(stationsWords(stations)).toBe(words));

test.each([
  ['client.transport', 'Transport of client'],
  ['r1.eth0', 'r1.eth0'],
  ['chrome.exe', 'chrome.exe'],
])('%s is called %s', (place, words) => expect(placeWords(place)).toBe(words));
