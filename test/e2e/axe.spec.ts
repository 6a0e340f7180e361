import { expect, type Page } from '@playwright/test';
import { test } from './hall.ts';
import { lookWell } from './looks.ts';
import { join, logIn, openSession, playUntil } from './people.ts';

const shown = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { name }).first()).toBeVisible();

test('the doors look well: home, join, self-check, practice, host', async ({ browser, hall }) => {
  const host = await openSession(browser, hall.url, { mission: /Down and up/, crewSize: 1 });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(hall.url);
  await lookWell(page, 'home');
  await page.goto(`${hall.url}/join/${host.pin}`);
  await expect(page.getByLabel(/^Your nickname/)).not.toHaveValue('');
  await lookWell(page, 'join');
  await page.getByRole('button', { name: 'I already had a seat, on another device' }).click();
  await lookWell(page, 'come back');
  await page.goto(`${hall.url}/what-is-wrong`);
  await shown(page, /./);
  await lookWell(page, 'self-check');
  await page.goto(`${hall.url}/what-we-simplified`);
  await shown(page, 'What we simplified');
  await lookWell(page, 'what we simplified');
  await page.goto(`${hall.url}/old-stacks`);
  await page.getByRole('button', { name: 'Time to live' }).click();
  await expect(page.getByText(/^Time to live: ./)).toBeVisible();
  await lookWell(page, 'old stacks');
  await page.goto(`${hall.url}/practice`);
  await expect(page.getByRole('button', { name: /^Go on as/ })).toBeVisible();
  await lookWell(page, 'practice');
  await page.goto(`${hall.url}/host`);
  await shown(page, 'Host a class');
  await lookWell(page, 'host key');
  await logIn(page, hall.url);
  await lookWell(page, 'new session');
  for (const each of [context, host.context]) await each.close();
});

test('a session looks well: lobby, console, projector, summary, look back', async ({
  browser,
  hall,
}) => {
  const host = await openSession(browser, hall.url, {
    format: 'Competition',
    mission: /Down and up/,
    crewSize: 1,
  });
  const wall = await host.context.newPage();
  await wall.goto(`${hall.url}/projector/${host.sessionId}`);
  const ada = await join(browser, hall.url, host.pin);
  await lookWell(ada.page, 'lobby');
  await ada.page.getByRole('button', { name: 'Try one first' }).click();
  await lookWell(ada.page, 'lobby task');
  await lookWell(host.page, 'console in the lobby');
  await lookWell(wall, 'projector in the lobby');
  await host.page.getByRole('button', { name: 'Start', exact: true }).click();
  let steps = 0;
  await playUntil(ada, () => ++steps > 8);
  await lookWell(host.page, 'console in a round');
  await lookWell(wall, 'projector in a round');
  await host.page.getByRole('button', { name: ada.nickname }).first().click();
  await lookWell(host.page, 'person');
  await host.page.keyboard.press('Escape');
  await host.page.getByRole('button', { name: 'End round' }).click();
  await shown(ada.page, /kinds? of decision/);
  await lookWell(ada.page, 'summary');
  await lookWell(host.page, 'console after the round');
  await wall.goto(`${hall.url}/standings/${host.sessionId}`);
  await shown(wall, /standings/i);
  await lookWell(wall, 'standings');
  await ada.page.getByRole('button', { name: 'Look back' }).click();
  await expect(ada.page.getByRole('button', { name: 'Step on' })).toBeVisible();
  await lookWell(ada.page, 'look back');
  for (const { context } of [ada, host]) await context.close();
});
