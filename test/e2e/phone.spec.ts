import { expect, type Page } from '@playwright/test';
import { test } from './hall.ts';
import { playUntil } from './people.ts';
import { freshMemory } from './play-on.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A router alone on a phone, with its values as fields. */
const atRouter = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/practice`);
  await page.getByRole('button', { name: /Next hop/ }).click();
  const r1 = page.getByRole('group', { name: 'r1', exact: true });
  await r1.getByRole('checkbox', { name: 'Network', exact: true }).check();
  await page.getByRole('button', { name: /^Go on as/ }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.locator('.bench-form')).toBeVisible();
  const parts = page.getByRole('navigation', { name: 'Parts of the station' });
  await parts.getByRole('button', { name: 'Coach' }).tap();
  await page.locator('.level-step').getByRole('button', { name: 'Fields' }).tap();
  await parts.getByRole('button', { name: 'Bench' }).tap();
};

test('on a phone a finding lies over the bench until it is read, and the keyboard stays shut', async ({
  browser,
  hall,
}) => {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const memory = freshMemory();
  await atRouter(page, hall.url);
  const toBench = page.getByRole('button', { name: 'To the bench' });
  const wrong = page.locator('.bench-form input[aria-invalid="true"]');
  await playUntil({ page, memory }, async () => (await toBench.count()) > 0 && wrong.isVisible());
  await expect(wrong).toBeInViewport();
  await toBench.tap();
  await expect(page.locator('.action-row')).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('INPUT');

  const refused = await wrong.inputValue();
  await wrong.fill('192.0.2.1');
  await page.locator('.bench-form input[data-field]').first().fill(refused);
  await expect(page.locator('.action-row')).toContainText('Change the marked field first.');
  await expect(toBench).toHaveCount(0);
  await playUntil({ page, memory }, async () => (await page.locator('.accepted').count()) > 0);
  await context.close();
});
