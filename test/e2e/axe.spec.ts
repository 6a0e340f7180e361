import { expect, type Page } from '@playwright/test';
import { test } from './hall.ts';
import { lookWell } from './looks.ts';
import { join, logIn, openSession, playUntil } from './people.ts';
import { freshMemory, stepOn } from './play-on.ts';

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
  await shown(ada.page, /kinds of decision/);
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

/** Station and level of the bench, as the page says them; '' without a bench. */
const benchIn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const said = document.querySelector('.level-step')?.textContent ?? '';
    const [, level] = /in (\w+)\./i.exec(said) ?? [];
    const [, layer] = /layer-(\w+)/.exec(document.querySelector('.play')?.className ?? '') ?? [];
    return level === undefined ? '' : `${layer} in ${level}`;
  });

/** One step up, and down from hex, where bytes are typed and not chosen. */
const changeLevel = async (page: Page, bench: string): Promise<void> => {
  const name = bench.endsWith('fields') ? 'Hex' : 'Fields';
  const button = page.locator('.level-step').getByRole('button', { name });
  // The unit may have gone meanwhile.
  await button.click({ timeout: 2_000 }).catch(() => undefined);
};

const practise = async (page: Page, url: string, mission: RegExp): Promise<void> => {
  await page.goto(`${url}/practice`);
  await page.getByRole('button', { name: mission }).click();
  await page.getByRole('button', { name: /^Go on as/ }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
};

interface Tour {
  readonly mission: RegExp;
  /** Layers and levels that must have been on the bench. */
  readonly wanted: readonly string[];
}

const TOURS: readonly Tour[] = [
  {
    mission: /Down and up/,
    wanted: ['application', 'transport', 'network', 'link', 'physical', 'words', 'fields', 'hex'],
  },
  { mission: /next hop/i, wanted: ['network', 'link'] },
];
const TOUR_MS = 150_000;

for (const { mission, wanted } of TOURS) {
  test(`every station of ${mission.source} looks well at its bench`, async ({ browser, hall }) => {
    test.setTimeout(TOUR_MS * 2);
    const context = await browser.newContext();
    const page = await context.newPage();
    const memory = freshMemory();
    const seen = new Set<string>();
    const missing = () => wanted.filter(word => ![...seen].some(bench => bench.includes(word)));
    const look = async (): Promise<void> => {
      const bench = await benchIn(page).catch(() => '');
      if (bench === '') return;
      if (missing().some(word => bench.includes(word))) {
        await page.getByRole('button', { name: 'Pause', exact: true }).click();
        await lookWell(page, bench);
        await page.getByRole('button', { name: 'Go on', exact: true }).click();
        seen.add(bench);
      }
      if (missing().includes('hex') || bench.endsWith('hex')) await changeLevel(page, bench);
    };
    await practise(page, hall.url, mission);
    const end = Date.now() + TOUR_MS;
    while (missing().length > 0 && Date.now() < end) {
      await look();
      const step = await stepOn(page, memory).catch(() => 'changing' as const);
      if (step === 'idle') await page.waitForTimeout(150);
    }
    expect(missing(), [...seen].join(', ')).toEqual([]);
    await context.close();
  });
}
