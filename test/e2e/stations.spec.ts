import { expect, type Page } from '@playwright/test';
import { test } from './hall.ts';
import { lookWell } from './looks.ts';

/** Practises one station alone: whatever is done by hand is done there. */
const practise = async (page: Page, url: string, mission: RegExp, station: string) => {
  await page.goto(`${url}/practice`);
  await page.getByRole('button', { name: mission }).click();
  await page.getByRole('checkbox', { name: station, exact: true }).first().check();
  await page.getByRole('checkbox', { name: 'All stations' }).uncheck();
  await page.getByRole('button', { name: /^Go on as/ }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
};

interface Tour {
  readonly mission: RegExp;
  readonly station: string;
  readonly layer: string;
  /** Levels that the bench is put in, one after another. */
  readonly levels: readonly string[];
}

const TOURS: readonly Tour[] = [
  { mission: /Down and up/, station: 'Application', layer: 'application', levels: ['Words'] },
  { mission: /Down and up/, station: 'Transport', layer: 'transport', levels: ['Fields', 'Hex'] },
  { mission: /Down and up/, station: 'Network', layer: 'network', levels: ['Words', 'Fields'] },
  { mission: /Down and up/, station: 'Data link', layer: 'link', levels: ['Fields', 'Hex'] },
  { mission: /Down and up/, station: 'Physical', layer: 'physical', levels: ['Fields'] },
  { mission: /next hop/i, station: 'Network', layer: 'network', levels: ['Fields'] },
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

for (const { mission, station, layer, levels } of TOURS) {
  test(`${station} of ${mission.source} looks well at its bench`, async ({ browser, hall }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await practise(page, hall.url, mission, station);
    for (const level of levels) {
      const desk = page.locator(`.play.layer-${layer} .bench-form`);
      await expect(desk).toBeVisible({ timeout: 60_000 });
      await showIn(page, level);
      await stand(page, () => lookWell(page, `${layer} in ${level}`));
    }
    await context.close();
  });
}
