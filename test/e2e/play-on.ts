import type { Locator, Page } from '@playwright/test';

/** What a person remembers of the unit in hand: which values and reasons came back already. */
export interface Memory {
  readonly values: Set<string>;
  readonly actions: Set<string>;
}

export const freshMemory = (): Memory => ({ values: new Set(), actions: new Set() });

export type Step = 'idle' | 'refutation' | 'decided' | 'stuck';

const ACTION_TIMEOUT_MS = 2_500;
const quick = { timeout: ACTION_TIMEOUT_MS } as const;

const bench = (page: Page): Locator => page.locator('.bench-form');
const mainButton = (page: Page): Locator => page.locator('.main-action');

/** Paints the wave of the byte whose bits stand in sending order: 1 rises, 0 falls (IEEE 802.3 §7.3.1.1). */
const paint = async (page: Page): Promise<void> => {
  const bits = await page
    .getByRole('list', { name: 'In sending order' })
    .locator('b')
    .allTextContents();
  for (const bit of bits) {
    await page
      .getByRole('button', { name: bit === '1' ? 'Rise' : 'Fall', exact: true })
      .click(quick);
  }
};

const optionsIn = (group: Locator): Promise<readonly { name: string; checked: boolean }[]> =>
  group.getByRole('radio').evaluateAll(all =>
    all.map(one => ({
      name: one.querySelector('span, s')?.textContent ?? '',
      checked: one.getAttribute('aria-checked') === 'true',
    })),
  );

/** Chooses the next value of a group that has not come back yet; false when none is left, and then begins anew. */
const chooseIn = async (group: Locator, path: string, memory: Memory): Promise<boolean> => {
  const options = await optionsIn(group);
  for (const [index, { name }] of options.entries()) {
    const key = `${path} ${name}`;
    if (memory.values.has(key)) continue;
    await group.getByRole('radio').nth(index).click(quick);
    memory.values.add(key);
    return true;
  }
  // One of them was right, so something came between on a busy machine: all of them once more.
  for (const { name } of options) memory.values.delete(`${path} ${name}`);
  return false;
};

interface OpenField {
  readonly path: string;
  readonly empty: boolean;
  readonly wrong: boolean;
}

const openFields = (page: Page): Promise<readonly OpenField[]> =>
  bench(page)
    .locator('input[data-field]')
    .evaluateAll(all =>
      all.map(one => ({
        path: one.getAttribute('data-field') ?? '',
        empty: (one as HTMLInputElement).value === '',
        wrong: one.getAttribute('aria-invalid') === 'true',
      })),
    );

const groupFor = (page: Page, path: string): Locator =>
  bench(page).locator(`[data-choices="${path}"]`);

const fill = async (page: Page, path: string, memory: Memory): Promise<boolean> => {
  const group = groupFor(page, path);
  const input = bench(page).locator(`input[data-field="${path}"]`);
  if ((await group.count()) === 0 && (await input.count()) > 0) await input.click(quick);
  return (await group.count()) > 0 && (await chooseIn(group, path, memory));
};

/** Groups that stand alone, as the gap in a sentence. */
const lonelyGroups = (page: Page): Promise<readonly { path: string; chosen: boolean }[]> =>
  bench(page)
    .locator('.words-gap [data-choices]')
    .evaluateAll(all =>
      all.map(one => ({
        path: one.getAttribute('data-choices') ?? '',
        chosen: one.querySelector('[aria-checked="true"]') !== null,
      })),
    );

/** Fills what is empty, and changes what came back. */
const fillIn = async (page: Page, memory: Memory, cameBack: boolean): Promise<void> => {
  if ((await page.locator('.turns').count()) > 0) return paint(page);
  const gaps = await lonelyGroups(page);
  for (const { path, chosen } of gaps) {
    if (!chosen || cameBack) await fill(page, path, memory);
  }
  for (const { path, empty, wrong } of await openFields(page)) {
    const isGap = gaps.some(gap => gap.path === path);
    if (!isGap && (empty || wrong)) await fill(page, path, memory);
  }
};

/** Tries the other things that can be done with a unit: reasons to drop it, answers to send back. */
const doOtherwise = async (page: Page, memory: Memory): Promise<boolean> => {
  const others = page.locator('.action-row .button[aria-expanded]');
  for (let index = 0; index < (await others.count()); index += 1) {
    const other = others.nth(index);
    if ((await other.getAttribute('aria-expanded', quick)) === 'false') await other.click(quick);
    const choices = page.locator('.choice-list .button');
    for (const [at, name] of (await choices.allTextContents()).entries()) {
      if (name === 'Not now' || memory.actions.has(`${index} ${name}`)) continue;
      await choices.nth(at).click(quick);
      memory.actions.add(`${index} ${name}`);
      return true;
    }
  }
  return false;
};

const answered = (page: Page): Promise<void> =>
  page
    .waitForFunction(
      () =>
        ![...document.querySelectorAll('.action-row .sr')].some(
          one => one.textContent === 'Waiting for the answer.',
        ),
      undefined,
      { timeout: 10_000, polling: 30 },
    )
    .then(() => undefined);

const NEEDS_A_VALUE = /Change the marked field first\.|is still empty\./;

/** On a phone what came back lies over the buttons until it is read. */
const readSheet = async (page: Page): Promise<void> => {
  const toBench = page.getByRole('button', { name: 'To the bench' });
  if ((await toBench.count()) === 0) return;
  await toBench.click(quick);
  await mainButton(page).or(page.locator('.action-row')).first().waitFor(quick);
};

const decide = async (page: Page, memory: Memory): Promise<Step> => {
  await readSheet(page);
  const cameBack = (await page.locator('.coach.finding').count()) > 0;
  if (!cameBack) {
    memory.values.clear();
    memory.actions.clear();
  }
  const reason = await page.locator('.action-row').textContent(quick);
  const aboutAField = NEEDS_A_VALUE.test(reason ?? '');
  if (!cameBack || aboutAField || (await page.locator('.words-gap').count()) > 0) {
    await fillIn(page, memory, cameBack);
  }
  if (cameBack && !aboutAField && (await doOtherwise(page, memory))) {
    await answered(page);
    return 'decided';
  }
  const button = mainButton(page);
  if ((await button.count()) === 0 || (await button.getAttribute('aria-disabled')) === 'true') {
    if (!(await doOtherwise(page, memory))) return 'stuck';
  } else await button.click(quick);
  await answered(page);
  return 'decided';
};

/** One step of a person at a station: closes what happened, or decides the unit on the bench by what the page offers. */
export const stepOn = async (page: Page, memory: Memory): Promise<Step> => {
  const refutation = page.locator('.refutation');
  if ((await refutation.count()) > 0) {
    await refutation.getByRole('button', { name: /^(Skip|Go on)$/ }).click(quick);
    return 'refutation';
  }
  return (await bench(page).count()) === 0 ? 'idle' : decide(page, memory);
};
