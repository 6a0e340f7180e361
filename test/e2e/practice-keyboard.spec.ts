import { expect, type Page } from '@playwright/test';
import { test } from './hall.ts';
import { rightDecisions } from './people.ts';

const RIGHT_ENOUGH = 3;
const MOST_PRESSES = 60;

interface Focused {
  readonly name: string;
  readonly role: string;
  /** The ring round it can be seen, or the place itself lights up. */
  readonly visible: boolean;
}

const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return { name: '', role: 'body', visible: true };
    const ringed = (one: Element | null): boolean => {
      if (one === null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      return ring || boxShadow !== 'none';
    };
    const box = at.getBoundingClientRect();
    const inSight = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
    const holder = at.closest('.field, label, fieldset');
    const quiet = at.matches('main, h1, h2, dialog');
    return {
      name: (at.getAttribute('aria-label') ?? at.textContent ?? '').trim(),
      role: at.getAttribute('role') ?? at.tagName.toLowerCase(),
      visible: quiet || (inSight && (ringed(at) || ringed(holder))),
    };
  });

/** Presses `key` and sees where the focus is then. */
const press = async (page: Page, key: string): Promise<Focused> => {
  await page.keyboard.press(key);
  let at = await focused(page);
  const said = `focus on ${at.role} "${at.name}" after ${key}`;
  // A panel that scrolls or is drawn anew may take a moment.
  await expect
    .poll(async () => {
      at = await focused(page);
      return at.visible;
    }, said)
    .toBe(true);
  return at;
};

const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    if (name.test((await press(page, 'Tab')).name)) return;
  }
  throw new Error(`Tab never comes to ${name}`);
};

/** Verdicts so far: what came back, and what was accepted. */
const verdicts = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.coach.finding, .accepted, .refutation')]
      .map(one => one.textContent)
      .join('|'),
  );

const isThere = async (page: Page, selector: string): Promise<boolean> =>
  (await page.locator(selector).count()) > 0;

const paint = async (page: Page): Promise<void> => {
  const order = page.getByRole('list', { name: 'In sending order' });
  for (const bit of await order.locator('b').allTextContents()) {
    await press(page, bit === '1' ? 'ArrowUp' : 'ArrowDown');
  }
};

const choose = async (page: Page, turn: number): Promise<void> => {
  await press(page, 'b');
  // In a text field a digit is typed: its choices are one Tab further.
  if ((await focused(page)).role === 'input') await press(page, 'Tab');
  await press(page, String((turn % 4) + 1));
};

const drop = async (page: Page, turn: number): Promise<void> => {
  await press(page, 'd');
  if (!(await isThere(page, '.choice-list'))) return;
  for (let steps = turn % 3; steps > 0; steps -= 1) await press(page, 'Tab');
  await press(page, 'Enter');
};

/** Sends something back instead, where the station offers that alone. */
const answer = async (page: Page): Promise<void> => {
  if ((await page.getByRole('button', { name: /^Answer with/ }).count()) === 0) return;
  await tabTo(page, /^Answer with/);
  await page.keyboard.press('Enter');
};

/** Fills and sends the unit on the bench by keys alone: a digit for a value, arrows for the wave, Ctrl+Enter, D. */
const workOn = async (page: Page, turn: number): Promise<void> => {
  if (await isThere(page, '.refutation')) {
    await press(page, 'c');
    await tabTo(page, /^(Skip|Go on)$/);
    await page.keyboard.press('Enter');
    return;
  }
  if (!(await isThere(page, '.bench-form'))) return;
  if (await isThere(page, '.turns')) await paint(page);
  else await choose(page, turn);
  await press(page, 'Control+Enter');
  if (turn % 5 === 4) await drop(page, turn);
  if (turn % 5 === 2) await answer(page);
};

test('practice alone by the keyboard only, from the first page to the end of the round', async ({
  browser,
  hall,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(hall.url);
  await tabTo(page, /^Practise alone$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Go on as/ })).toBeVisible();
  await tabTo(page, /^Go on as/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  await tabTo(page, /^Start$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Tray' })).toBeVisible();

  let turn = 0;
  const heard = new Set<string>();
  await expect
    .poll(
      async () => {
        await workOn(page, turn);
        turn += 1;
        heard.add(await verdicts(page));
        return rightDecisions({ page });
      },
      { timeout: 180_000, intervals: [50] },
    )
    .toBeGreaterThanOrEqual(RIGHT_ENOUGH);
  expect(heard.size).toBeGreaterThan(RIGHT_ENOUGH);

  await tabTo(page, /^End round$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /kinds? of decision/ })).toBeVisible();
  await tabTo(page, /^Look back$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Step on' })).toBeVisible();
  await context.close();
});
