import { expect, type Page } from '@playwright/test';
import { test } from './hall.ts';
import { lookWell } from './looks.ts';
import { join, openSession } from './people.ts';

/** Presses Tab until what has the focus is called `name`. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveAccessibleName(name, { timeout: 200 });
  }).toPass({ timeout: 20_000, intervals: [10] });
};

test('the host clips a tap to a wire by keys alone, and the crew is told', async ({
  browser,
  hall,
}) => {
  const host = await openSession(browser, hall.url, { mission: /The forger/, crewSize: 1 });
  const ada = await join(browser, hall.url, host.pin);
  const { page } = host;
  await expect(page.getByRole('button', { name: 'Tap a wire' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await tabTo(page, /^Tap a wire$/);
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Tap a wire' });
  const wire = sheet.getByLabel('Wire between');
  await wire.focus();
  await page.keyboard.type('router and finder');
  await expect(wire.locator(':checked')).toHaveText('router and finder');
  await lookWell(page, 'tap a wire');
  await tabTo(page, /^Clip it on$/);
  await page.keyboard.press('Enter');
  await expect(wire.locator(':checked')).toHaveText('router and finder, read by clip');
  await expect(sheet.getByRole('status')).toHaveText(/^clip reads between router and finder/);
  const told = 'A tap was clipped to the wire between router and finder.';
  await expect(ada.page.getByRole('log').getByText(told)).toBeVisible();
  await tabTo(page, /^Take it off$/);
  await page.keyboard.press('Enter');
  await expect(wire.locator(':checked')).toHaveText('router and finder');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  for (const { context } of [ada, host]) await context.close();
});
