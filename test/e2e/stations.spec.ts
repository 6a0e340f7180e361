import { expect, type Page } from '@playwright/test';
import { test } from './hall.ts';
import { lookWell } from './looks.ts';

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

interface Tour {
  readonly mission: RegExp;
  readonly node: string;
  readonly station: string;
  readonly layer: string;
  /** Levels that the bench is put in, one after another; none: as the first unit comes. */
  readonly levels: readonly string[];
  /** What the main button says, where it is not another station's name. */
  readonly action?: RegExp;
}

const TOURS: readonly Tour[] = [
  {
    mission: /Down and up/,
    node: 'pc-1',
    station: 'Application',
    layer: 'application',
    levels: ['Words'],
  },
  {
    mission: /Down and up/,
    node: 'pc-1',
    station: 'Transport',
    layer: 'transport',
    levels: ['Fields', 'Hex'],
  },
  {
    mission: /Down and up/,
    node: 'pc-1',
    station: 'Network',
    layer: 'network',
    levels: ['Words', 'Fields'],
  },
  {
    mission: /Down and up/,
    node: 'pc-1',
    station: 'Data link',
    layer: 'link',
    levels: ['Fields', 'Hex'],
  },
  {
    mission: /Down and up/,
    node: 'pc-1',
    station: 'Physical',
    layer: 'physical',
    levels: ['Fields'],
  },
  { mission: /next hop/i, node: 'r1', station: 'Network', layer: 'network', levels: ['Fields'] },
];

/** Stations of one device only: each with the words of its own main button. */
const DEVICES: readonly Tour[] = [
  {
    mission: /Ask the root/,
    node: 'finder',
    station: 'Application',
    layer: 'application',
    levels: [],
    action: /^\s*(Send to|Let it wait|Answer)/,
  },
  {
    mission: /Ask the root/,
    node: 'root',
    station: 'Application',
    layer: 'application',
    levels: [],
    action: /^\s*Pass down to/,
  },
  {
    mission: /Glass envelope/,
    node: 'tap',
    station: 'Data link',
    layer: 'link',
    levels: [],
    action: /^\s*Note it down/,
  },
  {
    mission: /Ports, protocols/,
    node: 'gate',
    station: 'Network',
    layer: 'network',
    levels: [],
    action: /^\s*(Let it pass|Forward|Pass)/,
  },
  {
    mission: /Ports, protocols/,
    node: 'lan',
    station: 'Data link',
    layer: 'link',
    levels: [],
    action: /^\s*Forward/,
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

const stand = async (page: Page, run: () => Promise<void>): Promise<void> => {
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await run();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
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
  const { node, layer, action = /./ } = tour;
  test(`the bench of ${node} has names, fits a phone, and is played by keys`, async ({
    browser,
    hall,
  }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await practise(page, hall.url, tour);
    const desk = page.locator(`.play.layer-${layer} .bench-form`);
    await expect(desk).toBeVisible({ timeout: 60_000 });
    await stand(page, async () => {
      await expect(page.locator('.main-action')).toHaveText(action);
      await expect(page.locator(`main ${NOTHING_HAS_A_NAME}`)).toHaveCount(0);
      await lookWell(page, node);
    });
    await decideByKeys(page);
    const reply = page.getByText(/^(Accepted|Repaired)/).or(page.locator('.coach.finding'));
    await expect(reply.first()).toBeVisible({ timeout: 20_000 });
    await context.close();
  });
}
