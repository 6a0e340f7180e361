import { expect } from '@playwright/test';
import { test } from './hall.ts';
import { getReady, join, openSession, playUntil, rightDecisions } from './people.ts';

const MISSION = /Down and up/;

test('a wrong PIN and a wrong seat code are refused in a sentence, a locked game takes nobody new', async ({
  browser,
  hall,
}) => {
  const host = await openSession(browser, hall.url, { mission: MISSION, crewSize: 1 });
  const ada = await join(browser, hall.url, host.pin);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(hall.url);

  const wrongPin = host.pin === '000000' ? '000001' : '000000';
  await page.getByLabel(/PIN/).fill(wrongPin);
  await page.keyboard.press('Enter');
  await expect(page.locator('.problem')).toHaveText(/\w+ .*\./);
  await page.getByLabel(/PIN/).fill(host.pin.slice(0, 3));
  await page.keyboard.press('Enter');
  await expect(page.getByText('A PIN has six digits, this one has 3.')).toBeVisible();

  await page.getByLabel(/PIN/).fill(host.pin);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I already had a seat, on another device' }).click();
  await page.getByLabel('Nickname').fill(ada.nickname);
  await page.getByLabel('Seat code').fill(ada.seatCode === '1234' ? '1235' : '1234');
  await page.getByRole('button', { name: 'Come back to my seat' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /code/i })).toBeVisible();
  await expect(page).not.toHaveURL(/\/play/);

  await host.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(host.page.getByRole('button', { name: 'Locked' })).toBeVisible();
  await page.goto(`${hall.url}/join/${host.pin}`);
  await expect(page.getByText('This game takes no new people.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Join', exact: true })).toHaveCount(0);

  await Promise.all([context, ada.context, host.context].map(each => each.close()));
});

test('a second tab takes over and the first says so and takes back', async ({ browser, hall }) => {
  const host = await openSession(browser, hall.url, { mission: MISSION, crewSize: 1 });
  const ada = await join(browser, hall.url, host.pin);
  const second = await ada.context.newPage();
  await second.goto(hall.url);
  await second.getByRole('button', { name: new RegExp(`^Go on as ${ada.nickname}`) }).click();
  await expect(second.getByRole('button', { name: 'I am ready' })).toBeVisible();
  const taken = { name: 'You are playing in another tab or on another device.' };
  await expect(ada.page.getByRole('heading', taken)).toBeVisible();
  await ada.page.getByRole('button', { name: 'Go on here' }).click();
  await expect(ada.page.getByRole('button', { name: 'I am ready' })).toBeVisible();
  await expect(second.getByRole('heading', taken)).toBeVisible();
  await Promise.all([ada.context, host.context].map(each => each.close()));
});

test('a pause stops the clock and keeps what is on the bench from leaving', async ({
  browser,
  hall,
}) => {
  const host = await openSession(browser, hall.url, { mission: MISSION, crewSize: 1 });
  const ada = await join(browser, hall.url, host.pin, { reducedMotion: 'reduce' });
  await getReady(ada);
  await host.page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(ada.page.locator('.bench-form')).toBeVisible();
  await host.page.keyboard.press('p');
  await expect(ada.page.getByText('All clocks stand still.')).toBeVisible();

  const clocks = [ada.page, host.page].map(page => page.getByRole('timer').first());
  const shown = () => Promise.all(clocks.map(clock => clock.textContent()));
  const stopped = await shown();
  const sincePause = Date.now();
  await expect.poll(() => Date.now() - sincePause).toBeGreaterThan(2_000);
  expect(await shown()).toEqual(stopped);

  await ada.page.keyboard.press('Control+Enter');
  await expect(ada.page.locator('.main-action')).toHaveAttribute('aria-disabled', 'true');
  await expect(
    ada.page.getByRole('status').filter({ hasText: /^Paused\. What is on/ }),
  ).toHaveCount(1);

  await host.page.getByRole('button', { name: 'Go on' }).click();
  await expect(ada.page.getByText('All clocks stand still.')).toBeHidden();
  await expect.poll(async () => (await shown())[0]).not.toBe(stopped[0]);
  await playUntil(ada, async () => (await rightDecisions(ada)) > 0);
  await Promise.all([ada.context, host.context].map(each => each.close()));
});

test('with reduced motion nothing moves, and arrivals and verdicts are still said', async ({
  browser,
  hall,
}) => {
  const host = await openSession(browser, hall.url, { mission: MISSION, crewSize: 1 });
  const ada = await join(browser, hall.url, host.pin, { reducedMotion: 'reduce' });
  await ada.page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said, moved: [] as string[] });
    for (const name of ['animationstart', 'transitionrun']) {
      document.addEventListener(name, event => {
        const lasts = document
          .getAnimations()
          .some(one => Number(one.effect?.getTiming().duration) > 1);
        const { moved } = globalThis as unknown as { moved: string[] };
        if (lasts) moved.push(`${name} ${(event.target as Element).className}`);
      });
    }
    new MutationObserver(() => {
      const text = document.querySelector('div.sr[role="alert"]')?.textContent ?? '';
      if (said.at(-1) !== text) said.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await host.page.getByRole('button', { name: 'Start', exact: true }).click();
  await playUntil(ada, async () => (await rightDecisions(ada)) > 1);
  const { said, moved } = await ada.page.evaluate(() => {
    const { said, moved } = globalThis as unknown as { said: string[]; moved: string[] };
    return { said, moved };
  });
  expect(moved).toEqual([]);
  expect(said.some(text => text.startsWith('New in your tray'))).toBe(true);
  expect(said.some(text => /^(Accepted|Repaired)/.test(text))).toBe(true);
  await Promise.all([ada.context, host.context].map(each => each.close()));
});
