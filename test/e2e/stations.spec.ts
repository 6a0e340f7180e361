import { expect, type Page } from '@playwright/test';
import { test } from './hall.ts';
import { lookWell } from './looks.ts';
import { playUntil } from './people.ts';
import { freshMemory } from './play-on.ts';

/** Practises one station alone: whatever is done by hand is done there. */
const practise = async (page: Page, url: string, { mission, node, station }: Tour) => {
  await page.goto(`${url}/practice`);
  await page.getByRole('button', { name: mission }).click();
  const stations = page.getByRole('group', { name: node, exact: true });
  await stations.getByRole('checkbox', { name: station, exact: true }).check();
  await page.getByRole('checkbox', { name: 'All stations' }).uncheck();
  await page.getByRole('button', { name: /^Go on as/ }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
};

/** A place at which somebody practises: `station` is the layer as the page calls it. */
interface Tour {
  readonly mission: RegExp;
  readonly node: string;
  readonly station: string;
  readonly layer: string;
}

const APPLICATION = { station: 'Application', layer: 'application' } as const;
const TRANSPORT = { station: 'Transport', layer: 'transport' } as const;
const NETWORK = { station: 'Network', layer: 'network' } as const;
const LINK = { station: 'Data link', layer: 'link' } as const;
const PHYSICAL = { station: 'Physical', layer: 'physical' } as const;

const PC = { mission: /Down and up/, node: 'pc-1' } as const;

/** With the levels that the bench is put in, one after another. */
const TOURS: readonly (Tour & { readonly levels: readonly string[] })[] = [
  { ...PC, ...APPLICATION, levels: ['Words'] },
  { ...PC, ...TRANSPORT, levels: ['Fields', 'Hex'] },
  { ...PC, ...NETWORK, levels: ['Words', 'Fields'] },
  { ...PC, ...LINK, levels: ['Fields', 'Hex'] },
  { ...PC, ...PHYSICAL, levels: ['Fields'] },
  { mission: /next hop/i, node: 'r1', ...NETWORK, levels: ['Fields'] },
];

const ROOT = /Ask the root/;
const LIST = /Ports, protocols/;

/** Stations of one device only, at the bench that is theirs alone: each with the words of its own main button. */
const DEVICES: readonly (Tour & { readonly bench: string; readonly action: RegExp })[] = [
  {
    bench: 'resolver',
    mission: ROOT,
    node: 'finder',
    ...APPLICATION,
    action: /^\s*(Send to|Let it wait|Answer)/,
  },
  { bench: 'root server', mission: ROOT, node: 'root', ...APPLICATION, action: /^\s*Pass down to/ },
  { bench: 'tap', mission: /Glass envelope/, node: 'tap', ...LINK, action: /^\s*Note it down/ },
  {
    bench: 'boundary',
    mission: LIST,
    node: 'gate',
    ...NETWORK,
    action: /^\s*(Let it pass|Forward|Pass)/,
  },
  { bench: 'written line', mission: LIST, node: 'gate', ...NETWORK, action: /^\s*Write the line/ },
  { bench: 'switch', mission: LIST, node: 'lan', ...LINK, action: /^\s*Forward/ },
  {
    bench: 'DHCP server',
    mission: /First day/,
    node: 'dhcp-1',
    ...APPLICATION,
    action: /^\s*Pass down to/,
  },
  {
    bench: 'DHCP client',
    mission: /First day/,
    node: 'laptop',
    ...APPLICATION,
    action: /^\s*(Pass down to|Take it)/,
  },
  {
    bench: 'forger',
    mission: /The forger/,
    node: 'mallory',
    ...APPLICATION,
    action: /^\s*Send to finder/,
  },
  { bench: 'guard', mission: /Garbage in/, node: 'web', ...APPLICATION, action: /^\s*Take it/ },
  {
    bench: 'translator',
    mission: /One address/,
    node: 'nat',
    ...NETWORK,
    action: /^\s*Send it translated/,
  },
];

/** Changes the level step by step until the page says that the unit is shown in `wanted`. */
const showIn = async (page: Page, wanted: string): Promise<void> => {
  const line = page.locator('.level-step');
  const shown = line.getByText(new RegExp(`^In ${wanted}\\.`, 'i'));
  await expect(async () => {
    if ((await shown.count()) > 0) return;
    const direct = line.getByRole('button', { name: wanted });
    await ((await direct.count()) > 0 ? direct : line.getByRole('button').last()).click();
    await expect(shown).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
};

/** While it stands nothing can be sent off, so the page has to say that it goes on again. */
const stand = async (page: Page, run: () => Promise<void>): Promise<void> => {
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await pause.click();
  await run();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(pause).toBeVisible();
};

for (const tour of TOURS) {
  const { mission, station, layer, levels } = tour;
  test(`${station} of ${mission.source} looks well at its bench`, async ({ browser, hall }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await practise(page, hall.url, tour);
    for (const level of levels) {
      const desk = page.locator(`.play.layer-${layer} .bench-form`);
      await expect(desk).toBeVisible({ timeout: 60_000 });
      await showIn(page, level);
      await stand(page, () => lookWell(page, `${layer} in ${level}`));
    }
    await context.close();
  });
}

/** Plays what comes before the bench whose main button says `action`. */
const playTo = (page: Page, action: RegExp): Promise<void> => {
  const button = page.locator('.main-action');
  const isThere = async () =>
    (await button.count()) > 0 && action.test((await button.textContent()) ?? '');
  return playUntil({ page, memory: freshMemory() }, isThere);
};

const NOTHING_HAS_A_NAME =
  ':is([role="radiogroup"], [role="grid"], section[tabindex], fieldset):not([aria-label], [aria-labelledby], :has(> legend))';

/** Fills every group of choices with its second value by keys alone, and sends it off. */
const decideByKeys = async (page: Page): Promise<void> => {
  const groups = page.locator('.bench-form').getByRole('radiogroup');
  const fields = page.locator('.bench-form input[data-field]');
  for (const field of await fields.all()) {
    if ((await groups.count()) > 0 || (await field.inputValue()) !== '') break;
    await field.focus();
  }
  for (const group of await groups.all()) {
    await group.locator('[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await expect(group.getByRole('radio', { checked: true })).toHaveCount(1);
  }
  await page.keyboard.press('Control+Enter');
};

for (const tour of DEVICES) {
  const { bench, layer, action } = tour;
  test(`the bench of the ${bench} has names, fits a phone, and is played by keys`, async ({
    browser,
    hall,
  }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await practise(page, hall.url, tour);
    await playTo(page, action);
    await stand(page, async () => {
      await expect(page.locator(`.play.layer-${layer} .bench-form`)).toBeVisible();
      await expect(page.locator('.main-action')).toHaveText(action);
      await expect(page.locator(`main ${NOTHING_HAS_A_NAME}`)).toHaveCount(0);
      await lookWell(page, bench);
    });
    await decideByKeys(page);
    const reply = page.getByText(/^(Accepted|Repaired)/).or(page.locator('.coach.finding'));
    await expect(reply.first()).toBeVisible({ timeout: 20_000 });
    await context.close();
  });
}

/** Bytes of the shortest frame on a wire (IEEE 802.3). */
const SHORTEST_FRAME = 64;

/** Walks over the bytes by arrows and hears each by its place and value; gives what was heard. */
const walkBytes = async (page: Page): Promise<readonly string[]> => {
  const current = page.getByRole('grid', { name: 'What came, byte by byte' }).locator(':focus');
  const heard: string[] = [];
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'End', 'Control+Home']) {
    await page.keyboard.press(key);
    heard.push((await current.getAttribute('aria-label')) ?? '');
  }
  return heard;
};

test('a unit at a tap is read byte by byte and decided by keys', async ({ browser, hall }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await practise(page, hall.url, { mission: /Glass envelope/, node: 'tap', ...LINK });
  await expect(page.locator('.play.layer-link .bench-form')).toBeVisible({ timeout: 60_000 });
  const grid = page.getByRole('grid', { name: 'What came, byte by byte' });
  await expect(async () => {
    await showIn(page, 'Hex');
    await expect(grid).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await stand(page, async () => {
    expect(await grid.getByRole('gridcell').count()).toBeGreaterThanOrEqual(SHORTEST_FRAME);
    await expect(page.locator('.bench-form .as-text, .bench-form .captured')).toHaveCount(0);
    await expect(page.locator(`main ${NOTHING_HAS_A_NAME}`)).toHaveCount(0);
    await grid.locator('[tabindex="0"]').focus();
    const heard = await walkBytes(page);
    expect(heard.map(text => text.replace(/[0-9a-f]{2}$/, '..'))).toEqual(
      [1, 17, 16, 31, 0].map(at => `byte ${at}, ..`),
    );
    await lookWell(page, 'tap in raw bytes');
  });
  await decideByKeys(page);
  const told = page.getByText('What the bytes said').or(page.locator('.coach.finding'));
  await expect(told.first()).toBeVisible({ timeout: 20_000 });
  await context.close();
});
